// How far the tour has come, kept by the window, so that loading the page again goes on there. `world` names the demo
// that was running: in a demo that was started anew there is nothing to go on with.

const PROGRESS = "klankbord-tour";
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

const asMoments = (_, value) => (typeof value === "string" && MOMENT.test(value) ? new Date(value) : value);

/** {step, kept} of a tour of this world that was under way; null when there is none. */
export function recall(world, steps) {
  try {
    const found = JSON.parse(sessionStorage.getItem(PROGRESS), asMoments);
    const goesOn = found?.world === world && steps.includes(found.step);
    return goesOn ? { step: steps.indexOf(found.step), kept: found.kept } : null;
  } catch {
    return null;
  }
}

export function remember(world, step, kept) {
  sessionStorage.setItem(PROGRESS, JSON.stringify({ world, step, kept }));
}

export function forget() {
  sessionStorage.removeItem(PROGRESS);
}
