// A small view layer: trees of plain objects, patched into the page.
//
// A text only ever becomes a text node, so nothing that anybody wrote can become markup.
// What a person typed stays: `value` and `checked` are set when the tree changes them, not at every patch.

/** One element: `props` are attributes, and besides them
 *  key      its identity among its siblings
 *  on       {event: handler}
 *  value, checked, indeterminate, scrollTop   properties
 *  made     called with the element once it stands in the page
 *  flash    a text; when it changes, the element lights up for a moment */
export function h(tag, props, ...children) {
  return { tag, props: props ?? {}, key: props?.key, children: children.flat(Infinity).filter(isShown) };
}

const isShown = (child) => child !== null && child !== undefined && child !== false && child !== "";
const PROPERTIES = new Set(["value", "checked", "disabled", "inert", "hidden"]);
const OWN = new Set(["key", "on", "made", "flash"]);
const SVG = "http://www.w3.org/2000/svg";
const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");

/** Show `tree` (an array of nodes) as the whole content of `root`. */
export function show(root, tree) {
  const made = [];
  patchChildren(root, root.shown ?? [], tree.flat(Infinity).filter(isShown), made);
  root.shown = tree.flat(Infinity).filter(isShown);
  for (const call of made) call();
}

function create(node, made, parent) {
  if (typeof node !== "object") return document.createTextNode(String(node));
  const drawn = node.tag === "svg" || parent.namespaceURI === SVG;
  const element = drawn ? document.createElementNS(SVG, node.tag) : document.createElement(node.tag);
  element.handlers = {};
  // Options must stand before a select can have one of them as its value.
  patchChildren(element, [], node.children, made);
  patchProps(element, {}, node.props);
  if (node.props.made) made.push(() => node.props.made(element));
  return element;
}

function patch(element, before, now, made) {
  if (before === now) return;
  if (typeof now !== "object") {
    if (element.data !== String(now)) element.data = String(now);
    return;
  }
  patchChildren(element, before.children, now.children, made);
  patchProps(element, before.props, now.props);
  if (now.props.flash !== undefined && now.props.flash !== before.props.flash) flash(element);
}

function patchProps(element, before, now) {
  for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
    if (OWN.has(name) || before[name] === now[name]) continue;
    const value = now[name];
    if (PROPERTIES.has(name)) element[name] = value ?? "";
    else if (name.startsWith("aria-") && typeof value === "boolean") element.setAttribute(name, String(value));
    else if (value === undefined || value === null || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const name of Object.keys(now.on ?? {})) {
    if (!(name in element.handlers)) element.addEventListener(name, (event) => element.handlers[name]?.(event));
  }
  element.handlers = { ...Object.fromEntries(Object.keys(element.handlers).map((name) => [name, null])), ...now.on };
}

function patchChildren(parent, before, now, made) {
  const elements = [...parent.childNodes];
  const keyed = new Map();
  const loose = [];
  before.forEach((node, place) => {
    const entry = { node, element: elements[place] };
    if (node.key !== undefined) keyed.set(node.key, entry);
    else loose.push(entry);
  });
  const standing = now.map((node) => (node.key !== undefined ? take(keyed, node) : takeLoose(loose, node)));
  // What is gone goes first, so that what stays keeps its place: an element that moves loses the focus.
  for (const { element } of [...keyed.values(), ...loose]) element.remove();
  let next = parent.firstChild;
  now.forEach((node, place) => {
    const entry = standing[place];
    if (entry) patch(entry.element, entry.node, node, made);
    if (entry && entry.element === next) next = next.nextSibling;
    else if (entry) move(parent, entry.element, next);
    else parent.insertBefore(create(node, made, parent), next);
  });
}

/** Elsewhere among its siblings, with its focus and its scrolling where the browser knows how. */
function move(parent, element, next) {
  if (parent.moveBefore) parent.moveBefore(element, next);
  else parent.insertBefore(element, next);
}

const kind = (node) => (typeof node === "object" ? node.tag : "#text");

function take(keyed, node) {
  const entry = keyed.get(node.key);
  if (!entry || kind(entry.node) !== kind(node)) return null;
  keyed.delete(node.key);
  return entry;
}

function takeLoose(loose, node) {
  const place = loose.findIndex((entry) => kind(entry.node) === kind(node));
  return place < 0 ? null : loose.splice(place, 1)[0];
}

function flash(element) {
  if (CALM.matches) return;
  element.animate([{ backgroundColor: "var(--flash)" }, {}], { duration: 1600, easing: "ease-out" });
}

/** Keep a scrolling list at its end when it was there (or is new), else where the reader left it. */
export function keepAtEnd(root) {
  const lists = [...root.querySelectorAll("[data-at-end]")];
  const away = new Map(lists.map((list) => [list, list.scrollHeight - list.scrollTop - list.clientHeight > 40]));
  return () => {
    for (const list of root.querySelectorAll("[data-at-end]")) {
      if (!away.get(list)) list.scrollTop = list.scrollHeight;
    }
  };
}

/** For what takes its room late, such as a picture: a list that stood at its end stays there. */
export function stayAtEnd(event) {
  const list = event.target.closest("[data-at-end]");
  if (list && list.scrollHeight - list.scrollTop - list.clientHeight < event.target.offsetHeight + 60) list.scrollTop = list.scrollHeight;
}
