// Slack's text objects as nodes: plain_text as it is, mrkdwn with its marks and mentions.

import { fullMoment } from "../moments.js";
import { h } from "../view.js";
import { emoji, withEmoji } from "./emoji.js";

const UNESCAPED = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
export const unescaped = (text) => text.replace(/&(amp|lt|gt);/g, (entity) => UNESCAPED[entity]);

/** A text object. `world` knows people and channels by id and opens links. */
export function textObject(object, world) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text, world) : lines(object.emoji === false ? object.text : withEmoji(object.text));
}

/** Line breaks as they were written. */
export const lines = (text) =>
  text.split("\n").flatMap((line, place) => (place === 0 ? [line] : [h("br"), line])).filter((part) => part !== "");

/** An address that may be opened, or none: no javascript: and the like. */
export const safe = (url) => (/^(https?:|mailto:|tel:|tg:)/i.test(url) ? url : undefined);

export function link(url, label, world) {
  const open = (event) => {
    if (world.openLink(url)) event.preventDefault();
  };
  return h("a", { href: safe(url), target: "_blank", rel: "noreferrer noopener", on: { click: open } }, label);
}

export const mention = (label) => h("span", { class: "mention" }, label);

/** mrkdwn: *bold*, _italic_, ~struck~, `code`, ```block```, > quote, <links|and>, <@mentions>, :emoji:. */
export function mrkdwn(text, world) {
  const blocks = text.split(/```/);
  return blocks.flatMap((part, place) => (place % 2 === 1 ? h("pre", {}, unescaped(part).trim()) : quoted(part, world)));
}

function quoted(text, world) {
  const shown = [];
  let quote = null;
  text.split("\n").forEach((line, place) => {
    const inQuote = /^&gt;\s?/.exec(line);
    if (inQuote) {
      if (quote) quote.push(h("br"));
      else shown.push({ quote: (quote = []) });
      quote.push(...inline(line.slice(inQuote[0].length), world));
      return;
    }
    if (place > 0 && !quote) shown.push(h("br"));
    quote = null;
    shown.push(...inline(line, world));
  });
  return shown.map((part) => (part.quote ? h("blockquote", {}, part.quote) : part));
}

const MARK = /<([^<>]+)>|`([^`]+)`|(?<![\w*])\*(?!\s)([^*]+?)(?<!\s)\*(?![\w*])|(?<![\w_])_(?!\s)([^_]+?)(?<!\s)_(?![\w_])|(?<![\w~])~(?!\s)([^~]+?)(?<!\s)~(?![\w~])/;

function inline(text, world) {
  const found = MARK.exec(text);
  if (!found) return text === "" ? [] : [withEmoji(unescaped(text))];
  const [whole, angled, code, bold, italic, struck] = found;
  let node;
  if (angled !== undefined) node = reference(angled, world);
  else if (code !== undefined) node = h("code", {}, unescaped(code));
  else if (bold !== undefined) node = h("strong", {}, inline(bold, world));
  else if (italic !== undefined) node = h("em", {}, inline(italic, world));
  else node = h("s", {}, inline(struck, world));
  return [...inline(text.slice(0, found.index), world), node, ...inline(text.slice(found.index + whole.length), world)];
}

function reference(inside, world) {
  const [target, label] = inside.split("|", 2).map((part) => part && unescaped(part));
  if (target.startsWith("@")) return mention(`@${world.personName(target.slice(1)) ?? label ?? target}`);
  if (target.startsWith("#")) return mention(`#${world.channelName(target.slice(1)) ?? label ?? target}`);
  if (target.startsWith("!")) return mention(label ?? `@${target.slice(1).split("^")[0]}`);
  return link(target, label ?? target, world);
}

/** The parts inside a rich_text block. */
export function richText(block, world) {
  return block.elements.map((part) => {
    switch (part.type) {
      case "rich_text_quote":
        return h("blockquote", {}, spans(part.elements, world));
      case "rich_text_preformatted":
        return h("pre", {}, spans(part.elements, world));
      case "rich_text_list":
        return h(
          part.style === "ordered" ? "ol" : "ul",
          { "data-indent": part.indent || undefined, start: part.offset ? part.offset + 1 : undefined },
          part.elements.map((entry) => h("li", {}, spans(entry.elements, world))),
        );
      default:
        return h("div", { class: "rich" }, spans(part.elements, world));
    }
  });
}

function spans(elements, world) {
  return elements.map((element) => {
    switch (element.type) {
      case "text":
        return styled(lines(element.text), element.style);
      case "link":
        return styled([link(element.url, element.text ?? element.url, world)], element.style);
      case "user":
        return mention(`@${world.personName(element.user_id) ?? element.user_id}`);
      case "channel":
        return mention(`#${world.channelName(element.channel_id) ?? element.channel_id}`);
      case "usergroup":
        return mention(`@${element.usergroup_id}`);
      case "date":
        return h("time", {}, element.fallback ?? fullMoment(new Date(element.timestamp * 1000)));
      case "emoji":
        return emoji(element.name);
      case "broadcast":
        return mention(`@${element.range}`);
      default:
        return element.fallback ?? "";
    }
  });
}

function styled(nodes, style = {}) {
  const tags = [style?.code && "code", style?.bold && "strong", style?.italic && "em", style?.strike && "s"];
  return tags.filter(Boolean).reduce((inner, tag) => [h(tag, {}, inner)], nodes);
}
