// Block Kit's interactive elements. `place` says where they stand: what is entered so far, what is under way,
// and what to do when somebody presses or enters something.

import { fromField, localField } from "../moments.js";
import { h } from "../view.js";
import { words } from "../words.js";
import { picture } from "./media.js";
import { safe, textObject } from "./text.js";

const label = (object) => object?.text ?? "";
const optionsOf = (element) => [
  ...(element.options ?? []),
  ...(element.option_groups ?? []).flatMap((group) => group.options),
];

export function element(element, block, place) {
  const draw = DRAWN[element.type];
  return draw ? draw(element, block, place) : h("em", {}, words.unknownBlock(element.type));
}

function button(element, block, place) {
  const busy = place.isBusy(element);
  const style = element.style ? ` ${element.style}` : "";
  if (element.url) {
    return h(
      "a",
      {
        class: `button${style}`,
        key: element.action_id,
        href: safe(element.url),
        target: "_blank",
        rel: "noreferrer noopener",
        // Slack opens the address and tells the app all the same.
        on: {
          click: (event) => {
            if (place.world.openLink(element.url)) event.preventDefault();
            place.press(element, block);
          },
        },
      },
      textObject(element.text, place.world),
      h("span", { "aria-hidden": "true" }, " ↗"),
    );
  }
  return h(
    "button",
    {
      type: "button",
      class: `button${style}${busy ? " busy" : ""}`,
      "aria-busy": busy,
      "aria-label": element.accessibility_label,
      "data-value": element.value,
      key: element.action_id,
      on: { click: () => busy || place.press(element, block) },
    },
    textObject(element.text, place.world),
  );
}

function menu(element, block, place) {
  const entered = place.entered(element, block);
  const values = Array.isArray(entered) ? entered : [entered];
  const several = element.type.startsWith("multi_");
  const listed = (options) => options.map((one) => ({ value: one.value, name: label(one.text) }));
  const groups = element.option_groups?.map((group) => ({ name: label(group.label), options: listed(group.options) }));
  const options = known(element.type, place.world) ?? listed(element.options ?? []);
  const shown = (one) => h("option", { value: one.value, key: one.value, selected: values.includes(one.value) }, one.name);
  const choose = (event) => {
    const chosen = [...event.target.selectedOptions].map((option) => option.value);
    place.enter(element, block, several ? chosen : chosen[0] || null);
  };
  return h(
    "select",
    {
      multiple: several,
      key: element.action_id,
      id: place.idOf(block),
      "aria-describedby": place.describedBy(block),
      // In an input block a label names it; elsewhere its placeholder must.
      "aria-label": block.type === "input" ? undefined : label(element.placeholder) || words.pick,
      "data-first": element.focus_on_load,
      on: { change: choose },
    },
    several ? null : h("option", { value: "", selected: !values[0] }, label(element.placeholder) || words.pick),
    groups ? groups.map((group) => h("optgroup", { label: group.name, key: group.name }, group.options.map(shown))) : options.map(shown),
  );
}

/** What some menus offer by themselves: people, or conversations. */
function known(type, world) {
  if (type.endsWith("users_select")) return world.people().map((person) => ({ value: person.id, name: person.name }));
  if (type.endsWith("channels_select") || type.endsWith("conversations_select")) return world.channels().map((one) => ({ value: one.id, name: `#${one.name}` }));
  return null;
}

function overflow(element, block, place) {
  const choose = (event) => {
    place.enter(element, block, event.target.value);
    event.target.value = "";
  };
  return h(
    "select",
    { class: "overflow", "aria-label": words.more, key: element.action_id, value: "", on: { change: choose } },
    h("option", { value: "" }, "⋯"),
    optionsOf(element).map((option) => h("option", { value: option.value }, label(option.text))),
  );
}

function choices(type) {
  return (element, block, place) => {
    const entered = [place.entered(element, block)].flat();
    const chosen = new Set(entered);
    const choose = (option) => (event) => {
      if (type === "radio") return place.enter(element, block, option.value);
      if (event.target.checked) chosen.add(option.value);
      else chosen.delete(option.value);
      return place.enter(element, block, [...chosen]);
    };
    return h(
      "div",
      { class: "choices", role: type === "radio" ? "radiogroup" : "group", "aria-labelledby": place.labelOf(block), "aria-describedby": place.describedBy(block), key: element.action_id },
      optionsOf(element).map((option) =>
        h(
          "label",
          { key: option.value },
          h("input", {
            type,
            name: `${place.idOf(block)}-${element.action_id}`,
            value: option.value,
            checked: entered.includes(option.value),
            on: { change: choose(option) },
          }),
          h("span", {}, textObject(option.text, place.world), option.description ? h("small", {}, label(option.description)) : null),
        ),
      ),
    );
  };
}

function typed(type) {
  return (element, block, place) => {
    const several = element.type === "plain_text_input" && element.multiline;
    return h(several ? "textarea" : "input", {
      type: several ? undefined : type,
      key: element.action_id,
      id: place.idOf(block),
      rows: several ? 4 : undefined,
      maxlength: element.max_length,
      placeholder: label(element.placeholder),
      "aria-describedby": place.describedBy(block),
      "data-first": element.focus_on_load,
      value: place.entered(element, block) ?? "",
      on: { [type === "text" ? "input" : "change"]: (event) => place.enter(element, block, event.target.value) },
    });
  };
}

/** A moment on the wire is in seconds since 1970, on the screen in the shop's hours. */
function moment(element, block, place) {
  const entered = place.entered(element, block) ?? element.initial_date_time;
  const choose = (event) => place.enter(element, block, event.target.value ? Math.floor(fromField(event.target.value).getTime() / 1000) : null);
  return h("input", {
    type: "datetime-local",
    key: element.action_id,
    id: place.idOf(block),
    "aria-describedby": place.describedBy(block),
    value: entered ? localField(new Date(entered * 1000)) : "",
    on: { change: choose },
  });
}

const iconButton = (element, block, place) =>
  h(
    "button",
    { type: "button", class: "plain", key: element.action_id, title: label(element.text), "aria-label": element.accessibility_label ?? label(element.text), on: { click: () => place.press(element, block) } },
    "🗑",
  );

const feedbackButtons = (element) =>
  [["👍", element.positive_button], ["👎", element.negative_button]].map(([sign, one]) =>
    h("button", { type: "button", class: "plain", key: sign, title: label(one.text), "aria-label": one.accessibility_label ?? label(one.text), disabled: true }, sign),
  );

const DRAWN = {
  button,
  workflow_button: button,
  icon_button: iconButton,
  feedback_buttons: feedbackButtons,
  static_select: menu,
  multi_static_select: menu,
  users_select: menu,
  multi_users_select: menu,
  conversations_select: menu,
  multi_conversations_select: menu,
  channels_select: menu,
  multi_channels_select: menu,
  overflow,
  radio_buttons: choices("radio"),
  checkboxes: choices("checkbox"),
  plain_text_input: typed("text"),
  email_text_input: typed("email"),
  url_text_input: typed("url"),
  number_input: typed("number"),
  datepicker: typed("date"),
  timepicker: typed("time"),
  datetimepicker: moment,
  image: (element, block, place) => picture(element, place.world),
};
