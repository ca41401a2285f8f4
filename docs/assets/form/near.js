// Is this figure here already? The claims that may be the one being written, nearest first.

import * as x from "./exact.js";
import { find } from "./rules.js";

const SAME_DAYS = 1;
const NEAR_DAYS = 3;
const PUBLISHED_DAYS = 31;
const DAY = 86400000;

const apart = (a, b) => (a && b ? Math.abs(new Date(a) - new Date(b)) / DAY : null);
const within = (a, b) => apart(a, b) === null || apart(a, b) <= NEAR_DAYS;

// Where a day is not known: published within a month of the claim, as far as can be told.
function mayBeOneDay(claim, answers) {
  const published = answers["source.published_on"];
  if (answers["statement.stated_on"] || !claim.stated_on || !published) return true;
  const days = (new Date(published) - new Date(claim.stated_on)) / DAY;
  return days >= -SAME_DAYS && days <= PUBLISHED_DAYS;
}

export function nearClaims(answers, data) {
  const claimant = find(data.claimants, answers["statement.claimant_id"] ?? "");
  const region = find(data.regions, answers["claim.region_id"] ?? "");
  const indicator = data.indicators[answers["claim.indicator_id"]];
  const unit = data.units[answers["report.unit_id"]];
  const value = x.parse(answers["report.value"] ?? "");
  if (!claimant || !region || !indicator || !unit || !value) return [];
  const base = x.multiply(value, x.parse(unit.factor));
  const end = answers["claim.period_end"] || answers["claim.as_of"];
  const found = [];
  for (const claim of data.claims) {
    const here = data.indicators[claim.indicator_id];
    const days = apart(claim.stated_on, answers["statement.stated_on"]);
    if (claim.claimant_id !== claimant.id || claim.region_id !== region.id) continue;
    if (here.family !== indicator.family || here.dimension !== indicator.dimension) continue;
    if (claim.party !== answers["claim.party"] || (days !== null && days > NEAR_DAYS)) continue;
    if (!within(claim.period_start, answers["claim.period_start"]) || !within(claim.end, end)) continue;
    const other = x.multiply(x.parse(claim.value), x.parse(data.units[claim.unit_id].factor));
    const tolerance = x.multiply(x.greatest(base, other), x.fraction(1n, 200n));
    const gap = x.subtract(x.greatest(base, other), x.least(base, other));
    const isFigure = x.compare(gap, tolerance) <= 0;
    if (days === null && !(isFigure && mayBeOneDay(claim, answers))) continue;
    found.push({ ...claim, days: days ?? NEAR_DAYS, isSame: isFigure && days !== null && days <= SAME_DAYS });
  }
  return found.sort((a, b) => b.isSame - a.isSame || a.days - b.days);
}
