// How large something is, as people read it.

const KILO = 1024;

export function size(bytes) {
  if (bytes === undefined || bytes === null) return "";
  const [amount, unit] = bytes < KILO ? [bytes, "B"] : bytes < KILO * KILO ? [bytes / KILO, "kB"] : [bytes / KILO / KILO, "MB"];
  return `${amount.toLocaleString(document.documentElement.lang || "en", { maximumFractionDigits: amount < 10 ? 1 : 0 })} ${unit}`;
}
