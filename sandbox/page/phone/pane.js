// The Telegram side: one person's phone.

import { Completion } from "../complete.js";
import { Whence } from "../dialog.js";
import { face } from "../initials.js";
import { Drawings, kept } from "../memory.js";
import { h } from "../view.js";
import { Unreachable, get, post } from "../wire.js";
import { words } from "../words.js";
import { gist } from "./bubble.js";
import { chat } from "./chat.js";
import { alert, banner, statusBar } from "./frame.js";
import { chatList, topicFace, topicList } from "./lists.js";

const TOAST = 3500;
const BANNER = 6000;

export class PhonePane {
  /** `changed` asks for a new picture; `openLink` may take a link over and says whether it did. */
  constructor({ changed, openLink }) {
    this.changed = changed;
    this.openLink = openLink;
    this.state = null;
    this.viewer = null;
    this.coming = null;
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
    this.away = false;
    this.completions = {};
    this.whence = new Whence();
    this.drawings = new Drawings();
  }

  /** Look over this person's shoulder, once it is known what they see; what stands there now stays until then. `place`
   *  is the chat (and topic) that they have open at first. */
  look(viewer, place) {
    this.open[viewer] ??= place;
    this.coming = viewer;
    this.changed();
    return this.refresh();
  }

  become(viewer) {
    this.viewer = viewer;
    this.away = false;
    this.coming = this.state = this.replyTo = this.picking = this.alert = this.banner = null;
    this.toast = "";
  }

  /** Nothing changes when nobody answers. */
  async refresh() {
    const viewer = this.coming ?? this.viewer;
    const state = await get(`/telegram/control/state?viewer=${viewer}`).catch(() => null);
    if (!state || viewer !== (this.coming ?? this.viewer)) return;
    if (this.coming) this.become(viewer);
    this.announce(this.state, state);
    this.state = this.recalled(state);
    this.changed();
  }

  /** The same state, with the very messages that we know already where they are still the same. */
  recalled(state) {
    const known = new Map((this.state?.chats ?? []).map((chat) => [chat.id, chat.messages]));
    const chats = state.chats.map((chat) => ({ ...chat, messages: kept(known.get(chat.id) ?? [], chat.messages, (said) => said.id) }));
    return { ...state, chats };
  }

  /** What a bubble depends on besides its message: all of it as one text. */
  stampOf(chat, said, run, answered) {
    const at = `${chat.id}/${said.id}`;
    const busy = [...this.busy].filter((key) => key.startsWith(`${this.viewer}/${at}/`));
    const unfolded = [...this.unfolded].filter((fold) => fold.startsWith(`${at}/`));
    const picking = this.picking?.at === at ? this.picking.which : null;
    return JSON.stringify([document.documentElement.lang, this.viewer, run, picking, busy, unfolded, answered && gist(answered)]);
  }

  /** Their chats; the bot's stands there even before they have started it. */
  get chats() {
    const { state, viewer } = this;
    const chats = state.chats.filter((chat) => chat.upgraded_to === null);
    if (state.started) return chats;
    const bot = { id: viewer, type: "private", title: state.bot.first_name, forum: false, topics: [], members: [], messages: [], commands: [], prompt: null };
    return [...chats, bot];
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
        if (isHere || known.has(`${chat.id}/${said.id}`) || said.from.id === this.viewer || said.silent || !gist(said)) continue;
        this.banner = { chat: chat.id, topic, title: chat.title, text: gist(said), from: chat.type === "private" ? "" : said.from.first_name };
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
      this.tell(error instanceof Unreachable ? words.away : error.status === 504 ? words.noAnswer : words.refusedAs(error.message));
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

  /** Whether it was said; what was not can be sent once more. */
  async say(text, replyTo) {
    const { chat, topic } = this.place;
    const meant = this.replyTo;
    this.replyTo = null;
    this.menu = false;
    const said = await this.act("say", { chat, text, ...(replyTo ? { reply_to: replyTo } : {}), ...(topic ? { topic } : {}) });
    if (!said) this.replyTo ??= meant;
    await this.refresh();
    return Boolean(said);
  }

  async react(said, emoji) {
    this.picking = null;
    const mine = said.reactions.filter((one) => one.mine).map((one) => one.emoji);
    const wanted = mine.includes(emoji) ? [] : [emoji];
    await this.act("react", { chat: this.place.chat, message: said.id, emoji: wanted });
    await this.refresh();
  }

  completion(key) {
    return (this.completions[key] ??= new Completion(this.changed));
  }

  closeMenu() {
    this.menu = false;
    this.changed();
  }

  /** Far from the newest message, a way back to it is offered. */
  scrolled(list, far) {
    const away = list.scrollHeight - list.scrollTop - list.clientHeight > far;
    if (away === this.away) return;
    this.away = away;
    this.changed();
  }

  toEnd() {
    const list = document.querySelector(".screen .messages");
    list?.scrollTo({ top: list.scrollHeight, behavior: "smooth" });
    list?.focus({ preventScroll: true });
  }

  /** Go to a message of this chat. */
  show(id) {
    const line = document.querySelector(`.screen [data-message="${id}"]`);
    line?.scrollIntoView({ block: "center", behavior: "smooth" });
    line?.animate([{ backgroundColor: "var(--flash)" }, {}], { duration: 1600 });
  }

  async start() {
    const payload = this.payloads[this.viewer] ?? "";
    if (await this.act("start", { payload })) delete this.payloads[this.viewer];
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
    this.menu = this.away = false;
    this.changed();
  }

  view() {
    if (!this.state) return [];
    const { chat: id, topic } = this.place;
    const open = this.chats.find((one) => one.id === id);
    this.whence.follow(Boolean(this.alert), ".screen [role='log'], .screen .list button");
    return [
      statusBar(),
      h("div", { class: "screen", key: "screen", inert: Boolean(this.alert), on: { mousedown: (event) => this.lookElsewhere(event.target) } }, this.screen(open, topic)),
      h("div", { class: "banners", key: "banners", role: "status" }, this.banner ? banner(this.banner, { bot: this.banner.chat === this.viewer, open: () => this.go(this.banner.chat, this.banner.topic) }) : null),
      h("div", { class: "toasts", key: "toasts", role: "status" }, this.toast ? h("p", { class: "toast" }, this.toast) : null),
      this.alert ? alert(this.state.bot.first_name, this.alert, () => this.calm()) : null,
    ];
  }

  /** A press anywhere else closes the reactions on offer. */
  lookElsewhere(pressed) {
    if (!this.picking || pressed.closest(".tools.open")) return;
    this.picking = null;
    this.changed();
  }

  screen(open, topic) {
    if (!open) return chatList(this);
    if (open.forum && topic === null) return topicList(this, open);
    return chat(this, open, topic);
  }

  top(title, under, back, { bot = false, topic = false } = {}) {
    const elsewhere = this.unreadInAll;
    return h(
      "header",
      {},
      h("button", { type: "button", class: "back", "aria-label": words.back, on: { click: back } }, "‹", elsewhere ? h("span", { class: "badge" }, String(elsewhere)) : null),
      h("div", {}, h("h3", {}, title), h("small", {}, under)),
      topic ? topicFace(title) : face(title, { bot }),
    );
  }

  calm() {
    this.alert = null;
    this.changed();
  }
}
