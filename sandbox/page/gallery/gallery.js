// The gallery: every example on both platforms and in both languages, drawn by the page's own renderers.

import { languages } from "../header.js";
import { setClock, speakTimes } from "../moments.js";
import { stillBubble } from "../phone/still.js";
import { withEmoji } from "../slack/emoji.js";
import { stillMessage, stillModal } from "../slack/still.js";
import { unescaped } from "../slack/text.js";
import { inBrowser } from "../store.js";
import { h, show } from "../view.js";
import { get } from "../wire.js";
import { language, speak, words } from "../words.js";

const root = document.querySelector("#gallery");
const LANGUAGE = "klankbord-language";
const PEOPLE = { U0ANNA: "Anna Visser", U0BORIS: "Boris Jansen", U0FATIMA: "Fatima El Amrani" };

const chosen = { wanted: "", platform: "both", language: "both", width: "wide" };
let examples = [];
let now = null;

function speakAs(one) {
  inBrowser.write(LANGUAGE, one);
  speak(one);
  speakTimes(language());
  draw();
}

function draw() {
  const phrases = words.gallery;
  document.title = `${phrases.title} · ${words.title}`;
  const found = examples.filter((one) => one.text.includes(chosen.wanted.trim().toLowerCase()));
  show(root, [
    h(
      "header",
      { class: "top" },
      h("div", { class: "name" }, h("img", { src: "/page/icon.svg", alt: "", width: "26", height: "26" }), h("div", {}, h("h1", {}, phrases.title), h("p", {}, phrases.intro))),
      h("nav", { class: "tools", "aria-label": words.tools }, h("a", { class: "tool", href: "/" }, `← ${phrases.back}`), languages(speakAs)),
    ),
    h("search", { class: "sieve" }, search(phrases, found), sieve("platform", { both: phrases.both, slack: words.slack, telegram: words.telegram }), sieve("language", { both: phrases.both, nl: phrases.nl, en: phrases.en }), sieve("width", { wide: phrases.wide, narrow: phrases.narrow })),
    h("main", { class: `hall ${chosen.width}`, key: "hall" }, found.length ? found.map(example) : h("p", { class: "empty" }, phrases.nothing)),
  ]);
}

const search = (phrases, found) => [
  h("input", {
    type: "search",
    "aria-label": phrases.search,
    placeholder: phrases.search,
    value: chosen.wanted,
    on: {
      input: (event) => {
        chosen.wanted = event.target.value;
        draw();
      },
    },
  }),
  h("p", { role: "status" }, phrases.found(found.length, examples.length)),
];

function sieve(what, options) {
  return h(
    "div",
    { class: "choice", role: "group", "aria-label": words.gallery[what], key: what },
    Object.entries(options).map(([value, label]) =>
      h(
        "button",
        {
          type: "button",
          key: value,
          "aria-pressed": String(chosen[what] === value),
          on: {
            click: () => {
              chosen[what] = value;
              draw();
            },
          },
        },
        label,
      ),
    ),
  );
}

/** What a notification or a screen reader says of it, in the page's language. */
function summary({ kind, payload }) {
  const [first] = (kind === "modal" ? payload.title.text : payload.text).split("\n");
  return withEmoji(unescaped(first));
}

const among = (choice, all) => (choice === "both" ? all : [choice]);

function example({ name, drawn }) {
  const platforms = among(chosen.platform, ["slack", "telegram"]);
  return h(
    "article",
    { key: name, "data-example": name, class: platforms.length === 1 ? "alone" : "" },
    h("h2", { lang: language() }, summary(drawn[language()].slack)),
    h("p", { class: "code" }, name),
    h(
      "div",
      { class: "frames" },
      among(chosen.language, ["nl", "en"]).flatMap((spoken) => platforms.map((platform) => frame(name, platform, spoken, drawn[spoken][platform]))),
    ),
  );
}

function frame(name, platform, spoken, payload) {
  const at = `${name}-${platform}-${spoken}`;
  return h(
    "figure",
    { key: at, "data-drawing": `${platform}-${spoken}` },
    h("figcaption", {}, words[platform], h("span", { lang: spoken }, spoken.toUpperCase())),
    h(
      "div",
      { class: `frame ${platform}`, role: "group", lang: spoken, "aria-label": words.gallery.drawing(name, words[platform], words.gallery[spoken]) },
      platform === "slack" ? onSlack(payload, at) : payload.map((message, place) => stillBubble(message, { at: `${at}-${place}`, when: now })),
    ),
  );
}

const onSlack = ({ kind, payload }, at) =>
  kind === "modal" ? stillModal(payload, { at, people: PEOPLE }) : stillMessage(payload, { at, people: PEOPLE, ephemeral: kind === "private" });

async function begin() {
  const scene = await get("/scene");
  const cards = await get("/gallery/cards");
  now = new Date(cards.now);
  setClock(scene.timezone, cards.now);
  examples = cards.examples.map((one) => ({ ...one, text: JSON.stringify(one).toLowerCase() }));
  const address = new URLSearchParams(location.search);
  chosen.wanted = address.get("search") ?? "";
  speak(address.get("language") ?? inBrowser.read(LANGUAGE) ?? scene.language);
  speakTimes(language());
  draw();
}

begin();
