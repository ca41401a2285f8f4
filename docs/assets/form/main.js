// The form: fields from the questions, checked as one types, and what will become of them.

import * as x from "./exact.js";
import { LONGEST_ADDRESS, address, body } from "./issue.js";
import { nearClaims } from "./near.js";
import { readingRows } from "./readings.js";
import { completed, faults, find } from "./rules.js";
import { figureWords, sentence } from "./sentence.js";

const PARTS = {
  source: "The page",
  publisher: "A publisher that is new here",
  agency: "An agency that is new here",
  statement: "The statement",
  claimant: "A speaker who is new here",
  claim: "The claim",
  report: "How it is printed",
};

const form = document.getElementById("claim-form");
const shown = new Set();

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

const idOf = (name) => name.replace(/[._]/g, "-");

function control(name, field, data) {
  const common = { id: idOf(name), name, "aria-describedby": `${idOf(name)}-help ${idOf(name)}-fault` };
  if (field.choices.length) {
    const options = field.choices.map(([value, text]) => make("option", { value }, text));
    return make("select", common, make("option", { value: "" }, "—"), ...options);
  }
  const type = field.type === "date" ? "date" : name.endsWith("url") ? "url" : "text";
  const list = field.searched ? `list-${field.searched}` : undefined;
  const inputmode = field.type === "number" ? "decimal" : undefined;
  return make("input", { ...common, type, list, inputmode, maxlength: field.longest, autocomplete: "off" });
}

function question({ name, label, help, due }, data) {
  return make(
    "div",
    { class: "question", "data-name": name },
    make("label", { for: idOf(name) }, label, due ? make("span", { class: "due" }, " needed") : null),
    control(name, data.fields[name], data),
    make("p", { class: "help", id: `${idOf(name)}-help` }, help),
    make("p", { class: "fault", id: `${idOf(name)}-fault` }),
  );
}

const grid = (questions, data) => make("div", { class: "questions" }, ...questions.map((one) => question(one, data)));

function build(data) {
  const asked = new Set(data.groups.flatMap((group) => group.questions.map((one) => one.name)));
  const groups = data.groups.map((group) =>
    make("fieldset", {}, make("legend", {}, group.title), grid(group.questions, data)),
  );
  const rest = Object.keys(data.fields).filter((name) => !asked.has(name));
  const more = Object.entries(PARTS).map(([part, title]) => {
    const names = rest.filter((name) => name.startsWith(`${part}.`));
    const asking = names.map((name) => {
      const { title: label, description: help } = data.fields[name];
      return { name, label, help: help.replaceAll("`", "") };
    });
    return make("fieldset", {}, make("legend", {}, title), grid(asking, data));
  });
  const lists = ["publishers", "claimants", "regions"].map((table) =>
    make("datalist", { id: `list-${table}` }, ...data[table].map((row) => make("option", { value: row.names[0] }))),
  );
  form.replaceChildren(
    ...groups,
    make("details", { id: "more" }, make("summary", {}, "More: notes, a second unit, links, someone new"), ...more),
    ...lists,
    make("section", { id: "preview", "aria-live": "polite", "aria-label": "What your answers come to" }),
    make("p", { class: "send" }, make("button", { type: "submit", class: "md-button md-button--primary" }, "Open the issue on GitHub")),
    make("p", { id: "sent", role: "status" }),
  );
}

function read(data) {
  const answers = {};
  for (const name of Object.keys(data.fields)) {
    const cell = form.elements[name].value.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "").normalize("NFC");
    if (cell) answers[name] = cell;
  }
  return answers;
}

function mark(found, data) {
  for (const name of Object.keys(data.fields)) {
    const message = shown.has(name) ? (found[name] ?? "") : "";
    document.getElementById(`${idOf(name)}-fault`).textContent = message;
    form.elements[name].toggleAttribute("aria-invalid", Boolean(message));
  }
}

// Questions that do not arise, by what is measured and how it is hedged; none that has an answer.
function hideMoot(answers, data) {
  const indicator = data.indicators[answers["claim.indicator_id"]];
  const moot = new Set(answers["report.qualifier_id"] === "between" ? [] : ["report.value_upper"]);
  if (indicator) for (const name of indicator.kind === "flow" ? ["as_of"] : ["period_start", "period_end"]) moot.add(`claim.${name}`);
  if (indicator?.dimension === "event") moot.add("report.qualifier_id");
  for (const name of ["report.value_upper", "claim.as_of", "claim.period_start", "claim.period_end", "report.qualifier_id"]) {
    form.querySelector(`[data-name="${name}"]`).hidden = moot.has(name) && !answers[name];
  }
}

function claimOf(answers) {
  const claim = { value_upper: "", qualifier_id: "", origin: "stated" };
  for (const [name, cell] of Object.entries(answers)) {
    const [part, column] = name.split(".");
    if (part === "report" && ["value", "value_upper", "qualifier_id", "unit_id"].includes(column)) claim[column] ||= cell;
    if (part === "claim") claim[column] = cell;
  }
  return claim;
}

