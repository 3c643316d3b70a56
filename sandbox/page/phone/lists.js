// The list of chats, and the list of topics of a group that has them.

import { face } from "../initials.js";
import { clockTime } from "../moments.js";
import { h } from "../view.js";
import { words } from "../words.js";

export function chatList(pane) {
  const chats = [...pane.chats].sort((one, other) => newest(other) - newest(one));
  return [
    h("header", {}, h("h3", {}, words.chats)),
    h(
      "ul",
      { class: "list" },
      chats.map((chat) => {
        const last = chat.messages[chat.messages.length - 1];
        return row(pane, {
          key: chat.id,
          title: chat.title,
          bot: chat.type === "private",
          last,
          unread: pane.unread(chat),
          under: chat.forum ? words.topics(chat.topics.length + 1) : preview(last),
          open: () => pane.go(chat.id, null),
        });
      }),
    ),
  ];
}

export function topicList(pane, chat) {
  const topics = [{ id: 0, name: words.general }, ...chat.topics];
  return [
    pane.top(chat.title, words.members(chat.members.length), () => pane.go(null, null)),
    h(
      "ul",
      { class: "list" },
      topics.map((topic) => {
        const inside = chat.messages.filter((said) => (said.topic ?? 0) === topic.id);
        const last = inside[inside.length - 1];
        return row(pane, {
          key: topic.id,
          title: topic.name,
          topic: true,
          last,
          unread: pane.unread(chat, topic.id),
          under: preview(last),
          open: () => pane.go(chat.id, topic.id),
        });
      }),
    ),
  ];
}

const newest = (chat) => {
  const last = chat.messages[chat.messages.length - 1];
  return last ? new Date(last.date).getTime() : 0;
};

const preview = (said) => (said ? said.text.split("\n")[0] || words.service : "");

function row(pane, { key, title, bot = false, topic = false, last, unread, under, open }) {
  return h(
    "li",
    { key },
    h(
      "button",
      { type: "button", "data-chat": title, on: { click: open } },
      topic ? h("span", { class: "face topic", "aria-hidden": "true" }, "#") : face(title, { bot }),
      h("span", { class: "title" }, title),
      last ? h("time", {}, clockTime(new Date(last.date))) : null,
      h("span", { class: "under" }, under),
      unread ? h("span", { class: "badge", "aria-label": words.unread(unread) }, String(unread)) : null,
    ),
  );
}
