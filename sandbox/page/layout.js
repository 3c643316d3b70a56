// Which sides stand on the page at this width: all three, or those behind the chosen tab. style/page.css does the rest.

const ONE_AT_A_TIME = window.matchMedia("(max-width: 799px)");
const BOTH_CHATS = window.matchMedia("(max-width: 1179px)");

/** Whether one sees this side ("customer", "slack" or "telegram") while this tab is chosen. */
export function shows(side, tab) {
  if (ONE_AT_A_TIME.matches) return side === tab;
  return !BOTH_CHATS.matches || (side === "customer") === (tab === "customer");
}

/** Calls when a window that is made wider or narrower changes that. */
export function watchWidth(changed) {
  for (const width of [ONE_AT_A_TIME, BOTH_CHATS]) width.addEventListener("change", changed);
}
