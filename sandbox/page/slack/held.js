// What stands in an element: as Slack keeps it in a view's state, and as the app began it.

const KINDS = ["option", "options", "user", "users", "channel", "channels", "conversation", "conversations", "date", "time", "date_time"];

/** A value object of a view's state, as the control API takes it: a text, an id or a value, or several. */
export function held(value) {
  if (!value) return null;
  const field = ["value", ...KINDS.map((kind) => `selected_${kind}`)].find((name) => value[name] !== undefined && value[name] !== null);
  return field ? bare(value[field]) : null;
}

/** What the app put into an element before anybody touched it. */
export function initial(element) {
  const field = ["value", ...KINDS].map((kind) => `initial_${kind}`).find((name) => element[name] !== undefined && element[name] !== null);
  return field ? bare(element[field]) : null;
}

const bare = (inside) => (Array.isArray(inside) ? inside.map((one) => one.value ?? one) : (inside.value ?? inside));
