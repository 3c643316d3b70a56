// What blocks need to know of the place that they stand in: a message or a view of one pane.

import { words } from "../words.js";
import { held, initial } from "./held.js";

const worldOf = (pane) => ({
  personName: (id) => (id === pane.state.bot.id ? pane.state.bot.name : pane.state.people.find((one) => one.id === id)?.name),
  channelName: (id) => pane.state.channels.find((one) => one.id === id)?.name,
  channels: () => pane.state.channels.filter((one) => one.kind !== "im"),
  fileUrl: ({ id, url }) => fileAddress(id ?? /\/files\/([^/]+)\//.exec(url ?? "")?.[1]),
  people: () => pane.state.people.filter((one) => !one.deleted),
  openLink: pane.openLink,
});

/** Only files of the workspace itself are shown. */
export const fileAddress = (id) => (id ? `/slack/files/${encodeURIComponent(id)}/picture` : undefined);

/** What Slack says by itself it says in its user's language. */
const inOurLanguage = (error) => (error === "Please complete this required field." ? words.required : error);

function placeOf(pane, where, { entered = () => null, error = () => null } = {}) {
  const at = where.view_id ?? where.ts;
  const keyOf = (element) => `${pane.viewer}/${at}/${element.action_id}`;
  const idOf = (block) => `field-${at}-${block.block_id}`;
  const go = (element) => pane.act("press", { ...where, action_id: element.action_id, value: element.value }, keyOf(element));
  return {
    world: worldOf(pane),
    idOf,
    labelOf: (block) => `${idOf(block)}-label`,
    describedBy: (block) => `${idOf(block)}-below`,
    isBusy: (element) => pane.busy.has(keyOf(element)),
    entered,
    error,
    press: (element) => (element.confirm ? pane.ask(element.confirm, () => go(element)) : go(element)),
    enter: (element, block, value) => pane.act("select", { ...where, action_id: element.action_id, value }),
  };
}

/** In a message, what somebody chose stands there until the app edits the message. */
export function messagePlace(pane, channel, said) {
  const kept = (pane.entries[`${pane.viewer}/${said.ts}`] ??= {});
  const place = placeOf(
    pane,
    { channel: channel.id, ts: said.ts, ...(said.ephemeral ? { ephemeral: true } : {}) },
    { entered: (element) => kept[element.action_id] ?? initial(element) },
  );
  const enter = (element, block, value) => {
    if (element.type !== "overflow") kept[element.action_id] = value;
    return place.enter(element, block, value);
  };
  return { ...place, enter };
}

/** In a view, what is entered into an input block stays with us until it is submitted. */
export function viewPlace(pane, view) {
  const kept = (pane.entries[view.id] ??= {});
  const standing = (element, block) => held(view.state.values[block.block_id]?.[element.action_id]);
  const place = placeOf(
    pane,
    { view_id: view.id },
    {
      entered: (element, block) => kept[block.block_id]?.[element.action_id] ?? standing(element, block),
      error: (block) => inOurLanguage(pane.errors[view.id]?.[block.block_id]),
    },
  );
  const tell = place.enter;
  const enter = (element, block, value) => {
    (kept[block.block_id] ??= {})[element.action_id] = value;
    if (pane.errors[view.id]?.[block.block_id]) {
      delete pane.errors[view.id][block.block_id];
      pane.changed();
    }
    return block.type === "input" && !block.dispatch_action ? undefined : tell(element, block, value);
  };
  return { ...place, enter };
}
