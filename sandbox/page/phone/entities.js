// A Telegram text with its entities, whose offsets count UTF-16 units as JavaScript's do.

import { h } from "../view.js";
import { words } from "../words.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const LONG = 150;
const MANY_LINES = 3;

/** `does` opens links and types commands; `unfolded` tells which long quotes of this message are shown whole. */
export function formatted(text, entities, does) {
  const ordered = [...entities].sort((one, other) => one.offset - other.offset || other.length - one.length);
  return within(text, 0, text.length, ordered, does);
}

function within(text, from, to, entities, does) {
  const nodes = [];
  let at = from;
  for (let place = 0; place < entities.length; place += 1) {
    const entity = entities[place];
    const end = entity.offset + entity.length;
    if (entity.offset < at || end > to) continue;
    const before = text.slice(at, entity.offset);
    nodes.push(...lines(entity.type.endsWith("blockquote") ? before.replace(/\n$/, "") : before));
    const inner = entities.slice(place + 1).filter((other) => other.offset >= entity.offset && other.offset + other.length <= end);
    nodes.push(marked(entity, text.slice(entity.offset, end), within(text, entity.offset, end, inner, does), does));
    // A quote is a paragraph of its own: the line break behind it is not shown once more.
    at = end + (entity.type.endsWith("blockquote") && text[end] === "\n" ? 1 : 0);
  }
  nodes.push(...lines(text.slice(at, to)));
  return nodes.filter((node) => node !== "");
}

const lines = (text) => text.split("\n").flatMap((line, place) => (place === 0 ? [line] : [h("br"), line]));

function marked(entity, raw, inner, does) {
  if (TAGS[entity.type]) return h(TAGS[entity.type], {}, inner);
  switch (entity.type) {
    case "blockquote":
      return h("blockquote", {}, inner);
    case "pre":
      return h("pre", {}, entity.language ? h("small", {}, entity.language) : null, inner);
    case "expandable_blockquote": {
      // What is short is shown whole, as in the app.
      if (raw.length < LONG && raw.split("\n").length <= MANY_LINES) return h("blockquote", {}, inner);
      const open = does.unfolded(entity.offset);
      return h(
        "blockquote",
        { class: open ? "" : "folded" },
        h("div", {}, inner),
        h(
          "button",
          { type: "button", class: "plain", "aria-expanded": String(open), on: { click: () => does.unfold(entity.offset) } },
          open ? words.showLess : words.showAll,
          h("span", { "aria-hidden": "true" }, open ? " ▴" : " ▾"),
        ),
      );
    }
    case "spoiler": {
      const shown = does.unfolded(entity.offset);
      const show = () => does.unfold(entity.offset);
      return h("button", { type: "button", class: `plain spoiler${shown ? " shown" : ""}`, "aria-label": shown ? undefined : words.spoiler, on: { click: show } }, inner);
    }
    case "url":
      return link(/^[a-z]+:/i.test(raw) ? raw : `https://${raw}`, inner, does);
    case "text_link":
      return link(entity.url, inner, does);
    case "email":
      return link(`mailto:${raw}`, inner, does);
    case "phone_number":
      return link(`tel:${raw}`, inner, does);
    case "bot_command":
      return h("button", { type: "button", class: "plain command", on: { click: () => does.say(raw) } }, inner);
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return h("span", { class: "mention" }, inner);
    default:
      return h("span", {}, inner);
  }
}

function link(url, inner, does) {
  const safe = /^(https?:|mailto:|tel:|tg:)/i.test(url) ? url : undefined;
  const open = (event) => does.openLink(url) && event.preventDefault();
  return h("a", { href: safe, target: "_blank", rel: "noreferrer noopener", on: { click: open } }, inner);
}
