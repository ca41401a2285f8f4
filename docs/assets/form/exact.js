// Exact numbers: fractions of whole numbers of any size, as Python's `fractions` has them.

const gcd = (a, b) => (b === 0n ? a : gcd(b, a % b));
const abs = (n) => (n < 0n ? -n : n);

export function fraction(n, d = 1n) {
  const sign = d < 0n ? -1n : 1n;
  const common = gcd(abs(n), abs(d)) || 1n;
  return { n: (sign * n) / common, d: (sign * d) / common };
}

export const ZERO = fraction(0n);
export const ONE = fraction(1n);
export const HUNDRED = fraction(100n);

// "12.50" → 25/2; null if it is not digits with a point.
export function parse(text) {
  const found = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!found) return null;
  const decimals = found[2] ?? "";
  return fraction(BigInt(found[1] + decimals), 10n ** BigInt(decimals.length));
}

export const add = (a, b) => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a, b) => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a, b) => fraction(a.n * b.n, a.d * b.d);
export const divide = (a, b) => fraction(a.n * b.d, a.d * b.n);
export const compare = (a, b) => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
export const least = (...all) => all.reduce((a, b) => (compare(b, a) < 0 ? b : a));
export const greatest = (...all) => all.reduce((a, b) => (compare(b, a) > 0 ? b : a));

export function floor(a) {
  const quotient = a.n / a.d;
  return fraction(a.n < 0n && quotient * a.d !== a.n ? quotient - 1n : quotient);
}
export const ceiling = (a) => {
  const down = floor(fraction(-a.n, a.d));
  return fraction(-down.n);
};

export const spelt = (a) => (a.d === 1n ? `${a.n}` : `${a.n}/${a.d}`);

// 1,268 or 99.7: with commas, rounded half to even to at most `places` decimals.
export function number(a, places = 1) {
  const scale = 10n ** BigInt(places);
  const scaled = abs(a.n) * scale;
  let rounded = scaled / a.d;
  const twice = 2n * (scaled % a.d);
  if (twice > a.d || (twice === a.d && rounded % 2n === 1n)) rounded += 1n;
  const digits = rounded.toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+$)/g, ",");
  const decimals = digits.slice(digits.length - places).replace(/0+$/, "");
  return (a.n < 0n ? "-" : "") + whole + (decimals ? `.${decimals}` : "");
}
