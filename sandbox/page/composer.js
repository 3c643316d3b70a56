// Where people write: Enter sends, Shift+Enter begins a new line; what fits is offered while they type.

import { h } from "./view.js";
import { words } from "./words.js";

/** `draft` is what stands there; `set` keeps it, `send` sends it and tells whether it was sent. With a `completion`,
 *  `offers` says what it may offer for a text, and `taken` is told of a choice (else it becomes the draft); `hint` is a
 *  line above the field. */
export function composer({ key, label, draft, set, send, placeholder, focus = false, before = null, hint = null, completion = null, offers = () => [], taken = null }) {
  const id = `offers-${key.replace(/[^\w-]/g, "_")}`;
  const shown = completion?.consider(draft(), offers(draft())) ?? [];
  const areaOf = (within) => within.closest("form").querySelector("textarea");
  const go = async (area) => {
    const text = draft().trim();
    if (!text) return;
    area.value = "";
    if ((await send(text)) || draft()) return;
    set(text);
    area.value = text;
    completion?.changed();
  };
  const take = (area) => (offer) => {
    set(taken ? "" : offer.insert);
    area.value = taken ? "" : offer.insert;
    area.focus();
    taken?.(offer);
    completion.changed();
  };
  const typed = (event) => {
    if (event.isComposing) return;
    // Keys may come faster than pictures.
    completion?.consider(event.target.value, offers(event.target.value));
    if (completion?.hears(event, take(event.target))) return;
    if (event.key !== "Enter" || event.shiftKey) return;
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
    completion?.view(id, label, (offer) => take(areaOf(document.getElementById(id)))(offer)) ?? null,
    hint ? h("p", { class: "hint", key: "hint" }, hint) : null,
    before,
    h("textarea", {
      key: "text",
      rows: 1,
      "aria-label": label,
      placeholder: placeholder ?? label,
      value: draft(),
      "aria-autocomplete": completion ? "list" : undefined,
      "aria-controls": shown.length ? id : undefined,
      "aria-activedescendant": shown.length ? `${id}-${completion.active}` : undefined,
      made: focus ? (area) => area.focus() : undefined,
      on: {
        input: (event) => {
          set(event.target.value);
          completion?.changed();
        },
        keydown: typed,
      },
    }),
    h("button", { type: "submit", key: "send", class: "send", "aria-label": words.sendMessage, title: words.sendMessage }, "➤"),
  );
}
