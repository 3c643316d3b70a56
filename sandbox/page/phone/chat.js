// One chat, or one topic of a group, and the place to write in it.

import { commandsFor } from "../complete.js";
import { composer } from "../composer.js";
import { dayName } from "../moments.js";
import { h } from "../view.js";
import { walkFrom } from "../walking.js";
import { words } from "../words.js";
import { bubble, gist } from "./bubble.js";

const FAR_FROM_END = 160;

export function chat(pane, open, topic) {
  const shown = open.forum ? open.messages.filter((said) => (said.topic ?? 0) === topic) : open.messages;
  const last = shown[shown.length - 1];
  const key = pane.placeKey(open.id, open.forum ? topic : null);
  if (last && document.visibilityState === "visible") pane.seen[key] = last.id;
  const its = open.forum ? open.topics.find((one) => one.id === topic) : null;
  const name = open.forum ? (its?.name ?? words.general) : open.title;
  const back = () => (open.forum ? pane.go(open.id, null) : pane.go(null, null));
  const under = open.type === "private" ? words.bot : open.forum ? open.title : words.members(open.members.length);
  return [
    pane.top(name, under, back, { bot: open.type === "private", topic: open.forum }),
    h(
      "div",
      { class: "messages", key: `messages-${key}`, "data-at-end": "", role: "log", tabindex: "0", "aria-label": name, on: { scroll: (event) => pane.scrolled(event.target, FAR_FROM_END), keydown: walkFrom(".line") } },
      withDays(pane, open, shown),
    ),
    pane.away
      ? h("button", { type: "button", class: "to-end", key: "to-end", "aria-label": words.toEnd, title: words.toEnd, on: { click: () => pane.toEnd() } }, "⌄")
      : null,
    foot(pane, open, key, its),
  ];
}

function withDays(pane, open, messages) {
  let day = "";
  return messages.map((said, place) => {
    const its = dayName(new Date(said.date));
    const mark = its === day ? null : h("p", { class: "notice day", key: `day-${its}` }, its);
    day = its;
    const before = mark ? null : messages[place - 1];
    const after = messages[place + 1];
    const goesOn = (one) => one && one.from.id === said.from.id && !Object.keys(one.service).length;
    return [mark, drawn(pane, open, said, { first: !goesOn(before), last: !goesOn(after) || dayName(new Date(after.date)) !== its })];
  });
}

function drawn(pane, open, said, run) {
  const at = `${open.id}/${said.id}`;
  const pick = (which) => {
    pane.picking = which ? { at, which } : null;
    pane.changed();
  };
  const answered = open.messages.find((one) => one.id === said.reply_to);
  const draw = () =>
    bubble(said, {
      ...run,
      viewer: pane.viewer,
      inGroup: open.type !== "private",
      answered,
      picking: pane.picking?.at === at ? pane.picking.which : null,
      offered: pane.state.reactions,
      isBusy: (button) => pane.busy.has(pane.busyKey(said.id, button)),
      does: {
        press: (button) => pane.press(said.id, button),
        react: (emoji) => pane.react(said, emoji),
        openLink: pane.openLink,
        say: (text) => pane.say(text, null),
        fileUrl: (file) => `/telegram/control/file/${encodeURIComponent(file.file_id)}`,
        show: (id) => pane.show(id),
        unfolded: (offset) => pane.unfolded.has(`${at}/${offset}`),
        unfold: (offset) => {
          const fold = `${at}/${offset}`;
          if (!pane.unfolded.delete(fold)) pane.unfolded.add(fold);
          pane.changed();
        },
        pick: () => pick(pane.picking?.at === at ? null : "few"),
        pickAll: () => {
          pick("all");
          requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector(".line .tools.all button")?.focus()));
        },
        reply: () => {
          pane.replyTo = said.id;
          pane.picking = null;
          pane.changed();
        },
      },
    });
  return pane.drawings.of(said, pane.stampOf(open, said, run, answered), draw);
}

function foot(pane, open, key, topic) {
  const isNew = open.type === "private" && (!pane.state.started || pane.viewer in pane.payloads);
  if (isNew) {
    return h(
      "div",
      { class: "start", key: "start" },
      h("p", {}, words.startHint),
      h("button", { type: "button", on: { click: () => pane.start() } }, words.startBot),
    );
  }
  if (topic?.closed) return h("p", { class: "closed", key: "closed" }, words.topicIsClosed);
  const asked = open.prompt !== null && !pane.declined.has(`${open.id}/${open.prompt}`) ? open.prompt : null;
  const target = pane.replyTo ?? asked;
  const answered = open.messages.find((said) => said.id === target);
  const decline = () => {
    if (asked !== null) pane.declined.add(`${open.id}/${asked}`);
    pane.replyTo = null;
    pane.changed();
  };
  const send = (text) => {
    pane.drafts[key] = "";
    return pane.say(text, target);
  };
  return [
    pane.menu ? menu(pane, open) : null,
    answered
      ? h(
          "div",
          { class: "replying", key: "replying", role: "status" },
          h("span", { class: "sign", "aria-hidden": "true" }, "↩"),
          h("span", {}, h("strong", {}, `${words.answerTo} ${answered.from.first_name}`), h("br"), gist(answered)),
          h("button", { type: "button", class: "plain", "aria-label": words.cancelReply, on: { click: decline } }, "✕"),
        )
      : null,
    composer({
      // A forced reply opens the keyboard by itself, and it stays open for who was writing.
      key: `write-${key}-${target ?? ""}`,
      focus: target !== null || document.activeElement?.matches("section.phone .composer textarea"),
      label: words.message,
      draft: () => pane.drafts[key] ?? "",
      set: (text) => {
        pane.drafts[key] = text;
      },
      send,
      completion: pane.completion(key),
      offers: (text) => (pane.menu ? [] : commandsFor(text, commandsOf(open))),
      // A command that is chosen is sent at once.
      taken: (offer) => send(offer.key),
      before: open.commands.length ? menuButton(pane, open) : null,
    }),
  ];
}

const commandsOf = (open) => open.commands.map((one) => ({ ...one, command: `/${one.command}` }));

function menuButton(pane, open) {
  const inPrivate = open.type === "private";
  const toggle = () => {
    pane.menu = !pane.menu;
    pane.changed();
  };
  return h(
    "button",
    { type: "button", key: "slash", class: `plain slash${inPrivate ? " wide" : ""}`, "aria-label": words.commands, "aria-expanded": String(pane.menu), on: { click: toggle } },
    inPrivate ? [h("span", { "aria-hidden": "true" }, pane.menu ? "✕" : "☰"), ` ${words.menu}`] : "/",
  );
}

const menu = (pane, open) =>
  h(
    "ul",
    { class: "menu", key: "menu", "aria-label": words.commands, on: { keydown: (event) => event.key === "Escape" && pane.closeMenu() } },
    commandsOf(open).map(({ command, description }) =>
      h(
        "li",
        { key: command },
        h("button", { type: "button", on: { click: () => pane.say(command, null) } }, h("strong", {}, command), h("span", {}, description)),
      ),
    ),
  );
