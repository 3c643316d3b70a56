// The clock on top, and the time machine behind it.

import { capital, clockTime, dayName, demoNow, localField, setNow, weekdayName } from "../moments.js";
import { h } from "../view.js";
import { Unreachable, get, post } from "../wire.js";
import { words } from "../words.js";

const A_DAY = 24 * 3600 * 1000;
const ICONS = { hour: "⏩", digest: "☀️", huddle: "🔁", pulse: "💬", result: "📊", expectation: "🎯" };

export class TimeMachine {
  constructor({ changed }) {
    this.changed = changed;
    this.open = false;
    this.travelling = false;
    this.targets = [];
    this.chosen = "";
    this.trouble = "";
    this.told = "";
  }

  /** What is known already stays when nobody answers. */
  async refresh() {
    const known = await get("/time").catch(() => null);
    if (known) this.arrive(known);
    this.changed();
    return Boolean(known);
  }

  arrive({ now, targets }) {
    setNow(now);
    this.targets = targets;
  }

  calm() {
    this.trouble = "";
  }

  async toggle(open = !this.open) {
    this.open = open;
    this.trouble = "";
    if (!open) {
      this.changed();
      document.querySelector(".clock")?.focus();
      return;
    }
    if (!(await this.refresh())) this.trouble = words.away;
    requestAnimationFrame(() => document.querySelector(".machine button")?.focus());
  }

  async go(to) {
    if (this.travelling) return;
    this.travelling = true;
    this.open = false;
    this.trouble = "";
    this.told = words.time.going;
    this.changed();
    document.querySelector(".clock")?.focus();
    try {
      this.arrive(await post("/time", { to }));
      this.told = words.time.arrived(clockTime(demoNow()), dayName(demoNow()));
    } catch (error) {
      this.trouble = this.told = whyNot(error);
      this.open = true;
    } finally {
      this.travelling = false;
      this.changed();
    }
  }

  view() {
    const now = demoNow();
    return h(
      "div",
      { class: "time", key: "time", on: { keydown: (event) => event.key === "Escape" && this.open && this.toggle(false) } },
      h(
        "button",
        {
          type: "button",
          class: `clock${this.travelling ? " travelling" : ""}`,
          "aria-expanded": String(this.open),
          "aria-label": words.time.open(clockTime(now), dayName(now)),
          "aria-busy": this.travelling,
          on: { click: () => this.travelling || this.toggle() },
        },
        h("strong", {}, clockTime(now)),
        h("span", { class: "day" }, dayName(now)),
        h("span", { class: "hint" }, "⏩ ", h("span", {}, words.time.title)),
      ),
      h("p", { class: "unseen", role: "status" }, this.told),
      this.open ? this.panel() : null,
    );
  }

  panel() {
    const chosen = this.chosen || localField(demoNow());
    const submit = (event) => {
      event.preventDefault();
      this.go(chosen);
    };
    return h(
      "section",
      { class: "machine", key: "machine", "aria-label": words.time.title },
      h("p", {}, words.time.intro),
      h("ul", {}, this.targets.map((target) => h("li", { key: target.brings }, this.button(target)))),
      h(
        "form",
        { on: { submit } },
        h(
          "label",
          {},
          h("span", {}, words.time.when),
          h("input", {
            type: "datetime-local",
            min: localField(demoNow()),
            required: true,
            value: chosen,
            on: { change: (event) => { this.chosen = event.target.value; } , input: (event) => { this.chosen = event.target.value; this.changed(); } },
          }),
        ),
        h("button", { type: "submit", class: "button" }, words.time.go),
      ),
      this.trouble ? h("p", { class: "wrong", role: "alert" }, this.trouble) : null,
    );
  }

  button({ brings, at }) {
    return h(
      "button",
      { type: "button", "data-brings": brings, on: { click: () => this.go(at) } },
      h("span", { class: "icon", "aria-hidden": "true" }, ICONS[brings]),
      h("strong", {}, brings === "hour" ? words.time.hour : whenWords(new Date(at))),
      h("small", {}, words.time.brings[brings]),
    );
  }
}

function whyNot(error) {
  if (error instanceof Unreachable) return words.away;
  return error.answer?.days ? tooFar(error.answer) : words.refusedAs(error.message);
}

/** In the page's language and on the shop's clock. */
const tooFar = ({ now, days }) => words.time.tooFar(dayName(new Date(now)), clockTime(new Date(now)), days);

/** Today, tomorrow, the weekday within a week, else the date. */
function whenWords(moment) {
  const days = Math.round((startOfDay(moment) - startOfDay(demoNow())) / A_DAY);
  const clock = clockTime(moment);
  if (days === 0) return words.time.today(clock);
  if (days === 1) return words.time.tomorrow(clock);
  return `${capital(days < 7 ? weekdayName(moment) : dayName(moment))} ${clock}`;
}

const startOfDay = (moment) => new Date(`${localField(moment).slice(0, 10)}T00:00Z`).getTime();
