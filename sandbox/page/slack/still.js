// Messages, forms and Home tabs drawn from what an app sends, without a workspace around them: for a gallery.
// Nothing in them does anything, and nothing is asked of a server.

import { demoNow } from "../moments.js";
import { h } from "../view.js";
import { blocks } from "./blocks.js";
import { initial } from "./held.js";
import { message } from "./message.js";
import { modal } from "./modal.js";

const quiet = () => {};
const NOTHING = { react: quiet, thread: null, dismiss: quiet, pick: quiet };

/** `people` and `channels` are names by id; `files` are addresses of pictures by file id. */
function stillPlace(at, { people = {}, channels = {}, files = {} } = {}) {
  const idOf = (block) => `still-${at}-${block.block_id ?? block.element?.action_id ?? ""}`;
  return {
    world: {
      personName: (id) => people[id],
      channelName: (id) => channels[id],
      people: () => Object.entries(people).map(([id, name]) => ({ id, name })),
      channels: () => Object.entries(channels).map(([id, name]) => ({ id, name })),
      fileUrl: ({ id, url }) => files[id] ?? files[url],
      openLink: () => false,
    },
    idOf,
    labelOf: (block) => `${idOf(block)}-label`,
    describedBy: (block) => `${idOf(block)}-below`,
    isBusy: () => false,
    entered: (element) => initial(element),
    error: () => null,
    press: quiet,
    enter: quiet,
  };
}

/** A message as in `chat.postMessage` or `chat.postEphemeral`: `text`, `blocks`. `at` tells it from others on a page;
 *  with `ephemeral` it is one that only its reader sees. It was sent at `when`. */
export function stillMessage(payload, { at, name = "Klankbord", ephemeral = false, when = demoNow(), ...names }) {
  const said = {
    ts: String(when.getTime() / 1000),
    name,
    by_bot: true,
    text: payload.text ?? "",
    blocks: payload.blocks ?? [],
    files: [],
    reactions: {},
    edited: false,
    ephemeral,
  };
  return h("div", { class: "slack still", key: at, inert: true }, message(said, { place: stillPlace(at, names), viewer: "", replies: [], picking: false, does: NOTHING }));
}

/** A modal as in `views.open`. */
export function stillModal(view, { at, ...names }) {
  return h(
    "div",
    { class: "slack still", key: at, inert: true },
    modal({ ...view, id: at, hash: at }, stillPlace(at, names), { submit: quiet, close: quiet, sending: false, still: true }),
  );
}

/** A Home tab as in `views.publish`. */
export function stillHome(view, { at, ...names }) {
  return h("div", { class: "slack still home", key: at, inert: true }, blocks(view.blocks, stillPlace(at, names)));
}
