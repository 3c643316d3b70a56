// Pictures, films and files, in blocks and below messages.

import { size } from "../sizes.js";
import { h, stayAtEnd } from "../view.js";
import { words } from "../words.js";
import { textObject } from "./text.js";

const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

const address = (element, world) => (element.slack_file ? world.fileUrl(element.slack_file) : element.image_url);

export const picture = (element, world) => h("img", { src: address(element, world), alt: element.alt_text });

export function imageBlock(block, world) {
  const url = address(block, world);
  return h(
    "figure",
    {},
    block.title ? h("figcaption", {}, textObject(block.title, world)) : null,
    h("a", { href: url, target: "_blank", rel: "noreferrer" }, h("img", { src: url, alt: block.alt_text, on: { load: stayAtEnd } })),
  );
}

export function video(block, world) {
  return h(
    "figure",
    {},
    h("figcaption", {}, h("a", { href: block.title_url ?? block.video_url, target: "_blank", rel: "noreferrer" }, textObject(block.title, world))),
    h("img", { src: block.thumbnail_url, alt: block.alt_text }),
    block.description ? h("p", {}, textObject(block.description, world)) : null,
  );
}

const ending = (name) => (/\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? "").toUpperCase();

/** A file that was shared in a message: a picture shows itself, anything else is a card to fetch it with. */
export function sharedFile(file) {
  const url = `/slack/${file.path}`;
  const title = file.title || file.name;
  if (SHOWN.test(file.mimetype)) {
    return h(
      "figure",
      { class: "shared", key: file.path },
      h("figcaption", {}, title),
      h("a", { href: url, target: "_blank", rel: "noreferrer" }, h("img", { src: url, alt: file.alt_txt || title, on: { load: stayAtEnd } })),
    );
  }
  return h(
    "a",
    { class: "file-card", key: file.path, href: url, download: file.name, "aria-label": words.fetch(title) },
    h("span", { class: "kind", "aria-hidden": "true", "data-kind": ending(file.name) }, ending(file.name) || "▤"),
    h("span", { class: "about" }, h("strong", {}, title), h("small", {}, [ending(file.name), size(file.size)].filter(Boolean).join(" · "))),
    h("span", { class: "fetch", "aria-hidden": "true" }, "⤓"),
  );
}
