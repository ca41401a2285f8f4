// Colours as chosen on the site, copy buttons, and opened filters. The pages work without it.
"use strict";
const site = new URL(document.currentScript.dataset.site, location.href).pathname;

function scheme() {
  try {
    const chosen = JSON.parse(localStorage.getItem(`${site}.__palette`) || "null");
    if (chosen?.color?.scheme) return chosen.color.scheme;
  } catch { /* storage may be closed to us; then the system's choice holds */ }
  return matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
}

async function copy(button) {
  const answer = await fetch(button.dataset.copy);
  const text = await answer.text();
  await navigator.clipboard.writeText(text);
  button.textContent = "copied";
  setTimeout(() => { button.textContent = "copy"; }, 2000);
}

// The first thing in the body, so nothing is shown in the other scheme before.
document.body.dataset.mdColorScheme = scheme();
document.addEventListener("DOMContentLoaded", () => {
  for (const button of navigator.clipboard ? document.querySelectorAll("button.copy") : []) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button).catch(() => { button.textContent = "failed"; }));
  }
});

// The editor makes itself after the page is there, and names its own field nothing.
addEventListener("load", () => setTimeout(() => {
  for (const field of document.querySelectorAll(".CodeMirror textarea, .cm-content")) {
    field.setAttribute("aria-label", "SQL");
  }
}));
