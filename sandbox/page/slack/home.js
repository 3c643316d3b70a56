// The app's own pages: Home, as the app published it for this person, and the messages with it.

import { h } from "../view.js";
import { words } from "../words.js";
import { blocks } from "./blocks.js";
import { viewPlace } from "./place.js";

const TABS = ["home", "messages"];

export function tabs(pane) {
  const walk = (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = TABS[(TABS.indexOf(pane.tab) + 1) % TABS.length];
    const list = event.currentTarget;
    pane.openTab(other);
    requestAnimationFrame(() => requestAnimationFrame(() => list.querySelector("[aria-selected='true']")?.focus()));
  };
  const direct = pane.state.channels.find((one) => one.kind === "im");
  const unread = direct && pane.tab === "home" ? pane.unread(direct) : 0;
  return h(
    "div",
    { class: "app-tabs", key: "tabs", role: "tablist", "aria-label": pane.state.bot.name, on: { keydown: walk } },
    TABS.map((name) =>
      h(
        "button",
        {
          type: "button",
          role: "tab",
          key: name,
          id: `tab-${name}`,
          "aria-selected": String(pane.tab === name),
          tabindex: pane.tab === name ? "0" : "-1",
          on: { click: () => pane.openTab(name) },
        },
        words.tabs[name],
        name === "messages" && unread ? h("span", { class: "badge", "aria-label": words.unread(unread) }, String(unread)) : null,
      ),
    ),
  );
}

export function homeTab(pane) {
  const view = pane.state.home;
  return h(
    "div",
    { class: "home", key: "home", role: "tabpanel", "aria-labelledby": "tab-home", tabindex: "0" },
    view
      ? blocks(view.blocks, viewPlace(pane, view))
      : h("p", { class: "empty", role: "status" }, words.noHome(pane.state.bot.name)),
  );
}
