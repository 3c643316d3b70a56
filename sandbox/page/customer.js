// The customer: ready-made stories and own words, sent through the real signed webhook.

import { h } from "./view.js";
import { Unreachable, post } from "./wire.js";
import { words } from "./words.js";

const SCALES = { nps: [0, 10], csat: [1, 5], ces: [1, 7], stars: [1, 5] };
const CHANNELS = ["phone", "e-mail", "chat", "shop", "web", "review"];
const TOUCHPOINTS = {
  nl: ["service", "klantenservice", "bezorging", "advies", "verkoop", "terugbetaling", "retourformulier", "nazorg"],
  en: ["service", "call-centre", "delivery", "advice", "sale", "refund", "returns form", "aftercare"],
};
const LOCATIONS = ["Utrecht"];

export class CustomerPane {
  constructor({ changed }) {
    this.changed = changed;
    this.scene = null;
    this.story = null;
    this.piece = { kind: "nps", score: 9, channel: "chat", touchpoint: "service", customer: {} };
    this.sending = false;
    this.sent = null;
    this.trouble = "";
  }

  meet(scene) {
    this.scene = scene;
    this.choose(scene.stories.find((one) => one.language === scene.language));
  }

  choose(story) {
    this.story = story;
    this.piece = structuredClone(story.piece);
    this.changed();
  }

  set(name, value) {
    if (value === null || value === "") delete this.piece[name];
    else this.piece[name] = value;
    this.changed();
  }

  setKind(kind) {
    const scale = SCALES[kind];
    this.set("kind", kind);
    this.set("score", scale ? Math.min(scale[1], Math.max(scale[0], this.piece.score ?? scale[1])) : null);
  }

