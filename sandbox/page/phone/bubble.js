// One message in a chat: its bubble, the buttons below it, reactions, and what can be done with it.

import { face } from "../initials.js";
import { clockTime, fullMoment } from "../moments.js";
import { h } from "../view.js";
import { words } from "../words.js";
import { formatted } from "./entities.js";

export const OFFERED = ["👀", "👌", "✍", "👍", "❤", "🎉", "🙏"];

export function bubble(said, { viewer, inGroup, answered, picking, isBusy, does }) {
  if (Object.keys(said.service).length) return h("p", { class: "notice", key: said.id }, service(said));
  const mine = said.from.id === viewer;
  const at = new Date(said.date);
  return h(
    "div",
    { class: `line${mine ? " mine" : ""}`, key: said.id, "data-message": said.id },
    inGroup && !mine ? face(said.from.first_name, { bot: said.from.is_bot }) : null,
    h(
      "div",
      { class: "stack" },
      h(
        "div",
        { class: "bubble", flash: JSON.stringify([said.text, said.buttons]) },
        inGroup && !mine ? h("p", { class: "from" }, said.from.first_name, said.from.is_bot ? h("small", {}, ` ${words.bot}`) : null) : null,
        answered ? h("p", { class: "answered" }, h("strong", {}, answered.from.first_name), " ", answered.text.slice(0, 80)) : null,
        attachment(said),
        h("div", { class: "text", dir: "auto" }, formatted(said.text, said.entities, does)),
        h(
          "p",
          { class: "below" },
          said.reactions.length ? h("span", { class: "reactions" }, said.reactions.map((one) => reaction(one, does))) : null,
          h("time", { datetime: said.date, title: fullMoment(at) }, `${said.edited ? `${words.edited} ` : ""}${clockTime(at)}`),
        ),
      ),
      keyboard(said, isBusy, does),
    ),
    tools(picking, does),
  );
}

function service(said) {
  const told = said.service;
  if (told.forum_topic_created) return words.topicOpened(told.forum_topic_created.name);
  if (told.new_chat_members) return words.joined(told.new_chat_members.map((person) => person.first_name).join(", "));
  if (told.left_chat_member) return words.left(told.left_chat_member.first_name);
  return `${words.service}: ${Object.keys(told).join(", ")}`;
}

function attachment(said) {
  if (said.photo) return h("img", { src: `/telegram/control/file/${encodeURIComponent(said.photo.file_id)}`, alt: said.text || said.photo.name });
  if (!said.document) return null;
  return h("p", {}, h("a", { href: `/telegram/control/file/${encodeURIComponent(said.document.file_id)}`, download: said.document.name }, `📎 ${said.document.name}`));
}

const reaction = ({ emoji, count, mine }, does) =>
  h(
    "button",
    { type: "button", key: emoji, "aria-pressed": String(mine), "aria-label": `${emoji} ${count}`, on: { click: () => does.react(emoji) } },
    `${emoji} ${count}`,
  );

function keyboard(said, isBusy, does) {
  if (!said.buttons.length) return null;
  return h(
    "div",
    { class: "keyboard" },
    said.buttons.map((row) =>
      h(
        "div",
        {},
        row.map((button) => {
          const busy = isBusy(button);
          const press = () => (button.url ? does.openLink(button.url) || window.open(button.url, "_blank", "noreferrer") : busy || does.press(button));
          return h(
            "button",
            {
              type: "button",
              key: button.callback_data ?? button.url,
              class: `${button.style ?? ""}${busy ? " busy" : ""}`,
              "aria-busy": busy,
              on: { click: press },
            },
            button.text,
            button.url ? " ↗" : null,
          );
        }),
      ),
    ),
  );
}

function tools(picking, does) {
  return h(
    "div",
    { class: `tools${picking ? " open" : ""}` },
    picking
      ? OFFERED.map((emoji) =>
          h("button", { type: "button", key: emoji, "aria-label": words.reactWith(emoji), on: { click: () => does.react(emoji) } }, emoji),
        )
      : null,
    h(
      "button",
      { type: "button", key: "pick", "aria-label": words.addReaction, "aria-expanded": String(picking), on: { click: does.pick } },
      picking ? "✕" : "☺",
    ),
    h("button", { type: "button", key: "reply", "aria-label": words.reply, on: { click: does.reply } }, "↩"),
  );
}
