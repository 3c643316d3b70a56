// The page: the time, the tour and who one is on top; the customer, Slack and the phone below it, all alive.

import { CustomerPane } from "./customer.js";
import { brandBar, peopleBar } from "./header.js";
import { shows, watchWidth } from "./layout.js";
import { keepWhenLeaving, recall } from "./lasting.js";
import { Line } from "./line/drawer.js";
import { demoNow, setClock, setNow, speakTimes } from "./moments.js";
import { PhonePane } from "./phone/pane.js";
import { skips } from "./skips.js";
import { SlackPane } from "./slack/pane.js";
import { inBrowser } from "./store.js";
import { TimeMachine } from "./time/machine.js";
import { Tour } from "./tour/tour.js";
import { h, keepAtEnd, show } from "./view.js";
import { get, listen } from "./wire.js";
import { language, speak, words } from "./words.js";

const root = document.querySelector("#page");
const SIDES = ["customer", "slack", "telegram"];
const LANGUAGE = "klankbord-language";
const NOTE = 8000;

let scene = null;
let actor = null;
let tab = "slack";
let connected = true;
let drawing = false;
let note = "";
let noteEnds = null;

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
const time = new TimeMachine({ changed });
const line = new Line({ changed });
const lasting = {
  entries: slack.entries,
  slackDrafts: slack.drafts,
  slackSeen: slack.seen,
  phoneDrafts: phone.drafts,
  phoneSeen: phone.seen,
};
const tour = new Tour({
  changed,
  world: () => ({ actor, customer, slack, phone, time, now: demoNow(), shows: (side) => shows(side, tab), team: (key) => scene.teams.find((one) => one.key === key) }),
  nameOf: (key) => scene.people.find((one) => one.key === key).name.split(" ")[0],
});

function speakAs(chosen) {
  inBrowser.write(LANGUAGE, chosen);
  speak(chosen);
  speakTimes(language());
  note = chosen === scene.language ? "" : words.onlyThePage;
  clearTimeout(noteEnds);
  noteEnds = setTimeout(endNote, NOTE);
  changed();
}

/** It has been read by whoever presses on. */
function endNote() {
  if (!note) return;
  note = "";
  changed();
}

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
    try {
      do {
        again = false;
        await pane.refresh();
      } while (again);
    } finally {
      running = false;
    }
  };
}

function draw() {
  if (!scene) return;
  const settle = keepAtEnd(root);
  const panes = { customer: customer.view(), slack: slack.view(), telegram: h("div", { class: "case" }, phone.view()) };
  show(root, [
    skips(SIDES, skipTo),
    h(
      "div",
      { class: "above", key: "above" },
      brandBar({ time: time.view(), tools: tools(), speakAs, note }),
      peopleBar({ people: scene.people, actor, become }),
      tour.view(),
    ),
    connected ? null : h("p", { class: "lost", role: "alert", key: "lost" }, words.lost),
    h(
      "main",
      // Whose Slack and phone these are: for a moment, and as long as nobody answers, still those of who one was.
      { "data-tab": tab, key: "main", "data-who": [slack, phone].some((one) => one.coming) ? undefined : actor.key },
      pane("customer", "customer", panes.customer),
      pane("slack", "slack", panes.slack, slack.coming),
      pane("telegram", "phone", panes.telegram, phone.coming),
    ),
    line.view(),
    tabs(),
  ]);
  settle();
}

const pane = (name, looks, inside, coming = null) =>
  h("section", { class: `pane ${looks}`, key: name, "data-pane": name, "aria-label": words[name], tabindex: "-1", inert: Boolean(coming), "aria-busy": Boolean(coming) }, inside);

const tools = () => [
  { name: "tour", icon: "🧭", label: words.tour.name, pressed: tour.running, press: () => tour.toggle() },
  { name: "gallery", icon: "🖼️", label: words.gallery.title, href: "/gallery" },
  { name: "line", icon: "🔌", label: words.line.open, pressed: line.open, press: () => line.toggle() },
];

function turnTo(side) {
  tab = side;
  changed();
}

function skipTo(side) {
  turnTo(side);
  requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector(`[data-pane=${side}]`)?.focus()));
}

function tabs() {
  const unread = { customer: 0, slack: slack.unreadInAll, telegram: phone.unreadInAll };
  return h(
    "nav",
    { class: "tabs", key: "tabs", "aria-label": words.sides },
    SIDES.map((name) =>
      h(
        "button",
        {
          type: "button",
          key: name,
          "data-tab": name,
          "aria-current": tab === name ? "true" : undefined,
          on: { click: () => turnTo(name) },
        },
        words[name],
        unread[name] ? h("span", { class: "badge", "aria-label": words.unread(unread[name]), role: "img" }, String(unread[name])) : null,
      ),
    ),
  );
}

function hear(news, refresh) {
  if (news.side === "time") {
    setNow(news.now);
    changed();
  } else if (news.side === "wire") {
    line.refresh();
    tour.heard();
  } else refresh[news.side]();
}

/** Was the demo started anew meanwhile? What is typed stays; what the old one numbered means nothing to this one. */
async function meetAgain() {
  const now = await get("/scene").catch(() => null);
  if (!now || now.world === scene.world) return;
  scene.world = now.world;
  customer.sent = null;
  for (const part of [slack.entries, slack.seen, phone.seen]) {
    for (const name of Object.keys(part)) delete part[name];
  }
  tour.moveTo(scene.world);
  changed();
}

async function begin() {
  scene = await get("/scene");
  setClock(scene.timezone, scene.now);
  const spoken = new URLSearchParams(location.search).get("language") ?? inBrowser.read(LANGUAGE) ?? scene.language;
  speak(spoken);
  speakTimes(language());
  slack.organisation = scene.organisation;
  customer.meet(scene);
  tour.resume(scene.world);
  recall(scene.world, lasting);
  keepWhenLeaving(() => scene.world, lasting);
  const inAddress = () => location.hash.slice(1);
  await become(inAddress());
  addEventListener("hashchange", () => inAddress() !== actor.key && become(inAddress()));
  await time.refresh();
  const refresh = { slack: refresher(slack), telegram: refresher(phone) };
  listen(
    (news) => {
      if (news) {
        hear(news, refresh);
        return;
      }
      connected = true;
      for (const part of [customer, slack, time]) part.calm();
      meetAgain();
      time.refresh();
      refresh.slack();
      refresh.telegram();
    },
    () => {
      connected = false;
      changed();
    },
  );
  setInterval(changed, 15000);
  watchWidth(changed);
  root.addEventListener("click", endNote, { capture: true });
  document.addEventListener("visibilitychange", changed);
}

begin();
