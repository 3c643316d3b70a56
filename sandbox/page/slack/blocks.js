// Block Kit as nodes: every block that a message, a modal or a Home tab may hold.

import { h } from "../view.js";
import { words } from "../words.js";
import { element } from "./elements.js";
import { lines, richText, textObject } from "./text.js";

export const blocks = (list, place) => list.map((block) => h("div", { class: `block ${block.type}`, key: block.block_id }, one(block, place)));

function one(block, place) {
  switch (block.type) {
    case "header":
      return h("h4", {}, textObject(block.text, place.world));
    case "section":
      return [
        h(
          "div",
          { class: "text" },
          textObject(block.text, place.world),
          block.fields ? h("div", { class: "fields" }, block.fields.map((field) => h("div", {}, textObject(field, place.world)))) : null,
        ),
        block.accessory ? h("div", { class: "accessory" }, element(block.accessory, block, place)) : null,
      ];
    case "context":
      return block.elements.map((part) => h("span", {}, part.type === "image" ? element(part, block, place) : textObject(part, place.world)));
    case "divider":
      return h("hr");
    case "actions":
    case "context_actions":
      return block.elements.map((part) => element(part, block, place));
    case "rich_text":
      return richText(block, place.world);
    case "markdown":
      return h("div", { class: "text" }, lines(block.text));
    case "image":
      return h("figure", {}, element(block, block, place), block.title ? h("figcaption", {}, textObject(block.title)) : null);
    case "input":
      return input(block, place);
    default:
      return h("em", {}, words.unknownBlock(block.type));
  }
}

const GROUPED = new Set(["radio_buttons", "checkboxes"]);

function input(block, place) {
  const error = place.error(block);
  const name = [textObject(block.label, place.world), block.optional ? h("span", { class: "optional" }, ` ${words.optional}`) : null];
  return h(
    "div",
    { class: `field${error ? " wrong" : ""}` },
    GROUPED.has(block.element.type)
      ? h("div", { class: "label", id: place.labelOf(block) }, name)
      : h("label", { class: "label", for: place.idOf(block) }, name),
    element(block.element, block, place),
    h(
      "div",
      { id: `${place.idOf(block)}-below` },
      error ? h("div", { class: "error", role: "alert" }, error) : null,
      block.hint ? h("div", { class: "hint" }, textObject(block.hint, place.world)) : null,
    ),
  );
}
