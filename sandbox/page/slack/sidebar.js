// The list of conversations, with what is unread in bold.

import { face } from "../initials.js";
import { h } from "../view.js";
import { words } from "../words.js";

/** What the bot's own conversation is called while it may not exist yet. */
export const DIRECT = "app";

export function sidebar(pane) {
  const rooms = pane.state.channels.filter((one) => one.kind === "channel" || one.kind === "group");
  const mineFirst = [...rooms.filter((one) => one.is_member), ...rooms.filter((one) => !one.is_member)];
  const direct = pane.state.channels.find((one) => one.kind === "im");
  return h(
    "nav",
    { class: "sidebar", "aria-label": words.channels, key: "sidebar" },
    h("p", { class: "team" }, pane.organisation),
    h("h3", {}, words.channels),
    h("ul", {}, mineFirst.map((one) => room(pane, one, one.id, one.name))),
    h("h3", {}, words.apps),
    h("ul", {}, room(pane, direct, DIRECT, pane.state.bot.name)),
  );
}

function room(pane, channel, id, name) {
  const unread = channel?.is_member ? pane.unread(channel) : 0;
  const away = channel && !channel.is_member;
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
      id === DIRECT ? face(name, { bot: true }) : h("span", { class: "sign", "aria-hidden": "true" }, "#"),
      h("span", { class: "name" }, name),
      unread ? h("span", { class: "badge", "aria-label": words.unread(unread) }, String(unread)) : null,
    ),
  );
}
