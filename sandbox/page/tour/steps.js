// The six steps. Each looks at how things stand and says: it is done (and what to look at now), or what to do next
// and where. `kept` holds what one step leaves to the next. Nothing is pressed here.

import { AT, cardOnPhone, cardOnSlack, inSupport, inTopic, newsOnSlack, question } from "./places.js";

const todo = (say, at) => ({ done: false, say, at });
const done = (at) => ({ done: true, say: "done", at });
const become = (key) => ({ done: false, say: "become", who: key, at: AT.person(key) });

const complain = {
  key: "complain",
  look(world, kept) {
    const sent = world.customer.sent;
    const number = sent?.status === 202 ? sent.answer.case : null;
    const card = number ? cardOnSlack(world, number) : null;
    if (card && number !== kept.before) kept.case = number;
    if (kept.case && cardOnSlack(world, kept.case)) return done(AT.onSlack(cardOnSlack(world, kept.case).said));
    return sent && !card && !world.customer.sending ? todo("elsewhere", AT.stories) : todo("send", AT.send);
  },
};

const claim = {
  key: "claim",
  look(world, kept) {
    const card = cardOnSlack(world, kept.case);
    if (card && !card.codes.includes("c1")) return done(inSupport(world) ? AT.onSlack(card.said) : null);
    if (world.actor.key !== "anna") return become("anna");
    if (!inSupport(world) || !card) return todo("room", AT.room);
    return todo("press", AT.onSlack(card.said, ".button.primary"));
  },
};

const see = {
  key: "see",
  look(world, kept) {
    const card = cardOnPhone(world, kept.case);
    if (world.actor.key !== "boris") return become("boris");
    if (inTopic(world) && card) return done(AT.onPhone(card));
    return todo("phone", world.phone.place?.chat === null ? AT.phoneChat("") : AT.phoneBack);
  },
};

const resolve = {
  key: "resolve",
  look(world, kept) {
    const card = cardOnSlack(world, kept.case);
    if (card && !card.codes.includes("v1") && !card.codes.includes("c1")) return done(inSupport(world) ? AT.onSlack(card.said) : null);
    if (world.actor.key !== "anna") return become("anna");
    if (world.slack.state?.views.length) return todo("form", AT.form);
    if (!inSupport(world) || !card) return todo("room", AT.room);
    return todo("press", AT.onSlack(card.said, ".button.primary"));
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

const digest = {
  key: "digest",
  look(world, kept) {
    const going = travel(world, kept, "digest");
    if (going) return going;
    const made = newsOnSlack(world, kept.digest);
    if (!made || !inSupport(world)) return todo("look", AT.room);
    return done(AT.onSlack(made));
  },
};

const pulse = {
  key: "pulse",
  look(world, kept) {
    const asked = question(world);
    const result = kept.result ? newsOnSlack(world, kept.result, (said) => said.text.includes("eNPS")) : null;
    if (result) return inSupport(world) ? done(AT.onSlack(result)) : todo("look", AT.room);
    if (kept.answered || kept.result) {
      const going = travel(world, kept, "result");
      if (going) return { ...going, say: { clock: "result", go: "result" }[going.say] ?? going.say };
      return todo("look", AT.room);
    }
    if (asked) return find(world, asked);
    return travel(world, kept, "pulse") ?? todo("find", AT.direct);
  },
};

function find(world, { side, said }) {
  if (side === "slack") {
    const open = world.slack.open[world.slack.viewer] === "app";
    return open ? todo("press", AT.onSlack(said)) : todo("find", AT.direct);
  }
  const { place, viewer } = world.phone;
  if (place.chat === viewer) return todo("press", AT.onPhone(said));
  return todo("find", place.chat === null ? AT.phoneChat("Klankbord") : AT.phoneBack);
}

export const STEPS = [complain, claim, see, resolve, digest, pulse];
