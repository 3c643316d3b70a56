// Pictures and documents in a bubble.

import { h } from "../view.js";
import { words } from "../words.js";
import { size } from "../sizes.js";

export function attachment(said, urlOf) {
  if (said.photo) {
    const url = urlOf(said.photo);
    return h("a", { class: "photo", href: url, target: "_blank", rel: "noreferrer", "aria-label": words.photo }, h("img", { src: url, alt: "" }));
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
