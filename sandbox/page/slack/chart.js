// Slack's data_visualization block as a drawing: pie, line, bar and area, with a legend, and told in words.

import { h } from "../view.js";

const WIDTH = 440;
const HEIGHT = 210;
const PLOT = { left: 44, right: 10, top: 10, bottom: 30 };
const LETTER = 6.4;
const TICKS = 5;

const number = (value) => Number(value).toLocaleString(document.documentElement.lang || "en", { maximumFractionDigits: 2 });
const round = (value) => Math.round(value * 100) / 100;

export function chart(block) {
  const given = block.chart ?? {};
  const pie = given.type === "pie";
  const names = pie ? (given.segments ?? []).map((one) => one.label) : (given.series ?? []).map((one) => one.name);
  return h(
    "figure",
    { class: "chart" },
    h("figcaption", {}, block.title),
    h(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `${block.title}. ${inWords(given)}` },
      pie ? slices(given.segments ?? []) : plotted(given),
    ),
    names.length > 1 || pie
      ? h("ul", { class: "legend" }, names.map((name, place) => h("li", { key: place }, h("span", { class: `swatch c${place % 6}`, "aria-hidden": "true" }), name)))
      : null,
  );
}

function inWords({ type, segments = [], series = [] }) {
  if (type === "pie") return segments.map((one) => `${one.label} ${number(one.value)}`).join(", ");
  return series.map((one) => `${one.name}: ${one.data.map((point) => `${point.label} ${number(point.value)}`).join(", ")}`).join("; ");
}

/* Pie */

function slices(segments) {
  const sum = segments.reduce((total, one) => total + one.value, 0) || 1;
  const [x, y, radius] = [WIDTH / 2, HEIGHT / 2, HEIGHT / 2 - 8];
  let turned = 0;
  return segments.map((one, place) => {
    const part = one.value / sum;
    const [from, to] = [turned, turned + part];
    turned = to;
    const title = h("title", {}, `${one.label}: ${number(one.value)} (${Math.round(part * 100)}%)`);
    if (part > 0.9999) return h("circle", { class: `slice c${place % 6}`, key: place, cx: x, cy: y, r: radius }, title);
    const at = (turn) => `${round(x + radius * Math.sin(turn * 2 * Math.PI))} ${round(y - radius * Math.cos(turn * 2 * Math.PI))}`;
    const path = `M${x} ${y}L${at(from)}A${radius} ${radius} 0 ${part > 0.5 ? 1 : 0} 1 ${at(to)}Z`;
    return h("path", { class: `slice c${place % 6}`, key: place, d: path }, title);
  });
}

/* Line, bar and area */

function plotted({ type, series = [], axis_config: axis = {} }) {
  const categories = axis.categories ?? [];
  const values = series.flatMap((one) => one.data.map((point) => point.value));
  const ticks = ladder(values, type !== "line");
  const [low, high] = [ticks[0], ticks[ticks.length - 1]];
  const inner = WIDTH - PLOT.left - PLOT.right;
  const step = inner / Math.max(1, categories.length);
  const scale = {
    x: (place) => round(PLOT.left + step * (place + 0.5)),
    y: (value) => round(PLOT.top + (1 - (value - low) / (high - low || 1)) * (HEIGHT - PLOT.top - PLOT.bottom)),
    step,
    floor: Math.min(Math.max(0, low), high),
  };
  const drawn = { bar: bars, area: areas, line: lines }[type] ?? lines;
  return [
    ticks.map((tick) => rung(tick, scale)),
    under(categories, scale),
    axis.y_label ? h("text", { class: "axis", x: 10, y: HEIGHT / 2, transform: `rotate(-90 10 ${HEIGHT / 2})`, "text-anchor": "middle" }, axis.y_label) : null,
    axis.x_label ? h("text", { class: "axis", x: PLOT.left + inner / 2, y: HEIGHT - 2, "text-anchor": "middle" }, axis.x_label) : null,
    series.map((one, place) => h("g", { key: `series-${place}`, class: `c${place % 6}` }, drawn(one, categories, scale, place, series.length))),
  ];
}

/** Round numbers from below the least to above the greatest. */
export function ladder(values, withZero) {
  const least = Math.min(...values, ...(withZero || !values.length ? [0] : []));
  const most = Math.max(...values, ...(withZero || !values.length ? [0] : []));
  const rough = (most - least || Math.abs(most) || 1) / (TICKS - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough);
  const first = Math.floor(least / step) * step;
  const rungs = [];
  for (let at = first; ; at += step) {
    rungs.push(Number(at.toPrecision(10)));
    if (at >= most - step / 1e6 && rungs.length > 1) return rungs;
  }
}

const rung = (tick, { y }) =>
  h(
    "g",
    { key: `tick-${tick}`, class: tick === 0 ? "zero" : "rung" },
    h("line", { x1: PLOT.left, x2: WIDTH - PLOT.right, y1: y(tick), y2: y(tick) }),
    h("text", { x: PLOT.left - 6, y: y(tick) + 4, "text-anchor": "end" }, number(tick)),
  );

/** The names below, as many of them as there is room for; the last always. */
function under(categories, { x, step }) {
  const widest = Math.max(...categories.map((name) => String(name).length), 1) * LETTER + 8;
  const every = Math.max(1, Math.ceil(widest / step));
  const last = categories.length - 1;
  return categories.map((name, place) =>
    (last - place) % every === 0 ? h("text", { key: `name-${place}`, x: x(place), y: HEIGHT - PLOT.bottom + 14, "text-anchor": "middle" }, String(name)) : null,
  );
}

const points = (one, categories, { x, y }) =>
  categories.map((name, place) => {
    const found = one.data.find((point) => point.label === name);
    return found ? { name, value: found.value, x: x(place), y: y(found.value) } : null;
  });

/** What stands next to each other, without the gaps between. */
function stretches(all) {
  const found = [[]];
  for (const point of all) {
    if (point) found[found.length - 1].push(point);
    else if (found[found.length - 1].length) found.push([]);
  }
  return found.filter((one) => one.length);
}

const through = (stretch) => stretch.map((point, place) => `${place ? "L" : "M"}${point.x} ${point.y}`).join("");
const dot = (one) => (point) => h("circle", { class: "dot", key: point.name, cx: point.x, cy: point.y, r: 3.2 }, h("title", {}, `${one.name}, ${point.name}: ${number(point.value)}`));

function lines(one, categories, scale) {
  const all = points(one, categories, scale);
  return [stretches(all).map((stretch) => h("path", { class: "stroke", d: through(stretch) })), all.filter(Boolean).map(dot(one))];
}

function areas(one, categories, scale) {
  const ground = scale.y(scale.floor);
  const below = stretches(points(one, categories, scale)).map((stretch) =>
    h("path", { class: "area", d: `${through(stretch)}L${stretch[stretch.length - 1].x} ${ground}L${stretch[0].x} ${ground}Z` }),
  );
  return [below, lines(one, categories, scale)];
}

function bars(one, categories, scale, place, many) {
  const width = (scale.step * 0.72) / many;
  const ground = scale.y(scale.floor);
  return points(one, categories, scale)
    .filter(Boolean)
    .map((point) =>
      h(
        "rect",
        {
          class: "bar",
          key: point.name,
          x: round(point.x - (width * many) / 2 + width * place),
          y: Math.min(point.y, ground),
          width: round(Math.max(1, width - 1)),
          height: Math.max(0.5, round(Math.abs(ground - point.y))),
          rx: 2,
        },
        h("title", {}, `${one.name}, ${point.name}: ${number(point.value)}`),
      ),
    );
}
