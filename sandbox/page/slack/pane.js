// The Slack side: what the viewer sees of the workspace, and what they do there.

import { Completion } from "../complete.js";
import { Whence } from "../dialog.js";
import { Drawings, kept } from "../memory.js";
import { h } from "../view.js";
import { Unreachable, get, post } from "../wire.js";
import { words } from "../words.js";
import { conversation, isInChannel, thread } from "./conversation.js";
import { confirmation, modal } from "./modal.js";
import { viewPlace } from "./place.js";
import { DIRECT, sidebar } from "./sidebar.js";

export class SlackPane {
  /** `changed` asks for a new picture; `openLink` may take a link over and says whether it did. */
  constructor({ changed, openLink }) {
    this.changed = changed;
    this.openLink = openLink;
    this.state = null;
    this.viewer = null;
    this.coming = null;
    this.open = {};
    this.seen = {};
    this.threads = {};
    this.drafts = {};
    this.entries = {};
    this.errors = {};
    this.busy = new Set();
    this.dismissed = new Set();
    this.newFrom = {};
    this.completions = {};
    this.tabs = {};
    this.picking = null;
    this.opener = null;
    this.search = "";
    this.confirm = null;
    this.trouble = "";
    this.whence = new Whence();
    this.drawings = { channel: new Drawings(), thread: new Drawings() };
  }

  /** Look as this person, once it is known what they see; what stands there now stays until then. */
  look(viewer, channel) {
    this.open[viewer] ??= channel;
    this.coming = viewer;
    this.changed();
    return this.refresh();
  }

  /** Nothing changes when nobody answers. */
  async refresh() {
    const viewer = this.coming ?? this.viewer;
    const state = await get(`/slack/control/state?viewer=${encodeURIComponent(viewer)}`).catch(() => null);
    if (!state || viewer !== (this.coming ?? this.viewer)) return;
    if (this.coming) this.become(viewer);
    this.state = this.recalled(state);
    this.changed();
  }

  become(viewer) {
    this.viewer = viewer;
    this.coming = this.picking = this.state = this.confirm = null;
    this.trouble = "";
  }

  /** The same state, with the very messages that we know already where they are still the same. */
  recalled(state) {
    const old = this.state;
    if (!old || JSON.stringify(old.people) !== JSON.stringify(state.people)) return state;
    const known = new Map(old.channels.map((channel) => [channel.id, channel.messages]));
    const channels = state.channels.map((channel) => ({ ...channel, messages: kept(known.get(channel.id) ?? [], channel.messages, (said) => said.ts) }));
    return { ...state, channels };
  }

  get channel() {
    const wanted = this.open[this.viewer];
    return this.state.channels.find((one) => (wanted === DIRECT ? one.kind === "im" : one.id === wanted));
  }

  /** How many messages in a conversation the viewer has not looked at. */
  unread(channel) {
    const seen = this.seen[`${this.viewer}/${channel.id}`] ?? "";
    return channel.messages.filter((said) => said.ts > seen && said.user !== this.viewer && !this.isHidden(channel, said) && isInChannel(said)).length;
  }

  get unreadInAll() {
    return this.state ? this.state.channels.filter((one) => one.is_member).reduce((sum, one) => sum + this.unread(one), 0) : 0;
  }

  /** What was dismissed, or removed without leaving a thread behind. */
  isHidden(channel, said) {
    const gone = said.text === "" && !said.blocks.length && !said.files.length;
    return this.dismissed.has(said.ts) || (gone && !this.repliesTo(channel, said.ts).length);
  }

  /** What stands in the thread below a message, for all to see. */
  repliesTo(channel, ts) {
    return channel.messages.filter((said) => said.thread_ts === ts && said.ts !== ts && !said.ephemeral && (said.text || said.blocks.length || said.files.length));
  }

  dismiss(ts) {
    this.dismissed.add(ts);
    this.changed();
  }

  async act(name, body, busyKey) {
    this.trouble = "";
    if (busyKey) this.busy.add(busyKey);
    this.changed();
    try {
      return await post(`/slack/control/${name}`, { user: this.viewer, ...body });
    } catch (error) {
      this.trouble = error instanceof Unreachable ? words.away : error.status === 504 ? words.noAnswer : words.refusedAs(error.message);
      return null;
    } finally {
      if (busyKey) this.busy.delete(busyKey);
      this.changed();
    }
  }

  async submit(view) {
    const answer = await this.act("submit", { view_id: view.id, values: this.entries[view.id] ?? {} }, view.id);
    if (answer) this.errors[view.id] = answer.errors;
    await this.refresh();
    document.querySelector(".modal .wrong :is(input, textarea, select)")?.focus();
  }

  /** Whether it was said; what was not can be sent once more. */
  async say(text, thread) {
    const key = this.draftKey(thread);
    this.drafts[key] = "";
    const channel = this.channel?.id ?? this.state.bot.id;
    if (text.startsWith("/")) {
      const [command, ...rest] = text.split(/\s+/);
      if (this.state.commands.length && !this.state.commands.some((one) => one.command === command)) {
        this.complain(words.noSuchCommand(command));
        return false;
      }
      return Boolean(await this.act("command", { channel, command, text: rest.join(" ") }));
    }
    return Boolean(await this.act("say", { channel, text: this.withMentions(text), ...(thread ? { thread_ts: thread } : {}) }));
  }

