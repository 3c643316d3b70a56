// The list of conversations, with what is unread in bold, and at its foot who one is.

import { face } from "../initials.js";
import { h } from "../view.js";
import { words } from "../words.js";

/** What the bot's own conversation is called while it may not exist yet. */
export const DIRECT = "app";

export function sidebar(pane) {
  const { state, viewer } = pane;
  const rooms = state.channels.filter((one) => one.kind === "channel" || one.kind === "group");
  const mineFirst = [...rooms.filter((one) => one.is_member), ...rooms.filter((one) => !one.is_member)];
  const direct = state.channels.find((one) => one.kind === "im");
  const talks = state.channels.filter((one) => one.kind === "mpim");
  const self = state.people.find((one) => one.id === viewer);
  return h(
    "nav",
    { class: "sidebar", "aria-label": words.channels, key: "sidebar" },
    h("p", { class: "team" }, pane.organisation),
    h("div", { class: "rooms" }, section(words.channels, mineFirst.map((one) => room(pane, one, one.id, one.name))), [
      talks.length ? section(words.directMessages, talks.map((one) => room(pane, one, one.id, talkName(one, state)))) : null,
      section(words.apps, room(pane, direct, DIRECT, state.bot.name)),
    ]),
    self ? h("p", { class: "self" }, face(self.name), h("span", {}, self.name, self.status ? h("small", {}, self.status) : null)) : null,
  );
}

const section = (name, rows) => [h("h3", {}, name), h("ul", {}, rows)];

const talkName = (channel, state) =>
  channel.members
    .filter((id) => id !== state.viewer && id !== state.bot.id)
    .map((id) => state.people.find((one) => one.id === id)?.name ?? id)
    .join(", ");

function room(pane, channel, id, name) {
  const unread = channel?.is_member ? pane.unread(channel) : 0;
  const away = channel && !channel.is_member;
  const sign = channel?.kind === "group" ? "🔒" : "#";
  return h(
    "li",
    { key: id },
    h(
      "button",
      {
        type: "button",
        class: `${unread ? "unread" : ""}${away ? " away" : ""}`,
        "aria-current": pane.open[pane.viewer] === id ? "true" : undefined,
        "data-room": name,
        on: { click: () => pane.go(id) },
      },
      id === DIRECT ? face(name, { bot: true }) : h("span", { class: "sign", "aria-hidden": "true" }, sign),
      h("span", { class: "name" }, name),
      unread ? h("span", { class: "badge", "aria-label": words.unread(unread) }, String(unread)) : null,
    ),
  );
}
