// The colours of the picture: those of the style sheet, and of classes and predicates as the ontology gives them.

const colours = {};

/** Read the colours again: after the page has turned dark or light. */
function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "sheet", "ink", "soft", "accent"])
    colours[name] = style.getPropertyValue(`--${name}`).trim();
  colours.dark = style.getPropertyValue("--dark").trim() === "1";
}

/** Return a colour of the ontology as it is drawn: lighter on a dark page, so that it stands out. */
function shade(colour) {
  if (!colours.dark) return colour;
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return `#${parts
    .map((part) =>
      Math.round(part + (255 - part) * 0.35)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}

/** Return the colour of a community: hues far apart for numbers that follow each other. */
function hue(number, lightness, opacity) {
  return `hsla(${Math.round((number * 137.508) % 360)}, 45%, ${lightness}%, ${opacity})`;
}

readColours();
