// The guided tour: a strip that says what to do, and a ring around where. It presses nothing, and notices by itself.

import { inBrowser } from "../store.js";
import { h } from "../view.js";
import { get } from "../wire.js";
import { words } from "../words.js";
import { names, newestCase } from "./places.js";
import { forget, recall, remember } from "./progress.js";
import { Spot } from "./spot.js";
import { STEPS } from "./steps.js";

const PUT_AWAY = "klankbord-tour-put-away";
const KEYS = STEPS.map((step) => step.key);

export class Tour {
  /** `world` tells how things stand; `nameOf` a person's first name. */
  constructor({ changed, world, nameOf }) {
    this.changed = changed;
    this.world = world;
    this.nameOf = nameOf;
    this.spot = new Spot();
    this.step = null;
    this.kept = {};
    this.found = null;
    this.demo = null;
    this.welcoming = !inBrowser.read(PUT_AWAY);
  }

  get running() {
    return this.step !== null;
  }

  begin() {
    this.keepAnew();
    this.go(0);
  }

  keepAnew() {
    this.kept = { before: this.world().customer.sent?.body.id ?? null };
    this.found = null;
  }

  /** Another demo answers now: the step stays, and what the ones before it left is gone. */
  moveTo(demo) {
    this.demo = demo;
    this.keepAnew();
  }

  /** After the page was loaded anew: go on where this window was, if it was in this very demo. */
  resume(demo) {
    this.demo = demo;
    const found = recall(demo, KEYS);
    if (!found) return;
    this.step = found.step;
    this.kept = found.kept;
    this.welcoming = false;
    this.heard();
  }

  toggle() {
    if (this.running) this.end();
    else this.begin();
  }

  go(step) {
    this.step = step;
    this.found = null;
    this.welcoming = false;
    if (step > 0) this.kept.case ??= newestCase(this.world());
    this.changed();
    requestAnimationFrame(() => document.querySelector(".tour h2")?.focus());
  }

  end() {
    this.step = null;
    this.welcoming = false;
    this.spot.at(null);
    forget();
    inBrowser.write(PUT_AWAY, "yes");
    this.changed();
    requestAnimationFrame(() => document.querySelector("[data-tool=tour]")?.focus());
  }

  /** Something went over the line: was it a press on a pulse's question? The answer itself stands nowhere to be seen. */
  async heard() {
    if (!this.running || !this.kept.asked || this.kept.answered) return;
    const { entries } = await get(`/wire?after=${encodeURIComponent(this.kept.asked.toISOString())}`).catch(() => ({ entries: [] }));
    const { actor } = this.world();
    const mine = (text) => text.includes(`"${actor.slack}"`) || text.includes(`:${actor.telegram},`);
    this.kept.answered = entries.some((entry) => {
      if (!entry.to_bot || !["block_actions", "callback_query"].includes(entry.name)) return false;
      const pressed = entry.request.actions?.[0]?.value ?? entry.request.callback_query?.data ?? "";
      return pressed.startsWith("e1:") && mine(JSON.stringify(entry.request));
    });
    if (this.kept.answered) this.changed();
  }

  view() {
    if (this.welcoming) return this.welcome();
    if (!this.running) return null;
    const step = STEPS[this.step];
    const found = this.look(step);
    this.spot.at(found.at);
    return this.strip(step, found);
  }

  /** How things stand. While somebody else's apps are being opened, it is as it was. */
  look(step) {
    const world = this.world();
    if (!this.found || (world.slack.state && world.phone.state)) {
      this.found = step.look(world, this.kept);
      remember(this.demo, step.key, this.kept);
    }
    if (this.found.again) setTimeout(this.changed, this.found.again);
    return this.found;
  }

  say(step, found) {
    if (found.say === "become") return words.tour.beSomeone(this.nameOf(found.who));
    const phrase = words.tour.steps[step.key][found.say] ?? words.tour.shared[found.say];
    return typeof phrase === "function" ? phrase({ ...names(this.world()), ...found }) : phrase;
  }

  welcome() {
    return h(
      "aside",
      { class: "tour welcome", key: "welcome", "aria-label": words.tour.name },
      h("p", {}, words.tour.welcome),
      h("button", { type: "button", class: "button primary", on: { click: () => this.begin() } }, words.tour.start),
      h("button", { type: "button", class: "button quiet", on: { click: () => this.end() } }, words.tour.notNow),
    );
  }

  strip(step, found) {
    const last = this.step === STEPS.length - 1;
    return h(
      "aside",
      { class: `tour${found.done ? " done" : ""}`, key: "tour", "aria-label": words.tour.name, on: { keydown: (event) => event.key === "Escape" && this.end() } },
      h("ol", { class: "dots", "aria-hidden": "true" }, STEPS.map((one, place) => h("li", { key: one.key, class: dot(place, this.step, found.done) }))),
      h(
        "div",
        { class: "said" },
        h("h2", { tabindex: "-1" }, h("small", {}, words.tour.stepOf(this.step + 1, STEPS.length)), " ", words.tour.steps[step.key].title),
        h("p", { role: "status" }, found.done ? h("strong", {}, `✓ ${words.tour.done} `) : null, this.say(step, found)),
      ),
      h(
        "div",
        { class: "turns" },
        this.step > 0 ? h("button", { type: "button", key: "back", "data-turn": "back", class: "button quiet", on: { click: () => this.go(this.step - 1) } }, words.tour.back) : null,
        found.at && !found.done ? h("button", { type: "button", key: "show", class: "button", on: { click: () => this.spot.focus() } }, words.tour.show) : null,
        h(
          "button",
          {
            type: "button",
            key: "next",
            class: `button${found.done ? " primary" : " quiet"}`,
            on: { click: () => (last ? this.end() : this.go(this.step + 1)) },
          },
          last && found.done ? words.tour.finish : found.done ? words.tour.next : words.tour.skip,
        ),
        h("button", { type: "button", key: "end", class: "plain", "aria-label": words.tour.end, title: words.tour.end, on: { click: () => this.end() } }, "✕"),
      ),
    );
  }
}

const dot = (place, now, done) => (place < now || (place === now && done) ? "past" : place === now ? "now" : "");
