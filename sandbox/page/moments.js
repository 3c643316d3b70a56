// Times of day as people in the shop read them.

let locale = "nl-NL";
let zone = "Europe/Amsterdam";
let ahead = 0;

/** The demo has a clock of its own: `now` is what it says at this moment. */
export function setClock(timezone, now) {
  zone = timezone;
  setNow(now);
}

export function setNow(now) {
  ahead = new Date(now).getTime() - Date.now();
}

export function speakTimes(language) {
  locale = language === "nl" ? "nl-NL" : "en-GB";
}

export const demoNow = () => new Date(Date.now() + ahead);

/** Making a format takes long, and there are few. */
const formats = new Map();

function format(moment, options) {
  const key = JSON.stringify([locale, zone, options]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
  return formats.get(key).format(moment);
}

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export const clockTime = (moment) => format(moment, { hour: "2-digit", minute: "2-digit" });
export const dayName = (moment) => format(moment, { weekday: "long", day: "numeric", month: "long" });
export const weekdayName = (moment) => format(moment, { weekday: "long" });
export const fullMoment = (moment) => format(moment, { dateStyle: "medium", timeStyle: "short" });
export const preciseTime = (moment) => format(moment, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
export const fromSlack = (ts) => new Date(Number(ts) * 1000);

/** The time for what is of today, the weekday or the date for what came before. */
export function dayOrTime(moment) {
  const days = (demoNow() - moment) / 86_400_000;
  if (dayName(moment) === dayName(demoNow()) && days < 1) return clockTime(moment);
  return days < 6 ? format(moment, { weekday: "short" }) : format(moment, { day: "numeric", month: "short" });
}

/** On the shop's clock, as a datetime-local field has it: 2026-11-20T10:00. */
export const localField = (moment) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(moment).replace(" ", "T");

/** The moment that such a field means on the shop's clock. */
export function fromField(text) {
  const asked = Date.parse(`${text}Z`);
  const shown = (at) => Date.parse(`${localField(new Date(at))}Z`);
  // The zone may be another one on the far side of a change of the clocks.
  const near = asked - (shown(asked) - asked);
  return new Date(near - (shown(near) - asked));
}
