// Where things stand on the page, for the tour to point at. All of it is read from what the panes show.

import { fromSlack } from "../moments.js";

const CODE = /^([a-z]\d+):(\d+)$/;
const SUPPORT = "support";
const STORY = "promise";

const slackButtons = (said) => (said.blocks ?? []).flatMap((block) => [...(block.elements ?? []), ...(block.accessory ? [block.accessory] : [])]);

/** What can be pressed on a Slack message: [code, id] of each button. */
const codesOnSlack = (said) => slackButtons(said).map((button) => CODE.exec(button.value ?? "")?.slice(1)).filter(Boolean);
const codesOnPhone = (said) => said.buttons.flat().map((button) => CODE.exec(button.callback_data ?? "")?.slice(1)).filter(Boolean);

const roomOf = (world) => world.slack.state?.channels.find((one) => one.id === world.team(SUPPORT).channel);
const groupOf = (world) => world.phone.state?.chats.find((one) => one.id === world.team(SUPPORT).group);

/** A case's card lets one look at its details; a digest only lets one take it. */
const isCard = (codes) => codes.some(([code]) => code === "d1");

/** What things are called where they stand, whatever the page itself speaks. */
export function names(world) {
  const { scene, story } = world.customer;
  const ours = story.key === STORY ? story : scene.stories.find((one) => one.key === STORY && one.language === scene.language);
  const { name, topic } = world.team(SUPPORT);
  const group = groupOf(world);
  return {
    story: ours.title,
    room: roomOf(world)?.name ?? SUPPORT,
    team: group?.title ?? name,
    topic: group?.topics.find((one) => one.id === topic)?.name ?? "",
  };
}

export const hasChosenStory = (world) => world.customer.story.key === STORY;

/** The card of a case in the team's channel: its message and which of its buttons there are; null when it is not there. */
export function cardOnSlack(world, number) {
  for (const said of roomOf(world)?.messages ?? []) {
    const codes = codesOnSlack(said).filter(([, id]) => id === String(number));
    const inChannel = !said.ephemeral && (!said.thread_ts || said.thread_ts === said.ts);
    if (inChannel && isCard(codes)) return { said, codes: codes.map(([code]) => code) };
  }
  return null;
}

/** One of the buttons of such a card: what it says and where it is; null when it is not there. */
export function buttonOn({ said }, code) {
  const found = slackButtons(said).find((button) => CODE.exec(button.value ?? "")?.[1] === code);
  return found ? { name: found.text.text, at: AT.onSlack(said, `[data-value="${found.value}"]`) } : null;
}

/** The case of the newest open card in the team's channel, if possible one that nobody has, for who came in halfway. */
export function newestCase(world) {
  const open = (roomOf(world)?.messages ?? []).map(codesOnSlack).filter((codes) => isCard(codes) && codes.some(([code]) => code === "v1"));
  const free = open.filter((codes) => codes.some(([code]) => code === "c1"));
  const newest = free.pop() ?? open.pop();
  return newest ? Number(newest[0][1]) : null;
}

export const cardOnPhone = (world, number) => groupOf(world)?.messages.find((said) => codesOnPhone(said).some(([, id]) => id === String(number))) ?? null;

/** The newest message in the team's channel, no card of a case, that the bot wrote from that moment on and `fits`. */
export function newsOnSlack(world, since, fits = () => true) {
  const from = since.getTime() / 1000 - 1;
  const isNews = (said) => said.by_bot && !said.ephemeral && !said.thread_ts && Number(said.ts) >= from && !isCard(codesOnSlack(said));
  return (roomOf(world)?.messages ?? []).filter((said) => isNews(said) && fits(said)).pop() ?? null;
}

/** An open question of a pulse that was put to whoever looks: where it stands, and since when. */
export function question(world) {
  const asks = (value) => (value ?? "").startsWith("e1:");
  const direct = world.slack.state?.channels.find((one) => one.kind === "im");
  const onSlack = direct?.messages.filter((said) => slackButtons(said).some((button) => asks(button.value))).pop();
  if (onSlack) return { side: "slack", said: onSlack, since: fromSlack(onSlack.ts) };
  const chat = world.phone.state?.chats.find((one) => one.type === "private");
  const onPhone = chat?.messages.filter((said) => said.buttons.flat().some((button) => asks(button.callback_data))).pop();
  return onPhone ? { side: "telegram", said: onPhone, since: new Date(onPhone.date) } : null;
}

export const inSupport = (world) => world.slack.open[world.slack.viewer] === world.team(SUPPORT).channel;

/** Where to press next on the phone to come to the topic in which the team gets its cards; null once it is open. */
export function wayToTopic(world) {
  const { group, topic } = world.team(SUPPORT);
  return wayOnPhone(world, group, topic ?? null);
}

/** The same for a chat, and a topic in it where it has any. */
export function wayOnPhone({ phone }, id, topic = null) {
  const open = phone.chats.find((one) => one.id === phone.place.chat);
  const wanted = phone.chats.find((one) => one.id === id);
  if (!open) return AT.phoneRow(wanted?.title ?? "");
  if (open !== wanted) return AT.phoneBack;
  if (topic === null || phone.place.topic === topic) return null;
  if (phone.place.topic !== null) return AT.phoneBack;
  return AT.phoneRow(wanted.topics.find((one) => one.id === topic)?.name ?? "");
}

/** Where to press next in Slack to read what the bot said in private; null once one does. */
export function wayToDirect({ slack }) {
  if (slack.open[slack.viewer] !== "app") return AT.direct;
  return slack.tab === "messages" ? null : AT.directMessages;
}

/** CSS selectors. */
export const AT = {
  person: (key) => `[data-person="${key}"]`,
  send: ".customer button[type=submit]",
  stories: ".customer select.stories",
  room: "[data-room=support]",
  direct: ".sidebar [data-room=Klankbord]",
  directMessages: ".slack #tab-messages",
  onSlack: (said, inside = "") => `.slack article[data-ts="${said.ts}"] ${inside}`.trim(),
  onPhone: (said, inside = "") => `.phone [data-message="${said.id}"] ${inside}`.trim(),
  form: ".slack .modal",
  phone: ".phone .case",
  phoneBack: ".phone .back",
  phoneRow: (title) => `.phone .list [data-chat=${JSON.stringify(title)}]`,
  clock: ".clock",
  brings: (what) => `.machine [data-brings="${what}"]`,
  turnBack: '.tour [data-turn="back"]',
};
