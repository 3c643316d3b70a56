// The list of chats, and the list of topics of a group that has them.

import { face } from "../initials.js";
import { dayOrTime } from "../moments.js";
import { h } from "../view.js";
import { words } from "../words.js";
import { gist } from "./bubble.js";

const COLOURS = 6;

/** A topic's mark: always the same colour for the same name. */
export function topicFace(name) {
  const sum = [...name].reduce((total, letter) => total + letter.codePointAt(0), 0);
  return h("span", { class: "face topic", "data-colour": String(sum % COLOURS), "aria-hidden": "true" }, name === words.general ? "#" : name[0]);
}

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
          under: preview(last, chat, pane.viewer),
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
          under: preview(last, chat, pane.viewer),
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

/** In a group, who said it comes first. */
function preview(said, chat, viewer) {
  if (!said) return "";
  if (Object.keys(said.service).length) return words.service;
  const who = chat.type === "private" || said.from.id === viewer ? "" : said.from.first_name;
  return [who ? h("b", {}, `${who}: `) : null, gist(said)];
}

function row(pane, { key, title, bot = false, topic = false, last, unread, under, open }) {
  return h(
    "li",
    { key },
    h(
      "button",
      { type: "button", "data-chat": title, on: { click: open } },
      topic ? topicFace(title) : face(title, { bot }),
      h("span", { class: "title" }, title),
      last ? h("time", {}, dayOrTime(new Date(last.date))) : null,
      h("span", { class: "under" }, under),
      unread ? h("span", { class: "badge", "aria-label": words.unread(unread) }, String(unread)) : null,
    ),
  );
}
