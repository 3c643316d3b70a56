// The six steps. Each looks at how things stand and says: it is done (and what to look at now), or what to do next
// and where. `kept` holds what one step leaves to the next. Nothing is pressed here.

import { AT, buttonOn, cardOnPhone, cardOnSlack, hasChosenStory, inSupport, newsOnSlack, question, wayOnPhone, wayToDirect, wayToTopic } from "./places.js";

/** Milliseconds in which a card surely comes to the team's channel, if it comes there. */
const ON_ITS_WAY = 3000;

const todo = (say, at, more = {}) => ({ done: false, say, at, ...more });
const done = (at) => ({ done: true, say: "done", at });
const become = (key) => ({ done: false, say: "become", who: key, at: AT.person(key) });

const complain = {
  key: "complain",
  look(world, kept) {
    const { sent, sending } = world.customer;
    const isNew = sent?.status === 202 && sent.body.id !== kept.before;
    const number = isNew ? sent.answer.case : null;
    if (number && cardOnSlack(world, number)) kept.case = number;
    const card = kept.case ? cardOnSlack(world, kept.case) : null;
    if (card) return done(AT.onSlack(card.said));
    if (number && isUnderWay(kept, sent.body.id)) return todo("sent", null, { again: ON_ITS_WAY });
    if (isNew && !sending) return todo("elsewhere", hasChosenStory(world) ? AT.send : AT.stories);
    return hasChosenStory(world) ? todo("send", AT.send) : todo("choose", AT.stories);
  },
};

function isUnderWay(kept, id) {
  if (kept.sent !== id) Object.assign(kept, { sent: id, sentAt: Date.now() });
  return Date.now() - kept.sentAt < ON_ITS_WAY;
}

/** What to do before one can do anything with the card in Slack; null when nothing is. */
function comeToCard(world, card) {
  if (world.actor.key !== "anna") return become("anna");
  if (!world.slack.state || !inSupport(world)) return todo("room", AT.room);
  return card ? null : todo("nothing", AT.turnBack);
}

const claim = {
  key: "claim",
  look(world, kept) {
    const card = cardOnSlack(world, kept.case);
    const button = card ? buttonOn(card, "c1") : null;
    if (card && !button) return done(inSupport(world) ? AT.onSlack(card.said) : null);
    return comeToCard(world, card) ?? todo("press", button.at, { button: button.name });
  },
};

const see = {
  key: "see",
  look(world, kept) {
    if (world.actor.key !== "boris") return become("boris");
    if (!world.phone.state) return todo("phone", null);
    const way = wayToTopic(world);
    if (way) return todo("phone", way);
    if (!world.shows("telegram")) return todo("tab", AT.phone);
    const card = cardOnPhone(world, kept.case);
    return card ? done(AT.onPhone(card)) : todo("nothing", AT.turnBack);
  },
};

const resolve = {
  key: "resolve",
  look(world, kept) {
    const card = cardOnSlack(world, kept.case);
    const button = card ? buttonOn(card, "v1") : null;
    if (card && !button) return done(inSupport(world) ? AT.onSlack(card.said) : null);
    if (world.actor.key === "anna" && world.slack.state?.views.length) return todo("form", AT.form);
    return comeToCard(world, card) ?? todo("press", button.at, { button: button.name });
  },
};

/** With the time machine to the next moment that brings this; null once one is there. */
function travel(world, kept, brings) {
  const known = world.time.targets.find((target) => target.brings === brings);
  if (!kept[brings] && known) kept[brings] = new Date(known.at);
  if (world.time.travelling) return todo("wait", null);
  if (kept[brings] && world.now >= kept[brings]) return null;
  return world.time.open ? todo("go", AT.brings(brings)) : todo("clock", AT.clock);
}

/** What came to the team's channel is seen there, and not before. */
const seenInSupport = (world, said) => (said && inSupport(world) && world.shows("slack") ? done(AT.onSlack(said)) : null);

const digest = {
  key: "digest",
  look(world, kept) {
    const going = travel(world, kept, "digest");
    if (going) return going;
    return seenInSupport(world, newsOnSlack(world, kept.digest)) ?? todo("room", AT.room);
  },
};

const pulse = {
  key: "pulse",
  look(world, kept) {
    const result = kept.result ? newsOnSlack(world, kept.result, (said) => said.text.includes("eNPS")) : null;
    if (result) return seenInSupport(world, result) ?? todo("look", AT.room);
    if (kept.answered || kept.result) {
      const going = travel(world, kept, "result");
      if (going) return { ...going, say: { clock: "result", go: "result" }[going.say] ?? going.say };
      return todo("look", AT.room);
    }
    const asked = question(world);
    if (asked) {
      kept.asked = asked.since;
      return find(world, asked);
    }
    const isOver = kept.pulse < world.now && !world.time.travelling && !world.time.targets.some((one) => one.brings === "result");
    if (isOver) delete kept.pulse;
    return travel(world, kept, "pulse") ?? todo("wait", null);
  },
};

function find(world, { side, said }) {
  if (side === "slack") {
    const way = wayToDirect(world);
    return way ? todo("findInSlack", way) : todo("press", AT.onSlack(said));
  }
  const way = wayOnPhone(world, world.phone.viewer);
  return way ? todo("findInTelegram", way) : todo("press", AT.onPhone(said));
}

export const STEPS = [complain, claim, see, resolve, digest, pulse];
