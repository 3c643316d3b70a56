// Pictures and documents in a bubble.

import { size } from "../sizes.js";
import { h, stayAtEnd } from "../view.js";
import { words } from "../words.js";

export function attachment(said, urlOf) {
  if (said.photo) {
    const url = urlOf(said.photo);
    return h("a", { class: "photo", href: url, target: "_blank", rel: "noreferrer" }, h("img", { src: url, alt: words.photo, on: { load: stayAtEnd } }));
  }
  if (!said.document) return null;
  const { name, size: bytes } = said.document;
  return h(
    "a",
    { class: "document", href: urlOf(said.document), download: name, "aria-label": words.fetch(name) },
    h("span", { class: "disc", "aria-hidden": "true" }, "⤓"),
    h("span", {}, h("strong", {}, name), h("small", {}, size(bytes))),
  );
}
