// The first things that the Tab key comes by: ways past what is on top, to each side.

import { h } from "./view.js";
import { words } from "./words.js";

/** `go` shows a side and brings the keyboard there. */
export const skips = (sides, go) =>
  h(
    "nav",
    { class: "skips", key: "skips", "aria-label": words.skips },
    sides.map((side) =>
      h("a", { key: side, href: `#${side}`, on: { click: (event) => leap(event, () => go(side)) } }, words.skipTo(words[side])),
    ),
  );

/** The address says who one is, so it stays. */
function leap(event, go) {
  event.preventDefault();
  go();
}
