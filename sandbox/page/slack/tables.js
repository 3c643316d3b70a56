// Slack's table and data_table blocks.

import { h } from "../view.js";
import { words } from "../words.js";
import { lines, richText } from "./text.js";

export function table(block, world) {
  const [headings, ...rows] = block.rows;
  const shape = (place) => {
    const { align = "left", is_wrapped: wrapped = false } = block.column_settings?.[place] ?? {};
    return `${align}${wrapped ? " wraps" : ""}`;
  };
  return framed(block.caption, [
    block.caption ? h("caption", {}, block.caption) : null,
    h("thead", {}, h("tr", {}, headings.map((cell, place) => h("th", { scope: "col", class: shape(place) }, shown(cell, world))))),
    h(
      "tbody",
      {},
      rows.map((row) =>
        h(
          "tr",
          {},
          row.map((cell, place) =>
            place === (block.row_header_column_index ?? 0)
              ? h("th", { scope: "row", class: shape(place) }, shown(cell, world))
              : h("td", { class: shape(place) }, shown(cell, world)),
          ),
        ),
      ),
    ),
  ]);
}

/** It scrolls by itself, so it can be reached and named without a mouse. */
const framed = (caption, inside) => h("div", { class: "sheet", tabindex: "0", role: "region", "aria-label": caption || words.table }, h("table", {}, inside));

function shown(cell, world) {
  if (cell.type === "rich_text") return richText(cell, world);
  return lines(String(cell.text ?? cell.value ?? ""));
}
