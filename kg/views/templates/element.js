// Elements are made here and nowhere else: text goes in as text, so markup in a name or a quote stays text.

// Controls that turn the direction of writing could make a name read as another one; each shows as U+FFFD.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Return the element of an id. */
function at(id) {
  return document.getElementById(id);
}

/** Return a text of a page as it may be shown, one character for one. */
function plain(text) {
  return String(text).replace(UNSEEN, "\ufffd");
}

/** Return the first characters of a text, by code points. */
function clipped(text, most) {
  const points = [...plain(text.slice(0, most * 4))];
  return points.length > most ? points.slice(0, most - 1).join("") + "…" : points.join("");
}

/** What holds words of the newspapers, in whatever language the page itself speaks. */
const QUOTING = ["bdi", "blockquote", "cite"];

/** Return an element; `attributes` that start with "on" are listeners, children are elements or texts. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  if (QUOTING.includes(tag)) made.lang = "zh";
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, plain(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child != null && child !== false) made.append(child instanceof Node ? child : plain(child));
  }
  return made;
}

/** Give an element these children in place of its own; what had the focus has it again, if it is there again. */
function fill(parent, ...children) {
  const held = parent.contains(document.activeElement) ? document.activeElement : null;
  const way = held && held !== parent ? wayTo(parent, held) : null;
  parent.replaceChildren(...children.flat(Infinity).filter((child) => child != null && child !== false));
  if (way) (foundAgain(parent, way) || parent).focus({ preventScroll: true });
}

/** Return how to find an element again: its name, else its place among its like. */
function wayTo(parent, held) {
  const { way, kind, name } = held.dataset;
  if (held.id) return { selector: `#${CSS.escape(held.id)}`, place: 0 };
  if (way) return { selector: `[data-way="${CSS.escape(way)}"]`, place: 0 };
  const selector = kind
    ? `[data-kind="${kind}"][data-name="${CSS.escape(name)}"]`
    : held.tagName.toLowerCase() + (held.classList[0] ? `.${held.classList[0]}` : "");
  return { selector, place: [...parent.querySelectorAll(selector)].indexOf(held) };
}

function foundAgain(parent, { selector, place }) {
  return parent.querySelectorAll(selector)[place];
}

const SVG = "http://www.w3.org/2000/svg";
const OUTLINES = {
  dot: "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z",
  square: "M2.5 2.5h11v11h-11z",
  diamond: "M8 .8 15.2 8 8 15.2.8 8z",
  triangle: "M8 1.5 15 14H1z",
  triangleDown: "M8 14.5 15 2H1z",
  star: "M8 .8l2.2 4.7 5.1.6-3.8 3.5 1 5.1L8 12.2l-4.500 2.500 1-5.100L.7 6.100l5.100-.6z",
  hexagon: "M4.300 1.600h7.400L15.400 8l-3.700 6.400H4.300L.6 8z",
};

function drawing(width, height, shapes) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  svg.setAttribute("aria-hidden", "true");
  for (const [tag, attributes] of shapes) {
    const shape = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    svg.append(shape);
  }
  return svg;
}

/** Return the sign of a class: its form in its colour. */
function classSign(drawn) {
  return drawing(16, 16, [["path", { d: OUTLINES[drawn.shape] || OUTLINES.dot, fill: shade(drawn.color) }]]);
}

/** Return a stretch of line as edges are drawn; without a colour of its own in that of the text. */
function lineSign(color, dashes) {
  const line = { x1: 1, y1: 8, x2: 25, y2: 8, stroke: color || "currentColor", "stroke-width": 2 };
  if (dashes) line["stroke-dasharray"] = dashes.join(" ");
  return drawing(26, 16, [["line", line]]);
}
