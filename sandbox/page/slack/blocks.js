// Block Kit as nodes: every block that a message, a modal or a Home tab may hold.

import { h } from "../view.js";
import { words } from "../words.js";
import { chart } from "./chart.js";
import { element } from "./elements.js";
import { markdown } from "./markdown.js";
import { imageBlock, video } from "./media.js";
import { table } from "./tables.js";
import { richText, textObject } from "./text.js";

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
      return h("div", { class: "text" }, markdown(block.text, place.world));
    case "image":
      return imageBlock(block, place.world);
    case "video":
      return video(block, place.world);
    case "table":
    case "data_table":
      return table(block, place.world);
    case "data_visualization":
      return chart(block);
    case "alert":
      return h("div", { class: `alert ${block.level ?? "default"}`, role: "note" }, textObject(block.text, place.world));
    case "card":
      return card(block, place);
    case "carousel":
      return block.elements.map((one) => h("div", { class: "block card" }, card(one, place)));
    case "input":
      return input(block, place);
    default:
      return h("em", {}, words.unknownBlock(block.type));
  }
}

function card(block, place) {
  return [
    block.title ? h("strong", {}, textObject(block.title, place.world)) : null,
    block.subtitle ? h("small", {}, textObject(block.subtitle, place.world)) : null,
    block.body ? h("div", { class: "text" }, textObject(block.body, place.world)) : null,
    block.actions ? h("div", { class: "block actions" }, block.actions.map((part) => element(part, block, place))) : null,
  ];
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
