// What stands before everything else: the Tab key stays inside, Escape leaves, and focus goes back where it was.

const CAN_HOLD_FOCUS = "a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex='0']";

const stops = (box) => [...box.querySelectorAll(CAN_HOLD_FOCUS)].filter((one) => one.offsetParent !== null);

/** A keydown handler for the dialogue's element. */
export const keptInside = (close) => (event) => {
  if (event.key === "Escape") {
    event.stopPropagation();
    close();
    return;
  }
  if (event.key !== "Tab") return;
  const reachable = stops(event.currentTarget);
  if (!reachable.length) return;
  const at = reachable.indexOf(document.activeElement);
  const next = event.shiftKey ? (at <= 0 ? reachable.length - 1 : at - 1) : (at + 1) % reachable.length;
  event.preventDefault();
  reachable[next].focus();
};

/** Remembers where focus was before a dialogue opened, and brings it back when it is gone. */
export class Whence {
  constructor() {
    this.element = null;
    this.open = false;
  }

  /** Say at every picture whether a dialogue is open; `fallback` names what to focus when the old place is gone. */
  follow(open, fallback) {
    if (open === this.open) return;
    this.open = open;
    if (open) {
      this.element = document.activeElement;
      return;
    }
    const element = this.element;
    this.element = null;
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body && document.activeElement?.isConnected) return;
      const target = element?.isConnected && element !== document.body ? element : document.querySelector(fallback);
      target?.focus();
    });
  }
}
