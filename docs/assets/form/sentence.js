// The sentence that a claim is shown with, from the patterns that sentences.py fills too.

import * as x from "./exact.js";

const MONTHS =
  "January February March April May June July August September October November December".split(" ");

// "2025-02-20" → "20 February 2025"
export function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

export function figureWords(claim, unit, hedges) {
  const space = unit === "%" ? "" : " ";
  const value = x.number(x.parse(claim.value), 4);
  if (claim.value_upper) {
    return `between ${value} and ${x.number(x.parse(claim.value_upper), 4)}${space}${unit}`;
  }
  return `${hedges[claim.qualifier_id] ?? ""}${value}${space}${unit}`;
}

function when(claim, statedOn) {
  const { period_start: start, period_end: end, as_of: asOf } = claim;
  if (start && end) return ` from ${day(start)} to ${day(end)}`;
  if (start) return ` since ${day(start)}`;
  if (end && end !== statedOn) return ` by ${day(end)}`;
  return asOf && asOf !== statedOn ? `, as of ${day(asOf)}` : "";
}

export function sentence(claim, who, region, indicator, unit, statedOn, words) {
  const patterns = words.patterns[indicator.family];
  if (!patterns || !claim.value) return "";
  const filled = {
    who,
    party: words.parties[claim.party] ?? "",
    figure: figureWords(claim, unit, words.hedges),
    region,
    when: when(claim, statedOn),
  };
  const lead = words.leads[claim.origin] ?? words.leads.stated;
  const pattern = `${lead} ${patterns[indicator.dimension] ?? patterns[""]}`;
  return pattern.replace(/\{(\w+)\}/g, (_, name) => filled[name]);
}
