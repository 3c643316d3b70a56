// `parse_mode: HTML` as text and entities, for messages that no emulator has read: {text, entities}.

const KINDS = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  code: "code",
  pre: "pre",
  a: "text_link",
  blockquote: "blockquote",
  "tg-spoiler": "spoiler",
  "tg-emoji": "custom_emoji",
  "tg-time": "date_time",
};
const NAMED = { lt: "<", gt: ">", amp: "&", quot: '"' };
const TOKEN = /<(\/?)([a-z-]+)([^>]*)>|&(#?\w+);|[^<&]+|[<&]/gi;

export function fromHtml(html) {
  let text = "";
  const entities = [];
  const open = [];
  for (const [whole, closes, tag, attributes, named] of html.matchAll(TOKEN)) {
    if (named) text += character(named) ?? whole;
    else if (!tag || !KINDS[tag.toLowerCase()]) text += whole;
    else if (!closes) open.push({ tag, attributes, offset: text.length });
    else {
      const began = open.pop();
      if (began && text.length > began.offset) entities.push(entity(began, text.length));
    }
  }
  return { text: text.trimEnd(), entities };
}

const character = (named) => {
  if (!named.startsWith("#")) return NAMED[named];
  return String.fromCodePoint(named[1].toLowerCase() === "x" ? Number.parseInt(named.slice(2), 16) : Number(named.slice(1)));
};

function entity({ tag, attributes, offset }, end) {
  const kind = KINDS[tag.toLowerCase()];
  const url = /href="([^"]*)"/i.exec(attributes)?.[1]?.replace(/&(\w+);/g, (whole, name) => NAMED[name] ?? whole);
  const expandable = kind === "blockquote" && /\bexpandable\b/i.test(attributes);
  return { type: expandable ? "expandable_blockquote" : kind, offset, length: end - offset, ...(url ? { url } : {}) };
}
