// What a figure allows: the rules of `qualifiers`, worked out exactly as readings.py does.

import * as x from "./exact.js";

const STRICTNESS = ["usual", "strict"];
const BASELINES = ["official", "polygon"];
const BASE_UNITS = { area: "km2", share: "percent", count: "settlements", area_rate: "km2_per_day" };

// The place of the last digit that is not zero: 800 → 100, 1294 → 1, 99.7 → 1/10.
export function placeValue(text) {
  const [whole, decimals = ""] = text.split(".");
  const digits = (whole + decimals).replace(/^0+/, "");
  if (!digits) return x.ONE;
  const zeros = digits.length - digits.replace(/0+$/, "").length;
  const exponent = BigInt(zeros - decimals.length);
  return exponent >= 0n ? x.fraction(10n ** exponent) : x.fraction(1n, 10n ** -exponent);
}

// A formula of u, v, w, numbers, + * / and min, max, clamp, as a function of those three.
export function formula(text) {
  const tokens = text.match(/[a-z]+|\d+|[-+*/(),]/g) ?? [];
  let at = 0;
  const next = () => tokens[at++];
  const functions = {
    min: x.least,
    max: x.greatest,
    clamp: (value, low, high) => x.least(x.greatest(value, low), high),
  };
  const factor = () => {
    const token = next();
    if (/^\d+$/.test(token)) return () => x.fraction(BigInt(token));
    if (["u", "v", "w"].includes(token)) return (names) => names[token];
    if (token === "(") {
      const inside = sum();
      next();
      return inside;
    }
    next();
    const given = [sum()];
    while (next() === ",") given.push(sum());
    return (names) => functions[token](...given.map((one) => one(names)));
  };
  const term = () => {
    let left = factor();
    while (tokens[at] === "*" || tokens[at] === "/") {
      const [worked, before, after] = [next() === "*" ? x.multiply : x.divide, left, factor()];
      left = (names) => worked(before(names), after(names));
    }
    return left;
  };
  const sum = () => {
    let left = term();
    while (tokens[at] === "+") {
      next();
      const [before, after] = [left, term()];
      left = (names) => x.add(before(names), after(names));
    }
    return left;
  };
  return sum();
}

// {low, high (null: no end), lowOpen, highOpen} in the printed unit.
export function reading(rule, strictness, value, upper, dimension) {
  const v = x.parse(value);
  const read = (low, high, lowOpen = false, highOpen = false) => ({ low, high, lowOpen, highOpen });
  const isOpen = rule.sign === "<" || rule.sign === ">";
  const whole = (one) => (dimension === "count" ? wholeNumbers(one) : one);
  if (rule.rule === "range") return whole(read(v, upper ? x.parse(upper) : v));
  const exact = rule.rule === "around" && dimension === "share" && ["0", "100"].includes(x.spelt(v));
  const u = exact ? x.ZERO : placeValue(value);
  const w = x.least(u, x.greatest(x.divide(v, x.fraction(5n)), x.ONE));
  const text = rule[`${strictness}_width`] || "u";
  const width = text === "unbounded" ? null : formula(text)({ u, v, w });
  if (rule.rule === "above") return whole(read(v, width && x.add(v, width), isOpen));
  if (rule.rule === "below") return whole(read(width ? x.subtract(v, width) : x.ZERO, v, false, isOpen));
  return whole(read(x.subtract(v, width ?? v), x.add(v, width ?? v)));
}

// From the least to the largest whole number in an interval.
function wholeNumbers({ low, high, lowOpen, highOpen }) {
  let first = x.ceiling(low);
  if (lowOpen && x.compare(first, low) === 0) first = x.add(first, x.ONE);
  let last = high && x.floor(high);
  if (high && highOpen && x.compare(last, high) === 0) last = x.subtract(last, x.ONE);
  return { low: first, high: last, lowOpen: false, highOpen: false };
}

function cut(interval, limit) {
  let { low, high, lowOpen, highOpen } = interval;
  if (x.compare(low, x.ZERO) < 0) [low, lowOpen] = [x.ZERO, false];
  if (limit && (high === null || x.compare(high, limit) > 0)) [high, highOpen] = [limit, false];
  if (high !== null) {
    const order = x.compare(low, high);
    if (order > 0 || (order === 0 && (lowOpen || highOpen))) return null;
  }
  return { low, high, lowOpen, highOpen };
}

const scale = (one, by) => ({
  ...one,
  low: x.multiply(one.low, by),
  high: one.high && x.multiply(one.high, by),
});

// The rows of `readings` for one figure; `region` is {official, polygon} with areas in km² as text.
export function readingRows({ value, upper, rule, unit, indicator, region }) {
  const dimension = indicator.dimension;
  const converts = indicator.family !== "retaken" && ["area", "share"].includes(dimension);
  const baselines = BASELINES.filter((name) => converts && region?.[name]);
  const rows = [];
  for (const strictness of STRICTNESS) {
    const raw = scale(reading(rule, strictness, value, upper, dimension), x.parse(unit.factor));
    for (const baseline of baselines.length ? baselines : ["none"]) {
      const whole = baseline === "none" ? null : x.parse(region[baseline]);
      const limit = dimension === "share" ? x.HUNDRED : dimension === "area" ? whole : null;
      const read = cut(raw, limit);
      const shown = read ?? raw;
      const perKm2 = whole && (dimension === "share" ? x.divide(whole, x.HUNDRED) : x.ONE);
      const area = perKm2 && scale(shown, perKm2);
      const share = area && scale(area, x.divide(x.HUNDRED, whole));
      rows.push({
        strictness,
        baseline,
        low: shown.low,
        high: shown.high,
        unit_id: BASE_UNITS[dimension],
        low_km2: area && area.low,
        high_km2: area && area.high,
        low_percent: share && share.low,
        high_percent: share && share.high,
        is_possible: read !== null,
      });
    }
  }
  return rows;
}