// What the claim's page will show: its sentence, and the ranges that its figure allows.
function preview(answers, data) {
  const claim = claimOf(answers);
  const [indicator, unit] = [data.indicators[claim.indicator_id], data.units[claim.unit_id]];
  const region = find(data.regions, claim.region_id ?? "");
  const parts = [];
  if (indicator && unit && x.parse(claim.value ?? "")) {
    const who = find(data.claimants, answers["statement.claimant_id"] ?? "")?.names[0] ?? answers["statement.claimant_id"];
    const text =
      claim.summary || sentence(claim, who ?? "…", region?.names[0] ?? "…", indicator, unit.label, answers["statement.stated_on"], data.words);
    parts.push(make("h2", {}, "As it will appear"), make("blockquote", { class: "figure-sentence" }, make("p", {}, text)));
    const rule = data.qualifiers[claim.qualifier_id];
    if (rule && indicator.dimension !== "event") parts.push(readingsTable(claim, rule, unit, indicator, region, data));
  }
  const near = nearClaims(answers, data);
  if (near.length && !answers["claim.claim_id"]) parts.push(nearList(near, data));
  // Only what differs is shown anew: a button must not go from under the pointer, nor a reader hear it twice.
  const [panel, next] = [document.getElementById("preview"), make("div", {}, ...parts)];
  if (panel.textContent !== next.textContent) panel.replaceChildren(...next.children);
}

function readingsTable(claim, rule, unit, indicator, region, data) {
  const rows = readingRows({ value: claim.value, upper: claim.value_upper, rule, unit, indicator, region });
  const label = (row) => data.units[row.unit_id].label;
  const end = (value, places) => (value === null ? "no limit" : x.number(value, places));
  const cells = rows.map((row) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, row.strictness, row.baseline === "polygon" ? ", boundary polygon" : ""),
      make("td", {}, `${x.number(row.low)} to ${end(row.high)} ${label(row)}`, row.is_possible ? "" : " (not possible)"),
      make("td", {}, row.low_km2 && row.unit_id !== "km2" ? `${x.number(row.low_km2, 0)} to ${end(row.high_km2, 0)} km²` : ""),
    ),
  );
  const caption = `What ${figureWords(claim, unit.label, data.words.hedges)} allows`;
  return make("table", {}, make("caption", {}, caption), make("tbody", {}, ...cells));
}

function nearList(near, data) {
  const title = near[0].isSame
    ? "This figure by this person on this day is here already. Add your page to it?"
    : "Is it one of these, already here?";
  const items = near.slice(0, 5).map((claim) => {
    const button = make("button", { type: "button" }, "It is this one");
    button.addEventListener("click", () => {
      form.elements["claim.claim_id"].value = claim.claim_id;
      update(data);
    });
    return make("li", {}, make("a", { href: `${form.dataset.root}claims/${claim.claim_id}/` }, claim.summary), " ", button);
  });
  return make("div", { class: "near" }, make("h2", {}, title), make("ul", {}, ...items));
}

function update(data) {
  const answers = read(data);
  const found = faults(answers, data);
  mark(found, data);
  hideMoot(completed(answers, data), data);
  preview(completed(answers, data), data);
  return { answers, found };
}

function send(data) {
  for (const name of Object.keys(data.fields)) shown.add(name);
  const { answers, found } = update(data);
  const told = document.getElementById("sent");
  const first = Object.keys(data.fields).find((name) => found[name]);
  if (first) {
    form.elements[first].closest("details")?.setAttribute("open", "");
    form.elements[first].focus();
    const count = Object.keys(found).length;
    told.textContent = count === 1 ? "One answer is to mend." : `${count} answers are to mend.`;
    return;
  }
  const title = answers["claim.claim_id"] ?? `${answers["statement.claimant_id"]}, ${answers["report.value"]}`;
  const target = address(answers, data, `Figure: ${title}`);
  told.textContent = "The issue opens in a new tab; send it off there.";
  if (target.length > LONGEST_ADDRESS) {
    navigator.clipboard.writeText(body(answers, data));
    told.textContent = "Too long for an address: the text is copied; paste it into the issue that opens.";
  }
  window.open(target.length > LONGEST_ADDRESS ? `${data.repository}/issues/new?labels=claim` : target, "_blank", "noopener");
}

async function start() {
  const data = await (await fetch(form.dataset.questions)).json();
  build(data);
  const today = new Date().toISOString().slice(0, 10);
  form.elements["source.seen_on"].value = today;
  // A claim's page leads here with its id; any other answer can come along in the same way.
  for (const [name, answer] of new URLSearchParams(location.search)) {
    if (name in data.fields) form.elements[name].value = answer;
  }
  form.addEventListener("input", () => update(data));
  form.addEventListener("change", (event) => {
    shown.add(event.target.name);
    update(data);
  });
  // Leaving a field by pressing a button would show its fault and move the button from under the pointer.
  form.addEventListener("mousedown", (event) => {
    if (event.target.closest("button")) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(data);
  });
  update(data);
  form.dataset.ready = "true";
}

start();
