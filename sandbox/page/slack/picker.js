// The little window with emoji to react with: searched by name, walked with the arrow keys.

import { keptInside } from "../dialog.js";
import { h } from "../view.js";
import { words } from "../words.js";
import { OFTEN, emoji, named } from "./emoji.js";
import { emojiName } from "./spoken.js";

const COLUMNS = 8;
const MARGIN = 8;
const ARROWS = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS };

/** `search` is what was typed so far. It stands where there is room for it, near what opened it. */
export function picker({ search, find, choose, close }) {
  const names = found(search);
  return h(
    "div",
    { class: "picker", key: "picker", role: "dialog", "aria-label": words.addReaction, made: settle, on: { keydown: keptInside(close) } },
    h("input", {
      type: "search",
      placeholder: words.findEmoji,
      "aria-label": words.findEmoji,
      value: search,
      made: (field) => field.focus({ preventScroll: true }),
      on: {
        input: (event) => find(event.target.value),
        keydown: (event) => {
          const [first] = found(event.target.value);
          if (event.key === "Enter" && first) {
            event.preventDefault();
            choose(first);
          } else if (event.key === "ArrowDown") {
            event.preventDefault();
            event.target.parentElement.querySelector(".grid button")?.focus();
          }
        },
      },
    }),
    names.length
      ? h("div", { class: "grid", on: { keydown: walk } }, names.map((name) => one(name, choose)))
      : h("p", { class: "none" }, words.noEmoji),
  );
}

const found = (search) => (search ? named(search) : [...OFTEN, ...named("").filter((name) => !OFTEN.includes(name))]);

const one = (name, choose) =>
  h("button", { type: "button", key: name, "aria-label": words.reactWith(emojiName(name)), title: `:${name}:`, on: { click: () => choose(name) } }, emoji(name));

function walk(event) {
  const step = ARROWS[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...event.currentTarget.children];
  const next = all.indexOf(document.activeElement) + step;
  if (all[next]) all[next].focus();
  else if (step < 0) event.currentTarget.parentElement.querySelector("input").focus();
}

/** Beside its opener, within the Slack window. */
function settle(box) {
  const opener = box.parentElement.getBoundingClientRect();
  const pane = box.closest("section.pane").getBoundingClientRect();
  const below = opener.bottom + MARGIN;
  const top = below + box.offsetHeight < pane.bottom ? below : opener.top - box.offsetHeight - MARGIN;
  box.style.top = `${Math.max(pane.top + MARGIN, top)}px`;
  box.style.left = `${Math.max(pane.left + MARGIN, Math.min(opener.right, pane.right - MARGIN) - box.offsetWidth)}px`;
}
