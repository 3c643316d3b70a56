// What an app offers while somebody types: commands after a slash, names after an at sign.

import { h } from "./view.js";

/** The list above one composer. `offers` are {key, label, hint, face?, insert}: `insert` is the whole new draft. */
export class Completion {
  constructor(changed) {
    this.changed = changed;
    this.active = 0;
    this.refused = null;
    this.shown = [];
    this.text = "";
  }

  /** Take note of what may be offered for this text; nothing after Escape until the text changes. */
  consider(text, offers) {
    if (text !== this.text) this.active = 0;
    this.text = text;
    this.shown = this.refused === text ? [] : offers;
    this.active = Math.min(this.active, Math.max(0, this.shown.length - 1));
    return this.shown;
  }

  /** Whether the key was for the list. `take` gets the chosen offer. */
  hears(event, take) {
    if (!this.shown.length) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.active = (this.active + step + this.shown.length) % this.shown.length;
    else if (event.key === "Escape") this.refused = this.text;
    else if (event.key === "Tab" || (event.key === "Enter" && this.shown[this.active].insert.trim() !== this.text.trim())) take(this.shown[this.active]);
    else return false;
    event.preventDefault();
    this.changed();
    return true;
  }

  view(id, label, take) {
    if (!this.shown.length) return null;
    return h(
      "ul",
      { class: "offers", id, role: "listbox", tabindex: "0", "aria-label": label, key: "offers" },
      this.shown.map((offer, place) =>
        h(
          "li",
          {
            key: offer.key,
            id: `${id}-${place}`,
            role: "option",
            "aria-selected": String(place === this.active),
            // The text keeps the focus.
            on: { mousedown: (event) => event.preventDefault(), click: () => take(offer) },
          },
          offer.face ?? null,
          h("strong", {}, offer.label),
          offer.hint ? h("span", {}, ` ${offer.hint}`) : null,
        ),
      ),
    );
  }
}

const PLACE = /(^|\s)@([\p{L}\p{N}.]*)$/u;

/** Names for the at sign at the end of the text. */
export function namesFor(text, people, faceOf) {
  const found = PLACE.exec(text);
  if (!found) return [];
  const begun = found[2].toLowerCase();
  const before = text.slice(0, found.index + found[1].length);
  return people
    .filter((one) => one.name.toLowerCase().split(" ").some((part) => part.startsWith(begun)))
    .slice(0, 6)
    .map((one) => ({ key: one.id, label: one.name, face: faceOf(one), insert: `${before}@${one.name} ` }));
}

/** Commands for a text that is the beginning of one. */
export function commandsFor(text, commands) {
  if (!/^\/\S*$/.test(text)) return [];
  return commands
    .filter((one) => one.command.startsWith(text.toLowerCase()))
    .map((one) => ({ key: one.command, label: one.command, hint: one.description, insert: `${one.command} ` }));
}
