// What the theme leaves out for readers who use a keyboard or a screen reader.
// The site reads without this file.
document$.subscribe(() => requestAnimationFrame(() => {
  document.querySelector(".md-search")?.setAttribute("aria-label", "Search")
  for (const table of document.querySelectorAll(".md-typeset__scrollwrap"))
    table.setAttribute("tabindex", "0")
}))
