// The uppermost of a person's modals, and Slack's own "are you sure".

import { keptInside } from "../dialog.js";
import { face } from "../initials.js";
import { h } from "../view.js";
import { words } from "../words.js";
import { blocks } from "./blocks.js";
import { textObject } from "./text.js";

const focusFirst = (dialog) =>
  (dialog.querySelector("[data-first]") ?? dialog.querySelector(".content :is(input, textarea, select)") ?? dialog.querySelector("footer button"))?.focus();

/** `back` is null on the first form, else leads to the one below. A `still` one is drawn only. */
export function modal(view, place, { submit, close, back = null, sending, app = "Klankbord", still = false }) {
  const send = (event) => {
    event.preventDefault();
    if (!sending) submit();
  };
  const title = `title-${view.id}`;
  const form = h(
    "form",
    { novalidate: true, on: { submit: send } },
    h(
      "header",
      {},
      back ? h("button", { type: "button", class: "plain", "aria-label": words.back, on: { click: back } }, "←") : face(app, { bot: true }),
      h("h3", { id: title }, textObject(view.title)),
      h("button", { type: "button", class: "plain", "aria-label": words.close, on: { click: close } }, "✕"),
    ),
    h("div", { class: "content", key: view.hash, made: still ? undefined : (content) => focusFirst(content.parentElement) }, blocks(view.blocks, place)),
    h(
      "footer",
      {},
      h("button", { type: "button", class: "button", on: { click: close } }, view.close?.text ?? words.close),
      view.submit ? h("button", { type: "submit", class: `button primary${sending ? " busy" : ""}`, "aria-busy": sending }, view.submit.text) : null,
    ),
  );
  if (still) return h("div", { class: "modal", role: "group", "aria-labelledby": title }, form);
  const dialog = h("div", { class: "modal", role: "dialog", "aria-modal": "true", "aria-labelledby": title, on: { keydown: keptInside(close) } }, form);
  return h("div", { class: "veil", key: view.id }, dialog);
}

export function confirmation(confirm, { yes, no }) {
  return h(
    "div",
    { class: "veil", key: "confirm" },
    h(
      "div",
      {
        class: "modal small",
        role: "alertdialog",
        "aria-modal": "true",
        "aria-labelledby": "confirm-title",
        "aria-describedby": "confirm-text",
        made: (dialog) => dialog.querySelector("footer button")?.focus(),
        on: { keydown: keptInside(no) },
      },
      h("header", {}, h("h3", { id: "confirm-title" }, textObject(confirm.title))),
      h("div", { class: "content", id: "confirm-text" }, textObject(confirm.text)),
      h(
        "footer",
        {},
        h("button", { type: "button", class: "button", on: { click: no } }, textObject(confirm.deny)),
        h("button", { type: "button", class: `button ${confirm.style ?? "primary"}`, on: { click: yes } }, textObject(confirm.confirm)),
      ),
    ),
  );
}
