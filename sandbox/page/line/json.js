// JSON that people can read: indented, with its names in colour.

import { h } from "../view.js";

const NAMED = /^(\s*)("(?:[^"\\]|\\.)*")(: )(.*)$/;

export function pretty(value) {
  const lines = JSON.stringify(value, null, 2).split("\n");
  return h(
    "pre",
    {},
    lines.map((line, place) => {
      const found = NAMED.exec(line);
      const end = place < lines.length - 1 ? "\n" : "";
      return found ? [found[1], h("span", { class: "key" }, found[2]), `${found[3]}${found[4]}${end}`] : `${line}${end}`;
    }),
  );
}
