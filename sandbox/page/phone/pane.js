// The Telegram side: one person's phone.

import { h } from "../view.js";
import { Refused, get, post } from "../wire.js";
import { words } from "../words.js";
import { chat } from "./chat.js";
import { chatList, topicList } from "./lists.js";

const TOAST = 3500;
const BANNER = 6000;

export class PhonePane {
  /** `changed` asks for a new picture; `openLink` may take a link over and says whether it did. */
  constructor({ changed, openLink }) {
    this.changed = changed;
    this.openLink = openLink;
    this.state = null;
    this.viewer = null;
    this.open = {};
    this.seen = {};
    this.drafts = {};
    this.payloads = {};
    this.declined = new Set();
    this.unfolded = new Set();
    this.busy = new Set();
    this.replyTo = null;
    this.picking = null;
    this.menu = false;
    this.toast = "";
    this.alert = null;
    this.banner = null;
  }

  /** Look over this person's shoulder; `place` is the chat (and topic) that they have open at first. */
  look(viewer, place) {
    this.viewer = viewer;
    this.open[viewer] ??= place;
    this.state = null;
    this.replyTo = this.picking = this.alert = this.banner = null;
    this.toast = "";
    return this.refresh();
  }

  async refresh() {
    const viewer = this.viewer;
    const state = await get(`/telegram/control/state?viewer=${viewer}`);
    if (viewer !== this.viewer) return;
    this.announce(this.state, state);
    this.state = state;
    this.changed();
  }

  /** Their chats; the bot's stands there even before they have started it. */
  get chats() {
    const { state, viewer } = this;
    if (state.started) return state.chats;
    const bot = { id: viewer, type: "private", title: state.bot.first_name, forum: false, topics: [], members: [], messages: [], commands: [], prompt: null };
    return [...state.chats, bot];
  }

  get place() {
    return this.open[this.viewer];
  }

  /** What the viewer has not looked at, in a chat or one of its topics (0: the general one). */
  unread(chat, topic = null) {
    return chat.messages.filter((said) => {
      const its = said.topic ?? 0;
      const seen = this.seen[this.placeKey(chat.id, chat.forum ? its : null)] ?? 0;
      return said.id > seen && said.from.id !== this.viewer && !Object.keys(said.service).length && (topic === null || its === topic);
    }).length;
  }

  get unreadInAll() {
    return this.state ? this.chats.reduce((sum, chat) => sum + this.unread(chat), 0) : 0;
  }

  placeKey(chat, topic) {
    return `${this.viewer}/${chat}/${topic ?? ""}`;
  }

  /** A new message somewhere else slides in from the top, as on a phone. */
  announce(before, now) {
    if (!before) return;
    const known = new Set(before.chats.flatMap((chat) => chat.messages.map((said) => `${chat.id}/${said.id}`)));
    for (const chat of now.chats) {
      for (const said of chat.messages) {
        const topic = chat.forum ? (said.topic ?? 0) : null;
        const isHere = this.place.chat === chat.id && (this.place.topic ?? null) === topic;
        if (isHere || known.has(`${chat.id}/${said.id}`) || said.from.id === this.viewer || said.silent || !said.text) continue;
        this.banner = { chat: chat.id, topic, title: chat.title, text: said.text.split("\n")[0] };
        this.passing("banner", BANNER);
      }
    }
  }

  passing(name, milliseconds) {
    const shown = this[name];
    setTimeout(() => {
      if (this[name] !== shown) return;
      this[name] = name === "toast" ? "" : null;
      this.changed();
    }, milliseconds);
  }

  async act(name, body) {
    try {
      return await post(`/telegram/control/${name}`, { user: this.viewer, ...body });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.tell(error.status === 504 ? words.noAnswer : error.message);
      return null;
    }
  }

  tell(text) {
    this.toast = text;
    this.passing("toast", TOAST);
    this.changed();
  }

  busyKey(message, button) {
    return `${this.viewer}/${this.place.chat}/${message}/${button.callback_data}`;
  }

  async press(message, button) {
    const key = this.busyKey(message, button);
    this.busy.add(key);
    this.changed();
    const answer = await this.act("press", { chat: this.place.chat, message, button: button.callback_data });
    this.busy.delete(key);
    if (answer?.url && this.openLink(answer.url)) return;
    if (answer?.text && answer.show_alert) this.alert = answer.text;
    else if (answer?.text) this.tell(answer.text);
    this.changed();
  }

  async say(text, replyTo) {
    const { chat, topic } = this.place;
    this.replyTo = null;
    this.menu = false;
    await this.act("say", { chat, text, ...(replyTo ? { reply_to: replyTo } : {}), ...(topic ? { topic } : {}) });
    await this.refresh();
  }

  async react(said, emoji) {
    this.picking = null;
    const mine = said.reactions.filter((one) => one.mine).map((one) => one.emoji);
    const wanted = mine.includes(emoji) ? [] : [emoji];
    await this.act("react", { chat: this.place.chat, message: said.id, emoji: wanted });
    await this.refresh();
  }

  async start() {
    const payload = this.payloads[this.viewer] ?? "";
    delete this.payloads[this.viewer];
    await this.act("start", { payload });
    await this.refresh();
  }

  /** Somebody opened t.me/our_bot?start=payload: their private chat, with START to be pressed. */
  begin(payload) {
    this.payloads[this.viewer] = payload;
    this.go(this.viewer, null);
  }

  go(chat, topic) {
    this.open[this.viewer] = { chat, topic };
    this.replyTo = this.picking = this.banner = null;
    this.menu = false;
    this.changed();
  }

  view() {
    if (!this.state) return [];
    const { chat: id, topic } = this.place;
    const open = this.chats.find((one) => one.id === id);
    return [
      h("div", { class: "screen", inert: Boolean(this.alert) }, this.screen(open, topic)),
      this.banner
        ? h(
            "button",
            { type: "button", class: "banner", key: "banner", role: "status", on: { click: () => this.go(this.banner.chat, this.banner.topic) } },
            h("strong", {}, this.banner.title),
            h("span", {}, this.banner.text),
          )
        : null,
      this.toast ? h("p", { class: "toast", role: "status", key: "toast" }, this.toast) : null,
      this.alert
        ? h(
            "div",
            { class: "veil", key: "alert" },
            h(
              "div",
              { class: "alert", role: "alertdialog", "aria-modal": "true", "aria-label": this.alert },
              h("p", {}, this.alert),
              h("button", { type: "button", made: (button) => button.focus(), on: { click: () => this.calm() } }, words.ok),
            ),
          )
        : null,
    ];
  }

  screen(open, topic) {
    if (!open) return chatList(this);
    if (open.forum && topic === null) return topicList(this, open);
    return chat(this, open, topic);
  }

  top(title, under, back) {
    const elsewhere = this.unreadInAll;
    return h(
      "header",
      {},
      h("button", { type: "button", class: "back", "aria-label": words.back, on: { click: back } }, "‹", elsewhere ? h("span", { class: "badge" }, String(elsewhere)) : null),
      h("div", {}, h("h3", {}, title), h("small", {}, under)),
    );
  }

  calm() {
    this.alert = null;
    this.changed();
  }
}
