// Does a fragment hold its figure? As checks/fragments.py reads it: every way its digits can be meant.

import * as x from "./exact.js";

export const LONGEST = 12;
const GROUPING = " \u00a0\u202f\u2009'’٬";
const NUMBER = new RegExp(`\\d+(?:[.,٫${GROUPING}]\\d+)*`, "g");
const SUPERSCRIPT = { "²": "2", "³": "3", "¹": "1" };
const THOUSAND = x.fraction(1000n);
const SCALES = [x.ONE, THOUSAND, x.fraction(1000000n)];

// Digits of any script as 0 to 9: they come in runs of ten.
function plainDigits(text) {
  return text.replace(/[\p{Nd}²³¹]/gu, (c) => {
    if (SUPERSCRIPT[c]) return SUPERSCRIPT[c];
    const point = c.codePointAt(0);
    let first = point;
    while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
    return `${(point - first) % 10}`;
  });
}

function readings(token) {
  const found = new Set([token.replace(/\D/g, "")]);
  for (const part of [token, ...token.split(new RegExp(`[${GROUPING}]`))]) {
    const pieces = part.split(/[.,٫]/);
    const last = pieces.pop();
    found.add(pieces.length ? `${pieces.join("").replace(/\D/g, "")}.${last}` : last);
    found.add(part.replace(/\D/g, ""));
  }
  return [...found].map(x.parse).filter(Boolean);
}

export function numbersIn(text) {
  const tokens = (plainDigits(text).match(NUMBER) ?? []).map(readings);
  const found = tokens.flat();
  tokens.slice(1).forEach((rest, i) => {
    for (const a of tokens[i]) {
      for (const b of rest) {
        if (x.compare(b, THOUSAND) < 0) found.push(x.add(x.multiply(a, THOUSAND), b));
      }
    }
  });
  return found;
}

export function holdsFigure(fragment, { value, upper, second, unit }) {
  const figures = [value, upper, second].filter(Boolean).map(x.parse).filter((v) => v && v.n !== 0n);
  if (upper) figures.push(...numbersIn(`${value}${upper}`));
  const numbers = numbersIn(fragment);
  if (!numbers.length || !figures.length || unit === "yes_no") return true;
  for (const figure of [...figures]) {
    const rest = x.subtract(figure, x.multiply(x.floor(x.divide(figure, THOUSAND)), THOUSAND));
    if (x.compare(rest, x.HUNDRED) >= 0) figures.push(rest);
  }
  const wanted = new Set(figures.map(x.spelt));
  return numbers.some((n) => SCALES.some((scale) => wanted.has(x.spelt(x.multiply(n, scale)))));
}

export const words = (text) => text.split(/\s+/u).filter(Boolean).length;
