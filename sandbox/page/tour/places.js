// Where things stand on the page, for the tour to point at. All of it is read from what the panes show.

const CODE = /^([a-z]\d+):(\d+)$/;
const SUPPORT = "support";

const slackButtons = (said) => (said.blocks ?? []).flatMap((block) => [...(block.elements ?? []), ...(block.accessory ? [block.accessory] : [])]);

/** What can be pressed on a Slack message: [code, id] of each button. */
const codesOnSlack = (said) => slackButtons(said).map((button) => CODE.exec(button.value ?? "")?.slice(1)).filter(Boolean);
const codesOnPhone = (said) => said.buttons.flat().map((button) => CODE.exec(button.callback_data ?? "")?.slice(1)).filter(Boolean);

const roomOf = (world) => world.slack.state?.channels.find((one) => one.id === world.team(SUPPORT).channel);

/** A case's card lets one look at its details; a digest only lets one take it. */
const isCard = (codes) => codes.some(([code]) => code === "d1");

/** The card of a case in the team's channel: its message and which of its buttons there are; null when it is not there. */
export function cardOnSlack(world, number) {
  for (const said of roomOf(world)?.messages ?? []) {
    const codes = codesOnSlack(said).filter(([, id]) => id === String(number));
    const inChannel = !said.ephemeral && (!said.thread_ts || said.thread_ts === said.ts);
    if (inChannel && isCard(codes)) return { said, codes: codes.map(([code]) => code) };
  }
  return null;
}

/** The case of the newest open card in the team's channel, for who came in halfway. */
export function newestCase(world) {
  const open = (roomOf(world)?.messages ?? []).map(codesOnSlack).filter((codes) => isCard(codes) && codes.some(([code]) => code === "v1"));
  return open.length ? Number(open[open.length - 1][0][1]) : null;
}

export function cardOnPhone(world, number) {
  const group = world.phone.state?.chats.find((one) => one.id === world.team(SUPPORT).group);
  return group?.messages.find((said) => codesOnPhone(said).some(([, id]) => id === String(number))) ?? null;
}

/** The newest message in the team's channel, no card of a case, that the bot wrote from that moment on and `fits`. */
export function newsOnSlack(world, since, fits = () => true) {
  const from = since.getTime() / 1000 - 1;
  const isNews = (said) => said.by_bot && !said.ephemeral && !said.thread_ts && Number(said.ts) >= from && !isCard(codesOnSlack(said));
  return (roomOf(world)?.messages ?? []).filter((said) => isNews(said) && fits(said)).pop() ?? null;
}

/** An open question of a pulse that was put to whoever looks: where it stands. */
export function question(world) {
  const asks = (value) => (value ?? "").startsWith("e1:");
  const direct = world.slack.state?.channels.find((one) => one.kind === "im");
  const onSlack = direct?.messages.filter((said) => slackButtons(said).some((button) => asks(button.value))).pop();
  if (onSlack) return { side: "slack", said: onSlack };
  const chat = world.phone.state?.chats.find((one) => one.type === "private");
  const onPhone = chat?.messages.filter((said) => said.buttons.flat().some((button) => asks(button.callback_data))).pop();
  return onPhone ? { side: "telegram", said: onPhone } : null;
}

export const inSupport = (world) => world.slack.open[world.slack.viewer] === world.team(SUPPORT).channel;
export const inTopic = (world) => {
  const { group, topic } = world.team(SUPPORT);
  return world.phone.place?.chat === group && world.phone.place?.topic === topic;
};

/** CSS selectors. */
export const AT = {
  person: (key) => `[data-person="${key}"]`,
  send: ".customer button[type=submit]",
  stories: ".customer select.stories",
  room: "[data-room=support]",
  direct: ".sidebar [data-room=Klankbord]",
  onSlack: (said, inside = "") => `.slack article[data-ts="${said.ts}"] ${inside}`.trim(),
  onPhone: (said, inside = "") => `.phone [data-message="${said.id}"] ${inside}`.trim(),
  form: ".slack .modal",
  phoneBack: ".phone .back",
  phoneChat: (title) => `.phone [data-chat="${title}"]`,
  clock: ".clock",
  brings: (what) => `.machine [data-brings="${what}"]`,
};
