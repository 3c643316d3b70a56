// What need not be drawn again: parts of a state that came anew and are the same, and nodes whose part did not change.

const told = new WeakMap();

function asText(part) {
  if (!told.has(part)) told.set(part, JSON.stringify(part));
  return told.get(part);
}

/** The parts of `now`, each replaced by the same one of `before` where nothing in it differs; known by `idOf`. */
export function kept(before, now, idOf) {
  const known = new Map(before.map((part) => [idOf(part), part]));
  return now.map((part) => {
    const old = known.get(idOf(part));
    return old && asText(old) === asText(part) ? old : part;
  });
}

/** Nodes by the part that they show and by a `stamp` of all else that they depend on. */
export class Drawings {
  constructor() {
    this.nodes = new WeakMap();
  }

  of(part, stamp, draw) {
    const found = this.nodes.get(part);
    if (found?.stamp === stamp) return found.node;
    const node = draw();
    this.nodes.set(part, { stamp, node });
    return node;
  }
}
