// One chat, or one topic of a group, and the place to write in it.

import { composer } from "../composer.js";
import { dayName } from "../moments.js";
import { h } from "../view.js";
import { words } from "../words.js";
import { bubble } from "./bubble.js";

export function chat(pane, open, topic) {
  const shown = open.forum ? open.messages.filter((said) => (said.topic ?? 0) === topic) : open.messages;
  const last = shown[shown.length - 1];
  const key = pane.placeKey(open.id, open.forum ? topic : null);
  if (last && document.visibilityState === "visible") pane.seen[key] = last.id;
  const name = open.forum ? (open.topics.find((one) => one.id === topic)?.name ?? words.general) : open.title;
  const back = () => (open.forum ? pane.go(open.id, null) : pane.go(null, null));
  const under = open.type === "private" ? words.bot : open.forum ? open.title : words.members(open.members.length);
  return [
    pane.top(name, under, back),
    h(
      "div",
      { class: "messages", key: `messages-${key}`, "data-at-end": "", role: "log", tabindex: "0", "aria-label": name },
      withDays(shown, (said) => drawn(pane, open, said)),
    ),
    foot(pane, open, key),
  ];
}

function withDays(messages, draw) {
  let day = "";
  return messages.flatMap((said) => {
    const its = dayName(new Date(said.date));
    const mark = its === day ? null : h("p", { class: "notice day", key: `day-${its}` }, its);
    day = its;
    return [mark, draw(said)];
  });
}

function drawn(pane, open, said) {
  const at = `${open.id}/${said.id}`;
  return bubble(said, {
    viewer: pane.viewer,
    inGroup: open.type !== "private",
    answered: open.messages.find((one) => one.id === said.reply_to),
    picking: pane.picking === at,
    isBusy: (button) => pane.busy.has(pane.busyKey(said.id, button)),
    does: {
      press: (button) => pane.press(said.id, button),
      react: (emoji) => pane.react(said, emoji),
      openLink: pane.openLink,
      say: (text) => pane.say(text, null),
      unfolded: (offset) => pane.unfolded.has(`${at}/${offset}`),
      unfold: (offset) => {
        const fold = `${at}/${offset}`;
        if (!pane.unfolded.delete(fold)) pane.unfolded.add(fold);
        pane.changed();
      },
      pick: () => {
        pane.picking = pane.picking === at ? null : at;
        pane.changed();
      },
      reply: () => {
        pane.replyTo = said.id;
        pane.picking = null;
        pane.changed();
      },
    },
  });
}

function foot(pane, open, key) {
  const isNew = open.type === "private" && (!pane.state.started || pane.viewer in pane.payloads);
  if (isNew) {
    return h(
      "div",
      { class: "start", key: "start" },
      h("p", {}, words.startHint),
      h("button", { type: "button", on: { click: () => pane.start() } }, words.startBot),
    );
  }
  const asked = open.prompt !== null && !pane.declined.has(`${open.id}/${open.prompt}`) ? open.prompt : null;
  const target = pane.replyTo ?? asked;
  const answered = open.messages.find((said) => said.id === target);
  const decline = () => {
    if (asked !== null) pane.declined.add(`${open.id}/${asked}`);
    pane.replyTo = null;
    pane.changed();
  };
  return [
    pane.menu ? menu(pane, open) : null,
    answered
      ? h(
          "p",
          { class: "replying", key: "replying" },
          h("span", {}, h("strong", {}, `${words.answerTo} ${answered.from.first_name}`), h("br"), answered.text.slice(0, 120)),
          h("button", { type: "button", class: "plain", "aria-label": words.cancelReply, on: { click: decline } }, "✕"),
        )
      : null,
    composer({
      // A forced reply opens the keyboard by itself.
      key: `write-${key}-${target ?? ""}`,
      focus: target !== null,
      label: words.message,
      draft: () => pane.drafts[key] ?? "",
      set: (text) => {
        pane.drafts[key] = text;
      },
      send: (text) => {
        pane.drafts[key] = "";
        pane.say(text, target);
      },
      before: open.commands.length
        ? h(
            "button",
            {
              type: "button",
              class: "plain slash",
              "aria-label": words.commands,
              "aria-expanded": String(pane.menu),
              on: {
                click: () => {
                  pane.menu = !pane.menu;
                  pane.changed();
                },
              },
            },
            "/",
          )
        : null,
    }),
  ];
}

const menu = (pane, open) =>
  h(
    "ul",
    { class: "menu", key: "menu" },
    open.commands.map(({ command, description }) =>
      h(
        "li",
        { key: command },
        h("button", { type: "button", on: { click: () => pane.say(`/${command}`, null) } }, h("strong", {}, `/${command}`), ` ${description}`),
      ),
    ),
  );
