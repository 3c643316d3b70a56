// A round picture of somebody without a picture: initials on a colour that is always theirs.

import { h } from "./view.js";

const COLOURS = 8;

export function initials(name) {
  const parts = name.split(/\s+/).filter(Boolean);
  const last = parts.length > 1 ? parts[parts.length - 1][0] : "";
  return ((parts[0]?.[0] ?? "?") + last).toUpperCase();
}

export function face(name, { bot = false } = {}) {
  const sum = [...name].reduce((total, letter) => total + letter.codePointAt(0), 0);
  const colour = bot ? "bot" : String(sum % COLOURS);
  return h("span", { class: "face", "data-colour": colour, "aria-hidden": "true" }, bot ? name[0] : initials(name));
}
