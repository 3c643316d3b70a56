// How far the tour has come, kept by the window, so that loading the page again goes on there. `world` names the demo
// that was running: in a demo that was started anew there is nothing to go on with.

import { inTab } from "../store.js";

const PROGRESS = "klankbord-tour";
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

const asMoments = (_, value) => (typeof value === "string" && MOMENT.test(value) ? new Date(value) : value);

let written = null;

/** {step, kept} of a tour of this world that was under way; null when there is none. */
export function recall(world, steps) {
  const found = inTab.read(PROGRESS, (text) => JSON.parse(text, asMoments));
  const goesOn = found?.world === world && steps.includes(found.step);
  return goesOn ? { step: steps.indexOf(found.step), kept: found.kept } : null;
}

/** Written only when something changed: it is called at every picture. */
export function remember(world, step, kept) {
  const now = JSON.stringify({ world, step, kept });
  if (now === written) return;
  written = now;
  inTab.write(PROGRESS, now);
}

export function forget() {
  written = null;
  inTab.drop(PROGRESS);
}
