// One message: who, when, what, its reactions and the thread below it.

import { face } from "../initials.js";
import { clockTime, fromSlack, fullMoment } from "../moments.js";
import { h } from "../view.js";
import { words } from "../words.js";
import { blocks } from "./blocks.js";
import { QUICK, emoji } from "./emoji.js";
import { sharedFile } from "./media.js";
import { picker } from "./picker.js";
import { emojiName } from "./spoken.js";
import { mrkdwn } from "./text.js";

const FACES = 4;

/** `does` are what can be done with it: react, thread (or null), dismiss, pick; `replies` stand in the thread below it,
 *  `root` above it where a reply is shown in the channel as well. `compact`: somebody goes on talking. */
export function message(said, { place, viewer, replies, root = null, compact = false, picking = null, does }) {
  const at = fromSlack(said.ts);
  const shape = `${said.ephemeral ? " ephemeral" : ""}${compact ? " compact" : ""}`;
  const when = h("time", { datetime: at.toISOString(), title: fullMoment(at) }, clockTime(at));
  return h(
    "article",
    {
      class: `message${shape}`,
      key: said.ts,
      "data-ts": said.ts,
      "aria-label": `${said.name}, ${clockTime(at)}`,
      tabindex: "-1",
      flash: JSON.stringify([said.blocks, said.text]),
    },
    said.ephemeral
      ? h(
          "p",
          { class: "only-you" },
          h("span", { "aria-hidden": "true" }, "👁 "),
          `${words.onlyYou} · `,
          h("button", { type: "button", class: "plain", on: { click: does.dismiss } }, words.dismiss),
        )
      : null,
    compact ? h("span", { class: "gutter" }, when) : face(said.name, { bot: said.by_bot }),
    h(
      "div",
      { class: "said" },
      compact ? null : h("p", { class: "who" }, h("strong", {}, said.name), said.by_bot ? h("span", { class: "app" }, words.app) : null, when),
      root ? h("p", { class: "reply-to" }, `${words.repliedTo} `, h("button", { type: "button", class: "plain", on: { click: does.thread } }, gist(root))) : null,
      content(said, place),
      reactions(said, viewer, place, does),
      replies.length && does.thread ? threadBelow(replies, does.thread) : null,
    ),
    said.ephemeral ? null : tools(picking, does),
  );
}

/** The first words of a message, for where only a line fits. */
export const gist = (said) => said.text.split("\n")[0].slice(0, 80) || "…";

function content(said, place) {
  const files = said.files.map(sharedFile);
  if (said.blocks.length) return [h("div", { class: "blocks" }, blocks(said.blocks, place)), files];
  const text = said.text === "" && !files.length ? [h("em", {}, words.deleted)] : mrkdwn(said.text, place.world);
  return [h("div", { class: "text" }, text, said.edited ? h("small", {}, ` ${words.edited}`) : null), files];
}

function reactions(said, viewer, place, does) {
  const given = Object.entries(said.reactions);
  if (!given.length) return null;
  const nameOf = (user) => (user === viewer ? words.you : (place.world.personName(user) ?? user));
  return h(
    "div",
    { class: "reactions" },
    given.map(([name, users]) => {
      const mine = users.includes(viewer);
      const who = users.map(nameOf).join(", ");
      return h(
        "button",
        {
          type: "button",
          key: name,
          "aria-pressed": String(mine),
          "aria-label": `${emojiName(name)}: ${users.length} (${who})`,
          title: words.reactedWith(who, name),
          on: { click: () => does.react(name, mine) },
        },
        h("span", { class: "emoji" }, emoji(name)),
        ` ${users.length}`,
      );
    }),
    h("button", { type: "button", class: "another", key: "another", "aria-label": words.anotherReaction, title: words.anotherReaction, on: { click: does.pick } }, "☺+"),
  );
}

function threadBelow(replies, open) {
  const names = [...new Map(replies.map((one) => [one.user, one])).values()].slice(0, FACES);
  const last = fromSlack(replies[replies.length - 1].ts);
  return h(
    "button",
    { type: "button", class: "replies", on: { click: open } },
    names.map((one) => face(one.name, { bot: one.by_bot })),
    h("span", { class: "count" }, words.replies(replies.length)),
    h("small", {}, ` ${words.lastReply(clockTime(last))}`),
  );
}

function tools(picking, does) {
  return h(
    "div",
    { class: `tools${picking ? " open" : ""}` },
    picking ? picker(picking) : QUICK.map((name) => tool(name, words.reactWith(emojiName(name)), emoji(name), () => does.react(name, false), { class: "quick" })),
    tool("pick", words.addReaction, "☺", does.pick, { "aria-expanded": String(Boolean(picking)) }),
    does.thread ? tool("thread", words.replyInThread, "💬", does.thread) : null,
  );
}

const tool = (key, label, sign, go, more = {}) => h("button", { type: "button", key, "aria-label": label, title: label, ...more, on: { click: go } }, sign);