  withMentions(text) {
    const known = [{ id: this.state.bot.id, name: this.state.bot.name }, ...this.state.people];
    return known.reduce((said, person) => {
      const first = person.name.split(" ")[0];
      const pattern = new RegExp(`@(${escaped(person.name)}|${escaped(first)})(?![\\p{L}\\p{N}])`, "giu");
      return said.replace(pattern, `<@${person.id}>`);
    }, text);
  }

  /** The person's own name for a place in which something may be open or half written. */
  draftKey(thread) {
    return `${this.viewer}/${this.open[this.viewer]}/${thread ?? ""}`;
  }

  go(channel) {
    const left = this.channel;
    if (left && this.open[this.viewer] !== channel) delete this.newFrom[`${this.viewer}/${left.id}`];
    this.open[this.viewer] = channel;
    this.picking = null;
    const now = this.channel;
    if (now && this.unread(now)) this.newFrom[`${this.viewer}/${now.id}`] = this.seen[`${this.viewer}/${now.id}`] ?? "";
    if (channel === DIRECT) this.openTab(this.tab);
    this.changed();
  }

  /** Which of the app's own pages is open. */
  get tab() {
    return this.tabs[this.viewer] ?? "messages";
  }

  /** The app hears of it, and may publish its Home anew. */
  openTab(name) {
    this.tabs[this.viewer] = name;
    this.act("home", { tab: name });
  }

  openThread(ts) {
    this.threads[`${this.viewer}/${this.open[this.viewer]}`] = ts;
    this.picking = null;
    this.changed();
    if (ts) requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector(".thread textarea")?.focus()));
  }

  /** Open the emoji window at one message, or close it; `opener` gets the focus back. */
  pick(which, opener = null) {
    this.picking = which;
    this.search = "";
    if (opener) this.opener = opener;
    this.changed();
  }

  stopPicking() {
    this.pick(null);
    this.opener?.focus();
  }

  /** A press anywhere else closes the emoji window. */
  lookElsewhere(pressed) {
    if (this.picking && !pressed.closest(".tools.open, .another")) this.pick(null);
  }

  /** What a message's picture depends on besides the message: all of it as one text. */
  stampOf(said, picked, more) {
    const own = `${this.viewer}/${said.ts}`;
    const busy = [...this.busy].filter((key) => key.startsWith(`${own}/`));
    const search = this.picking === picked ? this.search : null;
    return JSON.stringify([document.documentElement.lang, this.viewer, this.picking === picked, search, busy, this.entries[own], more]);
  }

  find(text) {
    this.search = text;
    this.changed();
  }

  completion(key) {
    return (this.completions[key] ??= new Completion(this.changed));
  }

  complain(text) {
    this.trouble = text;
    this.changed();
  }

  /** Slack's own "are you sure", before a press is carried out. */
  ask(confirm, yes) {
    this.confirm = { object: confirm, yes };
    this.changed();
  }

  decide(yes) {
    const { yes: go } = this.confirm;
    this.confirm = null;
    if (yes) go();
    this.changed();
  }

  calm() {
    this.trouble = "";
    this.changed();
  }

  view() {
    if (!this.state) return [];
    const channel = this.channel;
    const ts = this.threads[`${this.viewer}/${this.open[this.viewer]}`];
    const root = ts && channel?.messages.find((said) => said.ts === ts);
    const view = this.state.views[this.state.views.length - 1];
    const isHome = this.open[this.viewer] === DIRECT && this.tab === "home";
    if (channel && !isHome) this.lookAt(channel);
    this.whence.follow(Boolean(view || this.confirm), ".slack [role='log'], .slack .home");
    return [
      h(
        "div",
        { class: `workspace${root && !isHome ? " with-thread" : ""}`, inert: Boolean(view || this.confirm), on: { mousedown: (event) => this.lookElsewhere(event.target) } },
        sidebar(this),
        conversation(this, channel),
        root && !isHome ? thread(this, channel, root) : null,
      ),
      this.trouble
        ? h(
            "p",
            { class: "trouble", role: "alert" },
            this.trouble,
            h("button", { type: "button", class: "plain", "aria-label": words.close, on: { click: () => this.calm() } }, "✕"),
          )
        : null,
      view && !this.confirm ? this.modal(view) : null,
      this.confirm ? confirmation(this.confirm.object, { yes: () => this.decide(true), no: () => this.decide(false) }) : null,
    ];
  }

  lookAt(channel) {
    const last = channel.messages[channel.messages.length - 1];
    if (last && document.visibilityState === "visible") this.seen[`${this.viewer}/${channel.id}`] = last.ts;
  }

  modal(view) {
    const leave = () => this.act("close", { view_id: view.id }).then(() => this.refresh());
    return modal(view, viewPlace(this, view), {
      app: this.state.bot.name,
      sending: this.busy.has(view.id),
      submit: () => this.submit(view),
      close: leave,
      back: this.state.views.length > 1 ? leave : null,
    });
  }
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
