// What outlives a reload in this tab: what was typed, and what was looked at. `world` names the demo that was running:
// one that was started anew knows nothing of it.

const KEPT = "klankbord-kept";

/** Put back into `parts`, objects by name, what `keepWhenLeaving` kept in the same world. */
export function recall(world, parts) {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  if (kept?.world !== world) return;
  for (const [name, part] of Object.entries(parts)) Object.assign(part, kept[name]);
}

export function keepWhenLeaving(world, parts) {
  addEventListener("pagehide", () => sessionStorage.setItem(KEPT, JSON.stringify({ world, ...parts })));
}
