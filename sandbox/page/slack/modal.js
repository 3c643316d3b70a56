// The uppermost of a person's modals, and Slack's own "are you sure".

import { h } from "../view.js";
import { words } from "../words.js";
import { blocks } from "./blocks.js";
import { textObject } from "./text.js";

const focusFirst = (dialog) => (dialog.querySelector("[data-first]") ?? dialog.querySelector("input, textarea, select") ?? dialog.querySelector("button"))?.focus();

export function modal(view, place, { submit, close, sending }) {
  const send = (event) => {
    event.preventDefault();
    if (!sending) submit();
  };
  const title = `title-${view.id}`;
  const cancel = view.close?.text ?? words.close;
  return h(
    "div",
    { class: "veil", key: view.id },
    h(
      "form",
      {
        class: "modal",
        role: "dialog",
        "aria-modal": "true",
        "aria-labelledby": title,
        novalidate: true,
        on: { submit: send, keydown: (event) => event.key === "Escape" && close() },
      },
      h(
        "header",
        {},
        h("h3", { id: title }, textObject(view.title)),
        h("button", { type: "button", class: "plain", "aria-label": words.close, on: { click: close } }, "✕"),
      ),
      h("div", { class: "content", key: view.hash, made: (content) => focusFirst(content.parentElement) }, blocks(view.blocks, place)),
      h(
        "footer",
        {},
        h("button", { type: "button", class: "button", on: { click: close } }, cancel),
        view.submit
          ? h("button", { type: "submit", class: `button primary${sending ? " busy" : ""}`, "aria-busy": sending }, view.submit.text)
          : null,
      ),
    ),
  );
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
        on: { keydown: (event) => event.key === "Escape" && no() },
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
