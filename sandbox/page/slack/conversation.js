// A conversation, and the thread beside it.

import { composer } from "../composer.js";
import { dayName, fromSlack } from "../moments.js";
import { h } from "../view.js";
import { words } from "../words.js";
import { message } from "./message.js";
import { messagePlace } from "./place.js";
import { DIRECT } from "./sidebar.js";

export const isInChannel = (said) => !said.thread_ts || said.thread_ts === said.ts || said.broadcast;

export function conversation(pane, channel) {
  const direct = pane.open[pane.viewer] === DIRECT;
  const name = direct ? pane.state.bot.name : `#${channel?.name ?? ""}`;
  const shown = channel ? channel.messages.filter((said) => isInChannel(said) && !pane.isHidden(channel, said)) : [];
  return h(
    "section",
    { class: "conversation", key: `conversation-${pane.draftKey()}`, "aria-label": name },
    h("header", {}, h("h3", {}, name), channel && !direct ? h("small", {}, `👥 ${words.members(channel.members.length)}`) : null),
    h(
      "div",
      { class: "messages", "data-at-end": "", role: "log", tabindex: "0", "aria-label": name },
      shown.length ? withDays(shown, (said) => drawn(pane, channel, said, false)) : h("p", { class: "empty" }, words.nothingHere),
    ),
    channel && !channel.is_member ? h("p", { class: "empty" }, words.notAMember) : write(pane, words.writeTo(name), null),
  );
}

export function thread(pane, channel, root) {
  const replies = channel.messages.filter((said) => said.thread_ts === root.ts && said.ts !== root.ts && !pane.isHidden(channel, said));
  return h(
    "section",
    { class: "thread", key: `thread-${root.ts}`, "aria-label": words.thread },
    h(
      "header",
      {},
      h("h3", {}, words.thread),
      h("button", { type: "button", class: "plain", "aria-label": words.close, on: { click: () => pane.openThread(null) } }, "✕"),
    ),
    h(
      "div",
      { class: "messages", "data-at-end": "", role: "log", tabindex: "0", "aria-label": words.thread },
      drawn(pane, channel, root, true),
      replies.length ? h("p", { class: "day", key: "count" }, words.replies(replies.length)) : null,
      replies.map((said) => drawn(pane, channel, said, true)),
    ),
    write(pane, words.reply, root.ts),
  );
}

function withDays(messages, draw) {
  let day = "";
  return messages.flatMap((said) => {
    const its = dayName(fromSlack(said.ts));
    const mark = its === day ? null : h("p", { class: "day", key: `day-${its}` }, its);
    day = its;
    return [mark, draw(said)];
  });
}

function drawn(pane, channel, said, inThread) {
  const where = { channel: channel.id, ts: said.ts };
  const picked = `${inThread}/${said.ts}`;
  return message(said, {
    place: messagePlace(pane, channel, said),
    viewer: pane.viewer,
    replies: inThread ? 0 : pane.repliesTo(channel, said.ts),
    picking: pane.picking === picked,
    does: {
      react: (emoji, mine) => {
        pane.picking = null;
        pane.act(mine ? "unreact" : "react", { ...where, emoji });
      },
      thread: inThread || said.ephemeral ? null : () => pane.openThread(said.ts),
      pick: () => {
        pane.picking = pane.picking === picked ? null : picked;
        pane.changed();
      },
      dismiss: () => {
        pane.dismissed.add(said.ts);
        pane.changed();
      },
    },
  });
}

function write(pane, label, root) {
  const key = pane.draftKey(root);
  return composer({
    key: `write-${key}`,
    label,
    draft: () => pane.drafts[key] ?? "",
    set: (text) => {
      pane.drafts[key] = text;
    },
    send: (text) => pane.say(text, root).then(() => pane.refresh()),
  });
}
