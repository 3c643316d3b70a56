// The markdown block: headings, lists, quotes, code and the marks within a line.

import { h } from "../view.js";
import { link } from "./text.js";

const LINES = [
  { kind: "heading", pattern: /^#{1,6}\s+(.*)$/ },
  { kind: "quote", pattern: /^>\s?(.*)$/ },
  { kind: "bullet", pattern: /^\s*[-*+]\s+(.*)$/ },
  { kind: "number", pattern: /^\s*\d+[.)]\s+(.*)$/ },
];
const HOLDERS = { quote: "blockquote", bullet: "ul", number: "ol" };

export function markdown(text, world) {
  const shown = [];
  text.split(/^```.*$/m).forEach((part, place) => {
    if (place % 2 === 1) shown.push(h("pre", {}, part.replace(/^\n|\n$/g, "")));
    else shown.push(...paragraphs(part, world));
  });
  return shown;
}

function paragraphs(text, world) {
  const runs = [];
  for (const line of text.replace(/^\n|\n$/g, "").split("\n")) {
    const { kind, words } = sorted(line);
    const last = runs[runs.length - 1];
    if (last?.kind === kind && kind !== "heading") last.lines.push(words);
    else runs.push({ kind, lines: [words] });
  }
  return runs.map(({ kind, lines }) => {
    const inner = lines.map((line) => inline(line, world));
    if (kind === "heading") return h("h5", {}, inner[0]);
    if (kind === "bullet" || kind === "number") return h(HOLDERS[kind], {}, inner.map((line) => h("li", {}, line)));
    const broken = inner.flatMap((line, place) => (place ? [h("br"), ...line] : line));
    return h(HOLDERS[kind] ?? "div", {}, broken);
  });
}

function sorted(line) {
  for (const { kind, pattern } of LINES) {
    const found = pattern.exec(line);
    if (found) return { kind, words: found[1] };
  }
  return { kind: "plain", words: line };
}

const MARK = /\\([\\`*_{}[\]()#+\-.!~>|])|`([^`]+)`|\*\*(.+?)\*\*|__(.+?)__|~~(.+?)~~|(?<![\w*])[*_](?!\s)(.+?)(?<!\s)[*_](?![\w*])|\[([^\]]+)\]\(([^()\s]+)\)/;

function inline(text, world) {
  const found = MARK.exec(text);
  if (!found) return text ? [text] : [];
  const [whole, bare, code, bold, alsoBold, struck, italic, label, url] = found;
  let node;
  if (bare !== undefined) node = bare;
  else if (code !== undefined) node = h("code", {}, code);
  else if (url !== undefined) node = link(url, label, world);
  else if (struck !== undefined) node = h("s", {}, inline(struck, world));
  else if (italic !== undefined) node = h("em", {}, inline(italic, world));
  else node = h("strong", {}, inline(bold ?? alsoBold, world));
  return [...inline(text.slice(0, found.index), world), node, ...inline(text.slice(found.index + whole.length), world)];
}
