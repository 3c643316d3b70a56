// On top: what this is, the time, what else there is to see, and who one is.

import { face } from "./initials.js";
import { h } from "./view.js";
import { language, words } from "./words.js";

export function brandBar({ time, tools, speakAs, note }) {
  return h(
    "header",
    { class: "top" },
    h(
      "div",
      { class: "name" },
      h("img", { src: "/page/icon.svg", alt: "", width: "26", height: "26" }),
      h("div", {}, h("h1", {}, words.title), h("p", {}, words.tagline)),
    ),
    time,
    h(
      "nav",
      { class: "tools", "aria-label": words.tools },
      tools.map(({ name, icon, label, pressed, press, href }) =>
        href
          ? h("a", { class: "tool", key: name, href, "data-tool": name, "aria-label": label }, h("span", { "aria-hidden": "true" }, icon), h("span", { class: "label" }, label))
          : h(
              "button",
              { type: "button", class: "tool", key: name, "data-tool": name, "aria-label": label, "aria-expanded": String(pressed), on: { click: press } },
              h("span", { "aria-hidden": "true" }, icon),
              h("span", { class: "label" }, label),
            ),
      ),
      h("div", { class: "tongue", key: "tongue" }, languages(speakAs), h("p", { class: note ? "note" : "unseen", role: "status" }, note)),
    ),
  );
}

export function languages(speakAs) {
  return h(
    "div",
    { class: "languages", role: "group", "aria-label": words.pageLanguage },
    ["nl", "en"].map((one) =>
      h(
        "button",
        { type: "button", key: one, lang: one, "aria-pressed": String(language() === one), on: { click: () => speakAs(one) } },
        one.toUpperCase(),
      ),
    ),
  );
}

export function peopleBar({ people, actor, become }) {
  return h(
    "fieldset",
    { class: "people" },
    h("legend", {}, words.actAs),
    people.map((person) => {
      const role = person.role[language()];
      return h(
        "label",
        { key: person.key, title: `${person.name}: ${role}`, class: person === actor ? "chosen" : "", "data-person": person.key },
        h("input", { type: "radio", name: "actor", value: person.key, checked: person === actor, on: { change: () => become(person.key) } }),
        face(person.name),
        h("span", {}, h("strong", {}, person.name.split(" ")[0]), h("small", {}, role)),
      );
    }),
  );
}
