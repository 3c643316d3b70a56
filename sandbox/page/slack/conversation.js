// A conversation, and the thread beside it.

import { commandsFor, namesFor } from "../complete.js";
import { composer } from "../composer.js";
import { face } from "../initials.js";
import { dayName, fromSlack } from "../moments.js";
import { h } from "../view.js";
import { walkFrom } from "../walking.js";
import { words } from "../words.js";
import { homeTab, tabs } from "./home.js";
import { gist, message } from "./message.js";
import { messagePlace } from "./place.js";
import { DIRECT } from "./sidebar.js";

const SAME_BREATH = 300;

export const isInChannel = (said) => !said.thread_ts || said.thread_ts === said.ts || said.broadcast || (said.ephemeral && !said.thread_ts);

export function conversation(pane, channel) {
  const direct = pane.open[pane.viewer] === DIRECT;
  const name = direct ? pane.state.bot.name : `#${channel?.name ?? ""}`;
  const home = direct && pane.tab === "home";
  return h(
    "section",
    { class: "conversation", key: `conversation-${pane.draftKey()}`, "aria-label": name },
    h(
      "header",
      {},
      direct ? face(name, { bot: true }) : null,
      h("h3", {}, name),
      channel && !direct ? h("small", {}, h("span", { "aria-hidden": "true" }, "👥 "), words.members(channel.members.length)) : null,
    ),
    direct ? tabs(pane) : null,
    home ? homeTab(pane) : messages(pane, channel, name),
  );
}

function messages(pane, channel, name) {
  const shown = channel ? channel.messages.filter((said) => isInChannel(said) && !pane.isHidden(channel, said)) : [];
  return [
    log(pane, name, shown.length ? withMarks(pane, channel, shown) : h("p", { class: "empty" }, words.nothingHere)),
    channel && !channel.is_member ? h("p", { class: "empty" }, words.notAMember) : write(pane, words.writeTo(name), null),
  ];
}

export function thread(pane, channel, root) {
  const replies = channel.messages.filter((said) => said.thread_ts === root.ts && said.ts !== root.ts && !pane.isHidden(channel, said));
  return h(
    "section",
    { class: "thread", key: `thread-${root.ts}`, "aria-label": words.thread, on: { keydown: (event) => event.key === "Escape" && pane.openThread(null) } },
    h(
      "header",
      {},
      h("h3", {}, words.thread, h("small", {}, channel.kind === "im" ? pane.state.bot.name : `#${channel.name}`)),
      h("button", { type: "button", class: "plain", "aria-label": words.close, on: { click: () => pane.openThread(null) } }, "✕"),
    ),
    log(pane, words.thread, [
      drawn(pane, channel, root, { inThread: true }),
      replies.length ? h("p", { class: "day", key: "count" }, words.replies(replies.filter((said) => !said.ephemeral).length)) : null,
      replies.map((said, place) => drawn(pane, channel, said, { inThread: true, before: replies[place - 1] })),
    ]),
    write(pane, words.reply, root.ts),
  );
}

const log = (pane, name, inside) =>
  h(
    "div",
    { class: "messages", key: "log", "data-at-end": "", role: "log", tabindex: "0", "aria-label": name, on: { keydown: walkFrom(".message") } },
    inside,
  );

function withMarks(pane, channel, shown) {
  let day = "";
  const unread = pane.newFrom[`${pane.viewer}/${channel.id}`];
  const firstNew = unread === undefined ? null : shown.find((said) => said.ts > unread && said.user !== pane.viewer);
  return shown.map((said, place) => {
    const its = dayName(fromSlack(said.ts));
    const begins = its !== day;
    day = its;
    const isNew = said === firstNew;
    const mark = begins || isNew ? h("p", { class: `day${isNew ? " new" : ""}`, key: `day-${its}-${isNew}` }, h("span", {}, begins ? its : ""), isNew ? h("b", {}, words.newMessages) : null) : null;
    return [mark, drawn(pane, channel, said, { before: mark ? undefined : shown[place - 1] })];
  });
}

/** Who speaks again within minutes is not named again. */
const goesOn = (said, before) =>
  before && before.user === said.user && !before.ephemeral && !said.ephemeral && !said.broadcast && !before.broadcast && Number(said.ts) - Number(before.ts) < SAME_BREATH && !said.by_bot;

function drawn(pane, channel, said, { inThread = false, before }) {
  const where = { channel: channel.id, ts: said.ts };
  const picked = `${inThread}/${said.ts}`;
  const replies = inThread ? [] : pane.repliesTo(channel, said.ts);
  const root = said.broadcast && !inThread ? channel.messages.find((one) => one.ts === said.thread_ts) : null;
  const react = (emoji) => {
    pane.pick(null);
    pane.act(said.reactions[emoji]?.includes(pane.viewer) ? "unreact" : "react", { ...where, emoji });
  };
  const compact = Boolean(goesOn(said, before));
  const stamp = pane.stampOf(said, picked, [compact, replies.map((one) => [one.ts, one.user]), root && gist(root)]);
  const draw = () =>
    message(said, {
      place: messagePlace(pane, channel, said),
      viewer: pane.viewer,
      replies,
      root,
      compact,
      picking: pane.picking === picked ? { search: pane.search, find: (text) => pane.find(text), choose: react, close: () => pane.stopPicking() } : null,
      does: {
        react,
        thread: inThread || said.ephemeral ? null : () => pane.openThread(root ? root.ts : said.ts),
        pick: (event) => pane.pick(pane.picking === picked ? null : picked, event.currentTarget),
        dismiss: () => pane.dismiss(said.ts),
      },
    });
  return pane.drawings[inThread ? "thread" : "channel"].of(said, stamp, draw);
}

function write(pane, label, root) {
  const key = pane.draftKey(root);
  const draft = () => pane.drafts[key] ?? "";
  const known = [{ id: pane.state.bot.id, name: pane.state.bot.name, bot: true }, ...pane.state.people.filter((one) => !one.deleted && one.id !== pane.viewer)];
  const command = pane.state.commands.find((one) => draft().startsWith(`${one.command} `));
  return composer({
    key: `write-${key}`,
    label,
    draft,
    set: (text) => {
      pane.drafts[key] = text;
    },
    send: async (text) => {
      const said = await pane.say(text, root);
      await pane.refresh();
      return said;
    },
    completion: pane.completions[key] ?? pane.completion(key),
    offers: (text) => [...commandsFor(text, root ? [] : pane.state.commands), ...namesFor(text, known, (one) => face(one.name, { bot: one.bot }))],
    hint: command?.usage_hint ? [h("strong", {}, command.command), ` ${command.usage_hint}`] : null,
  });
}

