// The drawer below the page: what really went over the line, newest first.

import { preciseTime } from "../moments.js";
import { h } from "../view.js";
import { get } from "../wire.js";
import { words } from "../words.js";
import { pretty } from "./json.js";

const SIDES = ["slack", "telegram", "webhook"];
const KEPT = 600;
const SHOWN = 150;

export class Line {
  constructor({ changed }) {
    this.changed = changed;
    this.open = false;
    this.entries = [];
    this.side = null;
    this.wanted = "";
    this.picked = null;
    this.asking = false;
    this.again = false;
  }

  async toggle(open = !this.open) {
    this.open = open;
    this.changed();
    if (open) {
      // Before anything is asked for: Escape closes it at once.
      requestAnimationFrame(() => document.querySelector(".line-drawer input")?.focus());
      await this.refresh();
    } else document.querySelector("[data-tool=line]")?.focus();
  }

  /** Asks for what is new; while that is under way, once more at the end. */
  async refresh() {
    if (!this.open) return;
    if (this.asking) {
      this.again = true;
      return;
    }
    this.asking = true;
    do {
      this.again = false;
      const last = this.entries[0]?.at;
      const { entries } = await get(`/wire${last ? `?after=${encodeURIComponent(last)}` : ""}`).catch(() => ({ entries: [] }));
      for (const entry of entries) entry.text = JSON.stringify([entry.name, entry.request, entry.answer]).toLowerCase();
      this.entries = [...entries.reverse(), ...this.entries].slice(0, KEPT);
      this.changed();
    } while (this.again);
    this.asking = false;
  }

  get found() {
    const wanted = this.wanted.trim().toLowerCase();
    return this.entries.filter((entry) => (!this.side || entry.side === this.side) && (!wanted || entry.text.includes(wanted)));
  }

  view() {
    if (!this.open) return null;
    const found = this.found;
    const picked = found.find((entry) => entry.key === this.picked) ?? found[0];
    return h(
      "section",
      { class: "line-drawer", key: "line", "aria-label": words.line.title, on: { keydown: (event) => event.key === "Escape" && this.toggle(false) } },
      h(
        "header",
        {},
        h("h2", {}, words.line.title),
        h("p", {}, words.line.intro),
        h("button", { type: "button", class: "plain", "aria-label": words.close, on: { click: () => this.toggle(false) } }, "✕"),
      ),
      this.filters(),
      h(
        "div",
        { class: "entries" },
        found.length
          ? h("ul", { class: "list", "aria-label": words.line.list, tabindex: "0" }, found.slice(0, SHOWN).map((entry) => h("li", { key: entry.key }, this.row(entry, entry === picked))))
          : h("p", { class: "empty" }, words.line.nothing),
        picked ? detail(picked) : null,
      ),
    );
  }

  filters() {
    const choose = (side) => () => {
      this.side = side;
      this.changed();
    };
    const typed = (event) => {
      this.wanted = event.target.value;
      this.changed();
    };
    return h(
      "div",
      { class: "filters" },
      h("input", { type: "search", "aria-label": words.line.filter, placeholder: words.line.filter, value: this.wanted, on: { input: typed } }),
      h("button", { type: "button", key: "all", "aria-pressed": String(this.side === null), on: { click: choose(null) } }, words.line.all),
      SIDES.map((side) =>
        h("button", { type: "button", key: side, "aria-pressed": String(this.side === side), on: { click: choose(side) } }, words.line.sides[side]),
      ),
    );
  }

  row(entry, chosen) {
    const pick = () => {
      this.picked = entry.key;
      this.changed();
    };
    return h(
      "button",
      { type: "button", class: entry.ok ? "" : "wrong", "aria-current": chosen ? "true" : undefined, on: { click: pick } },
      h("time", {}, preciseTime(new Date(entry.at))),
      h("span", { class: "side" }, words.line.sides[entry.side]),
      h("span", { class: "way", "aria-label": entry.to_bot ? words.line.toBot : words.line.fromBot, role: "img" }, entry.to_bot ? "→" : "←"),
      h("span", { class: "name" }, entry.name),
      h("span", { class: "status" }, entry.ok ? "" : words.line.failed),
    );
  }
}

function detail(entry) {
  const way = entry.to_bot ? words.line.toBot : words.line.fromBot;
  return h(
    "div",
    { class: "detail", key: `detail-${entry.key}`, tabindex: "0", role: "region", "aria-label": words.line.showing },
    h("h3", {}, `${words.line.sides[entry.side]} · ${entry.name}`, h("small", {}, ` ${way}${entry.status ? ` · ${entry.status}` : ""}`)),
    h("h4", {}, words.line.request),
    pretty(entry.request),
    h("h4", {}, words.line.answer),
    entry.answer === null ? h("p", { class: "empty" }, words.line.noAnswer) : pretty(entry.answer),
  );
}
