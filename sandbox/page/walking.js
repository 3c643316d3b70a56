// Arrow keys walk from message to message, as in both apps. What can be done with a message shows on the one that has
// the keyboard (or the mouse), and only there the Tab key comes by it.

/** A keydown handler for the list; `messages` is a selector of what to stop at. */
export const walkFrom = (messages) => (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.target.closest("select, input, textarea, .picker, .sheet, .tools.all")) return;
  const all = [...event.currentTarget.querySelectorAll(messages)];
  const here = all.indexOf(document.activeElement.closest(messages));
  const next = here < 0 ? all[all.length - 1] : all[here + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
};
