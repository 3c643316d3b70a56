// Times of day as people in the shop read them.

let locale = "nl-NL";
let zone = "Europe/Amsterdam";
let ahead = 0;

/** The demo has a clock of its own: `now` is what it says at this moment. */
export function setClock(language, timezone, now) {
  locale = language === "nl" ? "nl-NL" : "en-GB";
  zone = timezone;
  ahead = new Date(now).getTime() - Date.now();
}

export const demoNow = () => new Date(Date.now() + ahead);

const format = (moment, options) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(moment);

export const clockTime = (moment) => format(moment, { hour: "2-digit", minute: "2-digit" });
export const dayName = (moment) => format(moment, { weekday: "long", day: "numeric", month: "long" });
export const fullMoment = (moment) => format(moment, { dateStyle: "medium", timeStyle: "short" });
export const fromSlack = (ts) => new Date(Number(ts) * 1000);

/** The time for what is of today, the weekday or the date for what came before. */
export function dayOrTime(moment) {
  const days = (demoNow() - moment) / 86_400_000;
  if (dayName(moment) === dayName(demoNow()) && days < 1) return clockTime(moment);
  return days < 6 ? format(moment, { weekday: "short" }) : format(moment, { day: "numeric", month: "short" });
}
