// What stands around and before the app: the bar at the top, news that slides in, and what asks for an OK.

import { keptInside } from "../dialog.js";
import { face } from "../initials.js";
import { clockTime, demoNow } from "../moments.js";
import { h } from "../view.js";
import { words } from "../words.js";

const BARS = [3, 5, 7, 9];

/** What stands at the top of any phone. */
export const statusBar = () =>
  h(
    "div",
    { class: "status", key: "status", "aria-hidden": "true" },
    h("span", {}, clockTime(demoNow())),
    h(
      "svg",
      { viewBox: "0 0 46 12" },
      BARS.map((high, place) => h("rect", { key: place, x: place * 5, y: 11 - high, width: 3.4, height: high, rx: 1 })),
      h("rect", { class: "frame", x: 25, y: 1.5, width: 18, height: 9, rx: 2.5 }),
      h("rect", { x: 27, y: 3.5, width: 11, height: 5, rx: 1 }),
      h("rect", { x: 44, y: 4, width: 1.6, height: 4, rx: 0.8 }),
    ),
  );

/** News of another chat; `open` goes there. */
export function banner({ title, from, text }, { bot, open }) {
  return h(
    "button",
    { type: "button", class: "banner", on: { click: open } },
    face(title, { bot }),
    h("span", {}, h("strong", {}, title), h("span", {}, from ? `${from}: ${text}` : text)),
  );
}

/** A callback's answer that wants to be read. */
export function alert(title, text, calm) {
  return h(
    "div",
    { class: "veil", key: "alert" },
    h(
      "div",
      { class: "alert", role: "alertdialog", "aria-modal": "true", "aria-labelledby": "alert-title", "aria-describedby": "alert-text", on: { keydown: keptInside(calm) } },
      h("h3", { id: "alert-title" }, title),
      h("p", { id: "alert-text" }, text),
      h("button", { type: "button", made: (button) => button.focus(), on: { click: calm } }, words.ok),
    ),
  );
}
