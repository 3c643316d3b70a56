// What the browser keeps for the page. It may refuse to, be full, or hold what nobody can read: then it keeps nothing,
// and the page goes on without.

const guarded = (opened) => ({
  /** What is kept under this name, as `parse` reads it; null when there is nothing to be read. */
  read(name, parse = (text) => text) {
    try {
      const text = opened().getItem(name);
      return text === null ? null : parse(text);
    } catch {
      return null;
    }
  },
  write(name, text) {
    try {
      opened().setItem(name, text);
    } catch {
      // A page that forgets is better than one that stands still.
    }
  },
  drop(name) {
    try {
      opened().removeItem(name);
    } catch {
      // Nothing was kept either.
    }
  },
});

/** Until this tab is closed. */
export const inTab = guarded(() => sessionStorage);

/** For good, in all tabs. */
export const inBrowser = guarded(() => localStorage);
