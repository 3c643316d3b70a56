// A ring around what the tour points at. It lies above the page, takes no presses, and follows what it surrounds.

const MARGIN = 5;
/** In the time machine one row follows close upon the other. */
const CLOSE = 1;

export class Spot {
  constructor() {
    this.ring = document.createElement("div");
    this.ring.className = "spot";
    this.ring.hidden = true;
    document.body.append(this.ring);
    this.selector = null;
    this.shown = null;
    this.frame = null;
    this.follow = this.follow.bind(this);
  }

  /** Point at the first element that fits, or at nothing. What is on another tab is pointed at by its tab. */
  at(selector) {
    this.selector = selector;
    if (selector) {
      this.frame ??= requestAnimationFrame(this.follow);
      return;
    }
    cancelAnimationFrame(this.frame);
    this.frame = this.shown = null;
    this.ring.hidden = true;
  }

  get target() {
    if (!this.selector) return null;
    const found = document.querySelector(this.selector);
    if (!found || found.getClientRects().length) return found;
    const pane = found.closest("[data-pane]");
    return pane ? document.querySelector(`.tabs [data-tab="${pane.dataset.pane}"]`) : null;
  }

  follow() {
    this.frame = requestAnimationFrame(this.follow);
    const target = this.target;
    if (target !== this.shown) {
      this.shown = target;
      target?.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    const place = target ? seen(target) : null;
    this.ring.hidden = !place;
    const above = Boolean(target?.closest(".machine"));
    this.ring.classList.toggle("above", above);
    if (place) {
      const { style } = this.ring;
      const margin = above ? CLOSE : MARGIN;
      style.left = `${place.left - margin}px`;
      style.top = `${place.top - margin}px`;
      style.width = `${place.right - place.left + 2 * margin}px`;
      style.height = `${place.bottom - place.top + 2 * margin}px`;
    }
  }

  /** Bring it into view and put the keyboard there. */
  focus() {
    const target = this.target;
    if (!target) return;
    target.scrollIntoView({ block: "center" });
    const inside = target.matches("button, input, select, a, textarea") ? target : target.querySelector("button, input, select, a, textarea");
    inside?.focus();
  }
}

/** The part of an element that is not scrolled away in the lists around it; null when nothing of it is left. */
function seen(element) {
  let { left, top, right, bottom } = element.getBoundingClientRect();
  for (let around = element.parentElement; around && around !== document.body; around = around.parentElement) {
    if (getComputedStyle(around).overflowY === "visible") continue;
    const frame = around.getBoundingClientRect();
    left = Math.max(left, frame.left);
    right = Math.min(right, frame.right);
    top = Math.max(top, frame.top);
    bottom = Math.min(bottom, frame.bottom);
  }
  return right - left > 4 && bottom - top > 4 ? { left, top, right, bottom } : null;
}
