// One message: who, when, what, its reactions and the thread below it.

import { face } from "../initials.js";
import { clockTime, fromSlack, fullMoment } from "../moments.js";
import { h } from "../view.js";
import { words } from "../words.js";
import { blocks } from "./blocks.js";
import { OFFERED, emoji } from "./emoji.js";
import { sharedFile } from "./media.js";
import { mrkdwn } from "./text.js";

/** `does` are what can be done with it: react, thread (or null), dismiss, pick; `replies` how many stand below. */
export function message(said, { place, viewer, replies, picking, does }) {
  const at = fromSlack(said.ts);
  const shape = said.ephemeral ? " ephemeral" : "";
  return h(
    "article",
    { class: `message${shape}`, key: said.ts, "data-ts": said.ts, flash: JSON.stringify([said.blocks, said.text]) },
    said.ephemeral
      ? h(
          "p",
          { class: "only-you" },
          `👁 ${words.onlyYou} · `,
          h("button", { type: "button", class: "plain", on: { click: does.dismiss } }, words.dismiss),
        )
      : null,
    face(said.name, { bot: said.by_bot }),
    h(
      "div",
      { class: "said" },
      h(
        "p",
        { class: "who" },
        h("strong", {}, said.name),
        said.by_bot ? h("span", { class: "app" }, words.app) : null,
        h("time", { datetime: at.toISOString(), title: fullMoment(at) }, clockTime(at)),
      ),
      content(said, place),
      reactions(said, viewer, does),
      replies && does.thread
        ? h("button", { type: "button", class: "replies", on: { click: does.thread } }, `💬 ${words.replies(replies)}`)
        : null,
    ),
    said.ephemeral ? null : tools(said, picking, does),
  );
}

function content(said, place) {
  const files = said.files.map(sharedFile);
  if (said.blocks.length) return [h("div", { class: "blocks" }, blocks(said.blocks, place)), files];
  const text = said.text === "" && !files.length ? [h("em", {}, words.deleted)] : mrkdwn(said.text, place.world);
  return [h("div", { class: "text" }, text, said.edited ? h("small", {}, ` ${words.edited}`) : null), files];
}

function reactions(said, viewer, does) {
  const given = Object.entries(said.reactions);
  if (!given.length) return null;
  return h(
    "div",
    { class: "reactions" },
    given.map(([name, users]) => {
      const mine = users.includes(viewer);
      return h(
        "button",
        { type: "button", key: name, "aria-pressed": String(mine), "aria-label": `${name}: ${users.length}`, on: { click: () => does.react(name, mine) } },
        `${emoji(name)} ${users.length}`,
      );
    }),
  );
}

function tools(said, picking, does) {
  return h(
    "div",
    { class: `tools${picking ? " open" : ""}` },
    picking
      ? OFFERED.map((name) =>
          h(
            "button",
            { type: "button", key: name, "aria-label": words.reactWith(name), title: `:${name}:`, on: { click: () => does.react(name, false) } },
            emoji(name),
          ),
        )
      : null,
    h(
      "button",
      { type: "button", key: "pick", "aria-label": words.addReaction, "aria-expanded": String(picking), title: words.addReaction, on: { click: does.pick } },
      picking ? "✕" : "☺",
    ),
    does.thread
      ? h("button", { type: "button", key: "thread", "aria-label": words.replyInThread, title: words.replyInThread, on: { click: does.thread } }, "💬")
      : null,
  );
}
