// Where people write: Enter sends, Shift+Enter begins a new line.

import { h } from "./view.js";
import { words } from "./words.js";

/** `draft` is what stands there; `set` keeps it, `send` sends it. */
export function composer({ key, label, draft, set, send, placeholder, focus = false, before = null }) {
  const go = (area) => {
    const text = draft().trim();
    if (!text) return;
    area.value = "";
    send(text);
  };
  const typed = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    go(event.target);
  };
  return h(
    "form",
    {
      class: "composer",
      key,
      on: {
        submit: (event) => {
          event.preventDefault();
          go(event.target.querySelector("textarea"));
        },
      },
    },
    before,
    h("textarea", {
      rows: 1,
      "aria-label": label,
      placeholder: placeholder ?? label,
      value: draft(),
      made: focus ? (area) => area.focus() : undefined,
      on: { input: (event) => set(event.target.value), keydown: typed },
    }),
    h("button", { type: "submit", class: "send", "aria-label": words.sendMessage, title: words.sendMessage }, "➤"),
  );
}