  async send(extra = {}) {
    this.sending = true;
    this.trouble = "";
    this.changed();
    try {
      this.sent = await post("/feedback", { piece: { ...this.piece, ...extra } });
    } catch (error) {
      this.sent = null;
      this.trouble = error instanceof Unreachable ? words.away : words.refusedAs(error.message);
    } finally {
      this.sending = false;
      this.changed();
    }
    requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector(".outcome")?.scrollIntoView({ block: "nearest" })));
  }

  /** The demo is back: what was complained of may be tried again. */
  calm() {
    if (!this.trouble) return;
    this.trouble = "";
    this.changed();
  }

  view() {
    if (!this.scene) return [];
    const submit = (event) => {
      event.preventDefault();
      if (!this.sending) this.send();
    };
    return [
      h("header", {}, h("h2", {}, words.customer), h("p", {}, words.customerIntro)),
      this.stories(),
      h("form", { class: "feedback", on: { submit } }, this.fields(), this.buttons()),
      this.answer(),
    ];
  }

  stories() {
    const own = this.scene.language;
    const spoken = own === "nl" ? ["nl", "en"] : ["en", "nl"];
    const names = { nl: words.inDutch, en: words.inEnglish };
    const pick = (event) => this.choose(this.scene.stories.find((one) => `${one.language}/${one.key}` === event.target.value));
    return h(
      "label",
      { class: "wide" },
      words.readyMade,
      h(
        "select",
        { class: "stories", value: `${this.story.language}/${this.story.key}`, on: { change: pick } },
        spoken.map((language) =>
          h(
            "optgroup",
            { label: names[language] },
            this.scene.stories
              .filter((one) => one.language === language)
              .map((one) => h("option", { value: `${one.language}/${one.key}` }, `${one.icon} ${one.title}`)),
          ),
        ),
      ),
    );
  }

  fields() {
    const { piece } = this;
    const customer = piece.customer ?? {};
    const scale = SCALES[piece.kind];
    const contact = piece.contact;
    const text = (name) => (event) => this.set(name, event.target.value);
    return [
      h(
        "label",
        { class: "wide" },
        words.ownWords,
        h("textarea", { rows: 3, dir: "auto", value: piece.comment ?? "", placeholder: words.noWords, on: { input: text("comment") } }),
      ),
      h(
        "label",
        {},
        words.kind,
        choice(Object.entries(words.kinds), piece.kind, (kind) => this.setKind(kind)),
      ),
      scale
        ? h(
            "label",
            {},
            h("span", {}, `${words.score}: `, h("b", {}, words.ofScore(piece.score, scale[1]))),
            h("input", {
              type: "range",
              "aria-label": words.score,
              "aria-valuetext": words.ofScore(piece.score, scale[1]),
              min: scale[0],
              max: scale[1],
              value: piece.score,
              on: { input: (event) => this.set("score", Number(event.target.value)) },
            }),
          )
        : null,
      h("label", {}, words.channel, choice(named(CHANNELS, piece.channel, words.channelNames), piece.channel ?? "", (it) => this.set("channel", it))),
      h("label", {}, words.touchpoint, choice(named(TOUCHPOINTS[this.scene.language], piece.touchpoint), piece.touchpoint ?? "", (it) => this.set("touchpoint", it))),
      h(
        "label",
        { class: "wide check" },
        h("input", {
          type: "checkbox",
          checked: Boolean(contact),
          on: { change: (event) => this.wish(event.target.checked ? { how: "phone" } : null) },
        }),
        words.contact,
      ),
      contact
        ? h(
            "label",
            { class: "wide" },
            words.when,
            h("input", { type: "text", value: contact.when ?? "", on: { input: (event) => this.wish({ ...this.piece.contact, when: event.target.value }) } }),
          )
        : null,
      h(
        "details",
        { class: "wide rest" },
        h("summary", {}, words.rest),
        h(
          "div",
          {},
          h(
            "label",
            {},
            words.employee,
            choice([["", words.nobody], ...this.scene.people.map((one) => [one.email, one.name])], piece.employee ?? "", (it) => this.set("employee", it)),
          ),
          h("label", {}, words.location, choice(named(LOCATIONS, piece.location), piece.location ?? "", (it) => this.set("location", it))),
          h(
            "label",
            { class: "wide" },
            words.who,
            h("input", { type: "text", value: customer.name ?? "", on: { input: (event) => this.set("customer", { ...this.piece.customer, name: event.target.value }) } }),
          ),
        ),
      ),
    ];
  }

  wish(contact) {
    this.set("contact", contact);
    this.set("contact_requested", contact ? true : null);
  }

  buttons() {
    const name = this.sending ? words.sending : words.send;
    return h("button", { type: "submit", class: `wide button primary${this.sending ? " busy" : ""}`, "aria-busy": this.sending }, name);
  }

  answer() {
    const { sent } = this;
    if (this.trouble) return h("p", { class: "outcome wrong", role: "status" }, this.trouble);
    if (!sent) return null;
    return h(
      "div",
      { class: `outcome${sent.status === 202 ? "" : " wrong"}`, key: "outcome", role: "status" },
      h("p", {}, h("strong", {}, String(sent.status)), " ", outcome(sent)),
      sent.status === 202
        ? h("button", { type: "button", class: "plain again", on: { click: () => this.send({ id: sent.body.id }) } }, words.sendAgain(sent.body.id))
        : null,
      h(
        "details",
        {},
        h("summary", {}, words.overTheLine),
        h("pre", {}, `POST ${sent.url}\n${headers(sent.headers)}\n\n${JSON.stringify(sent.body, null, 2)}`),
        h("pre", {}, `${sent.status}\n\n${JSON.stringify(sent.answer, null, 2)}`),
      ),
    );
  }
}

const headers = (given) => Object.entries(given).map(([name, value]) => `${name}: ${value}`).join("\n");

function outcome({ status, answer }) {
  if (status !== 202) return words.refused(status);
  const told = { accepted: words.accepted, updated: words.updated, duplicate: words.duplicate }[answer.status];
  return told ? told(answer.feedback, answer.case) : "";
}

/** The usual values, and the one that a story brings. */
const named = (usual, own, names = {}) => [["", words.none], ...[...new Set([...usual, ...(own ? [own] : [])])].map((one) => [one, names[one] ?? one])];

const choice = (options, value, choose) =>
  h(
    "select",
    { value, on: { change: (event) => choose(event.target.value) } },
    options.map(([one, name]) => h("option", { value: one, key: one }, name)),
  );
