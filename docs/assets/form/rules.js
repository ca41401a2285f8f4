// What is wrong with answers: the columns' own rules, from the descriptor, and how answers fit together.

import * as x from "./exact.js";
import { LONGEST, holdsFigure, words } from "./fragments.js";

const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u;
const JOINED = /(?<=[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}\s])[\u200c\u200d]/gu;
const NUMERIC = ["number", "integer"];
const DAY = 86400000;

const isDate = (text) => {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(+day) && day.toISOString().startsWith(text);
};
const days = (from, to) => (new Date(to) - new Date(from)) / DAY;

// One answer against its field; empty if nothing is wrong.
export function fault(field, cell) {
  if ([...cell].length > field.longest) return `has more than ${field.longest} characters`;
  if (HIDDEN.test(cell.replace(JOINED, ""))) return "holds an invisible character; remove it";
  if (/^[=+@-]/.test(cell) && !NUMERIC.includes(field.type)) {
    return "would run as a formula in a spreadsheet; begin with a letter or digit";
  }
  if (field.type === "number" && !/^\d{1,15}(\.\d{1,9})?$/.test(cell)) {
    return `is not a number; write digits, with a point for decimals, as ${field.example}`;
  }
  if (field.type === "integer" && !/^\d{1,15}$/.test(cell)) return "is not a whole number";
  if (field.type === "date" && !isDate(cell)) return `is not a day as it is written here; write it as YYYY-MM-DD, such as ${field.example}`;
  if (field.choices.length && !field.choices.some(([value]) => value === cell)) return "is none of the choices";
  if (field.pattern && !new RegExp(field.pattern, "u").test(cell)) return `does not fit; write it like ${field.example}`;
  if (field.minimum !== undefined && Number(cell) < field.minimum) return `is less than ${field.minimum}`;
  return "";
}

// The answers, and what a claim that is here answers already.
export function completed(answers, data) {
  const here = data.claims.find((claim) => claim.claim_id === answers["claim.claim_id"]);
  if (!here) return answers;
  const known = {
    "statement.claimant_id": here.claimant_id,
    "statement.stated_on": here.stated_on,
    "claim.region_id": here.region_id,
    "claim.party": here.party,
    "claim.indicator_id": here.indicator_id,
    "claim.period_end": here.end,
    "claim.summary": here.summary,
  };
  const said = Object.entries(known).filter(([, cell]) => cell);
  return { ...Object.fromEntries(said), ...answers };
}

// Field → message, for everything that `ground add` would refuse and that a browser can know.
export function faults(given, data) {
  const found = {};
  const say = (name, message) => (found[name] ??= message);
  const answers = completed(given, data);
  for (const [name, cell] of Object.entries(answers)) {
    const message = fault(data.fields[name], cell);
    if (message) say(name, message);
  }
  if (given["claim.claim_id"] && answers === given && !given["claim.region_id"]) say("claim.claim_id", "is not here");
  for (const { questions } of data.groups) {
    for (const question of questions) {
      if (question.due && !answers[question.name]) say(question.name, "is needed");
    }
  }
  figure(answers, data, say);
  if (answers === given) times(answers, data, say);
  names(answers, data, say);
  return found;
}

function figure(answers, data, say) {
  const get = (name) => answers[`report.${name}`] ?? "";
  const indicator = data.indicators[answers["claim.indicator_id"]];
  const unit = data.units[get("unit_id")];
  const [value, upper] = [x.parse(get("value")), x.parse(get("value_upper"))];
  if (indicator && unit && unit.dimension !== indicator.dimension) {
    say("report.unit_id", `measures ${unit.dimension}, but ${indicator.label} is ${indicator.dimension}`);
  }
  if (indicator?.dimension === "event") {
    if (value && !["0", "1"].includes(x.spelt(value))) say("report.value", "an event is 1 (it happened) or 0 (it did not)");
    if (get("qualifier_id")) say("report.qualifier_id", "an event has no hedge");
    if (!answers["claim.summary"]) say("claim.summary", "say in a sentence what happened, and who said so");
  } else if (indicator && value && !get("qualifier_id")) {
    say("report.qualifier_id", "is needed; a bare figure is “(bare figure)”");
  }
  if (get("qualifier_id") === "between" && !upper) say("report.value_upper", "is needed: the upper end of the range");
  if (upper && get("qualifier_id") !== "between") say("report.value_upper", "only “between” has an upper figure");
  if (upper && value && x.compare(upper, value) <= 0) say("report.value_upper", "is not larger than the figure");
  if (indicator?.dimension === "count" && value && value.d !== 1n) say("report.value", "is not a whole number");
  if (indicator?.dimension === "share" && value && x.compare(value, x.HUNDRED) > 0) say("report.value", "is over 100 percent");
  fragment(get, say);
}

function fragment(get, say) {
  const text = get("fragment");
  if (!text && get("attribution") === "quoted") say("report.fragment", "is needed: the words it quotes");
  if (words(text) > LONGEST) say("report.fragment", `has ${words(text)} words; at most ${LONGEST}`);
  const figures = { value: get("value"), upper: get("value_upper"), second: get("second_value"), unit: get("unit_id") };
  if (text && !holdsFigure(text, figures)) say("report.fragment", `does not hold the figure ${get("value")}`);
}

function times(answers, data, say) {
  const stated = answers["statement.stated_on"] ?? "";
  const indicator = data.indicators[answers["claim.indicator_id"]];
  const [start, end, asOf] = ["period_start", "period_end", "as_of"].map((name) => answers[`claim.${name}`] ?? "");
  if (start && end && end < start) say("claim.period_end", "is before the period's start");
  const published = answers["source.published_on"];
  if (stated && published && days(stated, published) < -1) say("source.published_on", "is before the day it was said");
  if (!stated || !indicator || indicator.dimension === "event") return;
  for (const [name, day] of [["as_of", asOf], ["period_end", end], ["period_start", start]]) {
    if (isDate(day) && days(stated, day) > 1) say(`claim.${name}`, "is after the day it was said");
  }
  if (start || end || asOf) return;
  if (indicator.kind === "stock") say("claim.as_of", "is needed: the day that the figure describes");
  else say("claim.period_end", "is needed: the last day it is counted to, with the first above if it is said");
}

// Who or what is new needs a little more.
function names(answers, data, say) {
  const region = answers["claim.region_id"];
  if (region && !find(data.regions, region)) say("claim.region_id", "is not here; choose one of the list");
  const needs = {
    publisher: ["source.publisher_id", data.publishers, ["kind"]],
    agency: ["source.agency_id", data.publishers, ["kind"]],
    claimant: ["statement.claimant_id", data.claimants, ["kind", "side"]],
  };
  for (const [part, [name, here, columns]] of Object.entries(needs)) {
    if (!answers[name] || find(here, answers[name])) continue;
    for (const column of columns) {
      if (!answers[`${part}.${column}`]) say(`${part}.${column}`, `is needed: ${answers[name]} is new here`);
    }
  }
}

export const folded = (text) =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

// The row that goes by this id or name; what stands in brackets behind a name may be left out.
export function find(rows, text) {
  const named = (wanted) => rows.filter((row) => wanted && row.names.some((name) => folded(name) === wanted));
  const here = rows.find((row) => row.id === text);
  if (here) return here;
  for (const wanted of [folded(text), folded(text.replace(/ *[([][^)\]]*[)\]]$/, ""))]) {
    const found = named(wanted);
    if (found.length === 1) return found[0];
  }
  return undefined;
}
