// A bubble drawn from what a bot sends, without a chat around it: for a gallery. Nothing in it does anything, and
// nothing is asked of a server.

import { demoNow } from "../moments.js";
import { h } from "../view.js";
import { bubble } from "./bubble.js";
import { fromHtml } from "./html.js";

const quiet = () => {};

/** A message as in `sendMessage`, or with a caption as in `sendPhoto` and `sendDocument`. `at` tells it from others on
 *  a page; `photo` is the address of its picture, `document` its file's {name, size}. It was sent at `when`. */
export function stillBubble(payload, { at, name = "Klankbord", photo = null, document = null, inGroup = true, when = demoNow() }) {
  const source = payload.text ?? payload.caption ?? "";
  const told = payload.parse_mode === "HTML" ? fromHtml(source) : { text: source, entities: payload.entities ?? payload.caption_entities ?? [] };
  const said = {
    ...told,
    id: at,
    from: { id: 0, first_name: name, is_bot: true },
    date: when.toISOString(),
    edited: null,
    buttons: payload.reply_markup?.inline_keyboard ?? [],
    photo: photo ? { file_id: photo } : null,
    document,
    reactions: [],
    service: {},
  };
  const does = { press: quiet, react: quiet, openLink: () => false, say: quiet, unfolded: () => false, unfold: quiet, pick: quiet, pickAll: quiet, reply: quiet, show: quiet, fileUrl: (file) => file.file_id };
  return h("div", { class: "phone still", key: at, inert: true }, bubble(said, { viewer: null, inGroup, isBusy: () => false, does }));
}
