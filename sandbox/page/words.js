// The page's own words. What the bot says comes from the bot.

import { GALLERY } from "./gallery/phrases.js";
import { LINE } from "./line/phrases.js";
import { PHONE } from "./phone/phrases.js";
import { SLACK } from "./slack/phrases.js";
import { TIME } from "./time/phrases.js";
import { TOUR } from "./tour/phrases.js";

const WORDS = {
  nl: {
    title: "Klankbord",
    tagline: "Een klant, twee chat-apps, en de bot ertussen.",
    actAs: "Je bent",
    pageLanguage: "Taal van deze pagina",
    onlyThePage: "Alleen deze pagina is nu Nederlands. Berichten houden hun eigen taal.",
    tools: "Over deze demo",
    sides: "Wat je ziet",
    skips: "Snel naar",
    skipTo: (side) => `Naar ${side.replace(/^De /, "de ")}`,
    rest: "Wie, waar en over wie",
    lost: "Verbinding kwijt; is de demo gestopt? Ik probeer het steeds opnieuw.",
    away: "De demo antwoordt niet. Probeer het opnieuw zodra hij terug is.",
    refusedAs: (said) => `Dat lukt zo niet: ‘${said}’`,
    customer: "De klant",
    slack: "Slack",
    telegram: "Telegram",
    customerIntro: "Stuur in wat een klant zegt en zie wie het krijgt.",
    readyMade: "Kant-en-klare verhalen",
    inDutch: "Nederlands",
    inEnglish: "Engels",
    kind: "Soort",
    kinds: {
      nps: "NPS, 0–10",
      csat: "Tevredenheid (1–5)",
      ces: "Gemak (1–7)",
      stars: "Sterren (1–5)",
      complaint: "Klacht",
      compliment: "Compliment",
      idea: "Idee",
      comment: "Opmerking",
    },
    score: "Cijfer",
    ofScore: (score, high) => `${score} van ${high}`,
    ownWords: "In eigen woorden",
    noWords: "niets gezegd",
    who: "Naam van de klant",
    employee: "Gaat over",
    nobody: "niemand",
    channel: "Kanaal",
    channelNames: { phone: "telefoon", "e-mail": "e-mail", chat: "chat", shop: "winkel", web: "website", review: "review" },
    touchpoint: "Contactmoment",
    location: "Vestiging",
    none: "–",
    contact: "Wil teruggebeld worden",
    when: "Wanneer?",
    send: "Verstuur",
    sending: "Versturen…",
    sendAgain: (id) => `Verstuur als aanvulling op ${id}`,
    accepted: (feedback, kase) => (kase ? `Aangenomen: feedback ${feedback}, melding ${kase}` : `Aangenomen: feedback ${feedback}`),
    updated: (feedback) => `Bijgewerkt: feedback ${feedback}`,
    duplicate: (feedback) => `Was al bekend: feedback ${feedback}`,
    refused: (status) => `Geweigerd (${status})`,
    overTheLine: "Wat er over de lijn ging",
    unread: (count) => `${count} ongelezen`,
    close: "Sluiten",
    back: "Terug",
    sendMessage: "Versturen",
    noAnswer: "Klankbord antwoordde niet op tijd. Probeer het opnieuw.",
  },
  en: {
    title: "Klankbord",
    tagline: "A customer, two chat apps, and the bot between.",
    actAs: "You are",
    pageLanguage: "Language of this page",
    onlyThePage: "Only this page is in English now. Messages keep their own language.",
    tools: "About this demo",
    sides: "What you see",
    skips: "Skip to",
    skipTo: (side) => `Skip to ${side.replace(/^The /, "the ")}`,
    rest: "Who, where, about whom",
    lost: "Connection lost; was the demo stopped? I keep trying.",
    away: "The demo does not answer. Try again once it is back.",
    refusedAs: (said) => `That cannot be done: ‘${said}’`,
    customer: "The customer",
    slack: "Slack",
    telegram: "Telegram",
    customerIntro: "Send in what a customer says and see who gets it.",
    readyMade: "Ready-made stories",
    inDutch: "Dutch",
    inEnglish: "English",
    kind: "Kind",
    kinds: {
      nps: "NPS, 0–10",
      csat: "Satisfaction (1–5)",
      ces: "Ease (1–7)",
      stars: "Stars (1–5)",
      complaint: "Complaint",
      compliment: "Compliment",
      idea: "Idea",
      comment: "Comment",
    },
    score: "Score",
    ofScore: (score, high) => `${score} of ${high}`,
    ownWords: "In their own words",
    noWords: "nothing said",
    who: "Customer's name",
    employee: "Is about",
    nobody: "nobody",
    channel: "Channel",
    channelNames: { phone: "phone", "e-mail": "e-mail", chat: "chat", shop: "shop", web: "website", review: "review" },
    touchpoint: "Touchpoint",
    location: "Location",
    none: "–",
    contact: "Wants to be called back",
    when: "When?",
    send: "Send",
    sending: "Sending…",
    sendAgain: (id) => `Send as an update of ${id}`,
    accepted: (feedback, kase) => (kase ? `Accepted: feedback ${feedback}, case ${kase}` : `Accepted: feedback ${feedback}`),
    updated: (feedback) => `Updated: feedback ${feedback}`,
    duplicate: (feedback) => `Known already: feedback ${feedback}`,
    refused: (status) => `Refused (${status})`,
    overTheLine: "What went over the line",
    unread: (count) => `${count} unread`,
    close: "Close",
    back: "Back",
    sendMessage: "Send",
    noAnswer: "Klankbord did not answer in time. Please try again.",
  },
};

const spoken = (language) => ({
  ...WORDS[language],
  ...PHONE[language],
  ...SLACK[language],
  gallery: GALLERY[language],
  line: LINE[language],
  time: TIME[language],
  tour: TOUR[language],
});

export const words = spoken("en");

let current = "en";
export const language = () => current;

export function speak(chosen) {
  current = chosen in WORDS ? chosen : "en";
  Object.assign(words, spoken(current));
  document.documentElement.lang = current;
  document.title = words.title;
}
