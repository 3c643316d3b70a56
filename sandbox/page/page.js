// The page: who one is on top; the customer, Slack and the phone below it, all alive.

import { CustomerPane } from "./customer.js";
import { face } from "./initials.js";
import { clockTime, dayName, demoNow, setClock } from "./moments.js";
import { PhonePane } from "./phone/pane.js";
import { SlackPane } from "./slack/pane.js";
import { h, keepAtEnd, show } from "./view.js";
import { get, listen } from "./wire.js";
import { speak, words } from "./words.js";

const root = document.querySelector("#page");
const NARROW_TABS = ["customer", "slack", "telegram"];

let scene = null;
let actor = null;
let tab = "slack";
let connected = true;
let drawing = false;

function changed() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    draw();
  });
}

/** Links to our own Telegram bot open on the phone beside. */
function openLink(url) {
  const bot = phone.state?.bot.username;
  const found = /^(?:https?:\/\/t\.me\/|tg:\/\/resolve\?domain=)(\w+)[?&]start=([\w-]*)/i.exec(url);
  if (!found || found[1].toLowerCase() !== bot?.toLowerCase()) return false;
  tab = "telegram";
  phone.begin(found[2]);
  return true;
}

const customer = new CustomerPane({ changed });
const slack = new SlackPane({ changed, openLink });
const phone = new PhonePane({ changed, openLink });

async function become(key) {
  actor = scene.people.find((person) => person.key === key) ?? scene.people[0];
  history.replaceState(null, "", `#${actor.key}`);
  const team = scene.teams.find((one) => one.key === actor.team);
  await Promise.all([
    slack.look(actor.slack, team.channel),
    phone.look(actor.telegram, { chat: team.group, topic: team.topic }),
  ]);
}

/** Asks a side for its state again, once more if it changed meanwhile. */
function refresher(pane) {
  let running = false;
  let again = false;
  return async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    do {
      again = false;
      await pane.refresh().catch(() => {});
    } while (again);
    running = false;
  };
}

function draw() {
  if (!scene) return;
  const settle = keepAtEnd(root);
  show(root, [
    h("header", { class: "top" }, h("div", { class: "name" }, h("h1", {}, words.title), h("p", {}, words.tagline)), people(), clock()),
    connected ? null : h("p", { class: "lost", role: "alert" }, words.lost),
    h(
      "main",
      { "data-tab": tab },
      h("section", { class: "pane customer", "aria-label": words.customer }, customer.view()),
      h("section", { class: "pane slack", "aria-label": words.slack }, slack.view()),
      h("section", { class: "pane phone", "aria-label": words.telegram }, h("div", { class: "case" }, phone.view())),
    ),
    tabs(),
  ]);
  settle();
}

function people() {
  return h(
    "fieldset",
    { class: "people" },
    h("legend", {}, words.actAs),
    scene.people.map((person) =>
      h(
        "label",
        { key: person.key, title: `${person.name}: ${person.role}`, class: person === actor ? "chosen" : "" },
        h("input", {
          type: "radio",
          name: "actor",
          value: person.key,
          checked: person === actor,
          on: { change: () => become(person.key) },
        }),
        face(person.name),
        h("span", {}, h("strong", {}, person.name.split(" ")[0]), h("small", {}, person.role)),
      ),
    ),
  );
}

function clock() {
  const now = demoNow();
  return h("p", { class: "clock", title: words.clock }, h("strong", {}, clockTime(now)), h("small", {}, dayName(now)));
}

function tabs() {
  const unread = { customer: 0, slack: slack.unreadInAll, telegram: phone.unreadInAll };
  return h(
    "nav",
    { class: "tabs" },
    NARROW_TABS.map((name) =>
      h(
        "button",
        {
          type: "button",
          key: name,
          "aria-current": tab === name ? "true" : undefined,
          on: {
            click: () => {
              tab = name;
              changed();
            },
          },
        },
        words[name],
        unread[name] ? h("span", { class: "badge", "aria-label": words.unread(unread[name]) }, String(unread[name])) : null,
      ),
    ),
  );
}

async function begin() {
  scene = await get("/scene");
  speak(scene.language);
  setClock(scene.language, scene.timezone, scene.now);
  slack.organisation = scene.organisation;
  customer.meet(scene);
  await become(location.hash.slice(1));
  const refresh = { slack: refresher(slack), telegram: refresher(phone) };
  listen(
    (news) => {
      if (news) {
        refresh[news.side]();
        return;
      }
      connected = true;
      refresh.slack();
      refresh.telegram();
    },
    () => {
      connected = false;
      changed();
    },
  );
  setInterval(changed, 15000);
  document.addEventListener("visibilitychange", changed);
}

begin();
