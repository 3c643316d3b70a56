// One message in a chat: its bubble, the buttons below it, reactions, and what can be done with it.

import { face } from "../initials.js";
import { clockTime, fullMoment } from "../moments.js";
import { h } from "../view.js";
import { words } from "../words.js";
import { formatted } from "./entities.js";
import { attachment } from "./files.js";

export const OFTEN = ["👀", "👌", "✍", "👍", "❤", "🎉", "🙏"];
const FACES = 3;
const GIST = 100;

/** `first` and `last` tell where it stands among messages that one person sent on end; `picking` is null, "few" or
 *  "all"; `offered` are the reactions that Telegram allows. */
export function bubble(said, { viewer, inGroup, first = true, last = true, answered = null, picking = null, offered = OFTEN, isBusy, does }) {
  if (Object.keys(said.service).length) return h("p", { class: "notice", key: said.id }, service(said));
  const mine = said.from.id === viewer;
  const theirs = inGroup && !mine;
  const bare = said.photo && !said.text;
  const at = new Date(said.date);
  const when = h("time", { datetime: said.date, title: fullMoment(at) }, `${said.edited ? `${words.editedAt} ` : ""}${clockTime(at)}`, mine ? h("span", { class: "ticks", "aria-hidden": "true" }, " ✓✓") : null);
  return h(
    "div",
    { class: `line${mine ? " mine" : ""}${theirs ? " theirs" : ""}${last ? " last" : ""}`, key: said.id, "data-message": said.id, role: "group", "aria-label": `${said.from.first_name}, ${clockTime(at)}`, tabindex: "-1" },
    theirs && last ? face(said.from.first_name, { bot: said.from.is_bot }) : null,
    h(
      "div",
      { class: `bubble${bare ? " bare" : ""}`, flash: JSON.stringify([said.text, said.buttons]) },
      theirs && first ? h("p", { class: "from" }, said.from.first_name, said.from.is_bot ? h("small", {}, ` ${words.bot}`) : null) : null,
      answered ? reference(answered, does) : null,
      attachment(said, does.fileUrl),
      said.text ? h("div", { class: "text" }, formatted(said.text, said.entities, does)) : null,
      h("p", { class: "below" }, said.reactions.length ? h("span", { class: "reactions" }, said.reactions.map((one) => reaction(one, does))) : null, when),
    ),
    keyboard(said, isBusy, does),
    tools(picking, offered, does),
  );
}

/** Some emoji are letters in older fonts unless they are asked to be pictures. */
const pictured = (emoji) => (/^[\u2600-\u27bf]$/.test(emoji) ? `${emoji}\ufe0f` : emoji);

/** The first words of a message, for where only a line fits. */
export function gist(said) {
  const sign = said.photo ? "🖼 " : said.document ? "📎 " : "";
  return sign + (said.text.split("\n")[0].slice(0, GIST) || (said.photo ? words.photo : (said.document?.name ?? "")));
}

const reference = (answered, does) =>
  h("button", { type: "button", class: "answered", on: { click: () => does.show(answered.id) } }, h("strong", {}, answered.from.first_name), " ", gist(answered));

function service(said) {
  const told = said.service;
  if (told.forum_topic_created) return words.topicOpened(told.forum_topic_created.name);
  if (told.forum_topic_closed) return words.topicClosed;
  if (told.forum_topic_reopened) return words.topicReopened;
  if (told.new_chat_members) return words.joined(told.new_chat_members.map((person) => person.first_name).join(", "));
  if (told.left_chat_member) return words.left(told.left_chat_member.first_name);
  return `${words.service}: ${Object.keys(told).join(", ")}`;
}

/** Few who reacted are shown by their faces, many by their number. */
const reaction = ({ emoji, count, mine, who = [] }, does) =>
  h(
    "button",
    { type: "button", key: emoji, "aria-pressed": String(mine), "aria-label": `${emoji} ${count}`, title: who.join(", "), on: { click: () => does.react(emoji) } },
    h("span", { class: "emoji" }, pictured(emoji)),
    who.length && count <= FACES ? who.map((name) => face(name)) : ` ${count}`,
  );

function keyboard(said, isBusy, does) {
  if (!said.buttons.length) return null;
  return h(
    "div",
    { class: "keyboard" },
    said.buttons.map((row, place) =>
      h(
        "div",
        { key: place },
        row.map((button) => key(button, isBusy(button), does)),
      ),
    ),
  );
}

function key(button, busy, does) {
  const press = () => {
    if (!button.url) busy || does.press(button);
    else if (!does.openLink(button.url)) window.open(button.url, "_blank", "noreferrer");
  };
  return h(
    "button",
    { type: "button", key: button.callback_data ?? button.url, class: `${button.style ?? ""}${busy ? " waits" : ""}`, "aria-busy": busy, on: { click: press } },
    button.text,
    button.url ? h("span", { class: "corner", "aria-hidden": "true" }, "↗") : null,
    busy ? h("span", { class: "corner spinner", "aria-hidden": "true" }) : null,
  );
}

function tools(picking, offered, does) {
  const shown = picking === "all" ? [...OFTEN, ...offered.filter((emoji) => !OFTEN.includes(emoji))] : OFTEN;
  const close = (event) => {
    if (event.key !== "Escape" || !picking) return;
    event.stopPropagation();
    does.pick();
  };
  return h(
    "div",
    { class: `tools${picking ? " open" : ""}${picking === "all" ? " all" : ""}`, on: { keydown: close } },
    picking
      ? [
          shown.map((emoji) => h("button", { type: "button", key: emoji, "aria-label": words.reactWith(emoji), on: { click: () => does.react(emoji) } }, pictured(emoji))),
          picking === "few" ? h("button", { type: "button", key: "all", "aria-label": words.moreReactions, on: { click: does.pickAll } }, "⌄") : null,
        ]
      : null,
    h(
      "button",
      { type: "button", key: "pick", class: "act", "aria-label": words.addReaction, "aria-expanded": String(Boolean(picking)), on: { click: does.pick } },
      picking ? "✕" : "☺",
    ),
    picking ? null : h("button", { type: "button", key: "reply", class: "act", "aria-label": words.reply, on: { click: does.reply } }, "↩"),
  );
}
