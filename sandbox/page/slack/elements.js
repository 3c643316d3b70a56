// Block Kit's interactive elements. `place` says where they stand: what is entered so far, what is under way,
// and what to do when somebody presses or enters something.

import { h } from "../view.js";
import { words } from "../words.js";
import { textObject } from "./text.js";

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
    return h("a", { class: `button${style}`, href: element.url, target: "_blank", rel: "noreferrer" }, textObject(element.text));
  }
  return h(
    "button",
    {
      type: "button",
      class: `button${style}${busy ? " busy" : ""}`,
      "aria-busy": busy,
      "aria-label": element.accessibility_label,
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
  const people = element.type.endsWith("users_select") ? place.world.people() : null;
  const options = people
    ? people.map((person) => ({ value: person.id, name: person.name }))
    : optionsOf(element).map((option) => ({ value: option.value, name: label(option.text) }));
  const choose = (event) => {
    const chosen = [...event.target.selectedOptions].map((option) => option.value);
    place.enter(element, block, several ? chosen : chosen[0] || null);
  };
  return h(
    "select",
    { multiple: several, key: element.action_id, id: place.idOf(block), "aria-describedby": place.describedBy(block), on: { change: choose } },
    several ? null : h("option", { value: "", selected: !values[0] }, label(element.placeholder) || words.pick),
    options.map((option) => h("option", { value: option.value, selected: values.includes(option.value) }, option.name)),
  );
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
      value: place.entered(element, block) ?? "",
      on: { [type === "text" ? "input" : "change"]: (event) => place.enter(element, block, event.target.value) },
    });
  };
}

function image(element) {
  return h("img", { src: element.image_url, alt: element.alt_text });
}

const DRAWN = {
  button,
  static_select: menu,
  multi_static_select: menu,
  users_select: menu,
  multi_users_select: menu,
  overflow,
  radio_buttons: choices("radio"),
  checkboxes: choices("checkbox"),
  plain_text_input: typed("text"),
  email_text_input: typed("email"),
  url_text_input: typed("url"),
  number_input: typed("number"),
  datepicker: typed("date"),
  timepicker: typed("time"),
  image,
};
