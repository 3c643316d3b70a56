// What outlives a reload in this tab: what was typed, and what was looked at. `world` names the demo that was running:
// one that was started anew knows nothing of it.

import { inTab } from "./store.js";

const KEPT = "klankbord-kept";

/** Put back into `parts`, objects by name, what `keepWhenLeaving` kept in the same world. */
export function recall(world, parts) {
  const kept = inTab.read(KEPT, JSON.parse);
  if (kept?.world !== world) return;
  for (const [name, part] of Object.entries(parts)) Object.assign(part, kept[name]);
}

/** `world` is asked for when the page is left. */
export function keepWhenLeaving(world, parts) {
  addEventListener("pagehide", () => inTab.write(KEPT, JSON.stringify({ world: world(), ...parts })));
}
