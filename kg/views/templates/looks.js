// How items and lines are drawn: what vis-network is told of each.

const SMALLEST = 7.5;
const LARGEST = 25;
/** Factors of the radius by which different forms look equally large. */
const EVEN = { square: 0.86, diamond: 1.16, star: 1.2, triangle: 1.08, triangleDown: 1.08 };
/** How far lines between the same two items bend away from each other. */
const BEND = 0.16;
const OPACITY = 0.62;

/** Return the radius of an entity in pixels at zoom 1, by how much it matters in one of three ways. */
function radiusOf(i, measure) {
  const even = EVEN[classes[entities[i].class].shape] || 1;
  const radius =
    measure === "degree"
      ? SMALLEST + 2.6 * Math.sqrt(degreeOf[i])
      : SMALLEST + (LARGEST - SMALLEST) * Math.sqrt((entities[i][measure] || 0) / 1000);
  return Math.min(radius, LARGEST) * even;
}

/** Return an item with what it is called, how large and how busy it is. */
function dressed(item, measure) {
  if (item.community !== undefined) {
    const many = membersOf[item.community].length;
    const { name } = communities[item.community];
    // Where it is tells enough while there are many; the panel has the whole name.
    return {
      ...item,
      name: plain(name),
      short: clipped(name.split(" · ")[0], 15),
      weight: many / 4,
      size: 14 + 3 * Math.sqrt(many),
    };
  }
  const { name } = entities[item.entity];
  return {
    ...item,
    name: clipped(name, 32),
    short: clipped(name, 15),
    weight: degreeOf[item.entity],
    size: radiusOf(item.entity, measure),
  };
}

function nodeOf({ id, x, y, size, entity, community }) {
  const drawn = entity === undefined ? { shape: "dot", color: hueOf(community) } : classes[entities[entity].class];
  const plainly = { background: entity === undefined ? drawn.color : shade(drawn.color), border: colours.sheet };
  return { id, x, y, size, shape: drawn.shape, color: { ...plainly, hover: plainly, highlight: plainly } };
}

function hueOf(community) {
  return hue(community, colours.dark ? 48 : 62, 1);
}

/** Return lines as edges; those that share both ends open as a fan, the one in the middle straight. */
function edgesOf(lines) {
  const fans = new Map();
  for (const line of lines) {
    const key = line.from < line.to ? `${line.from} ${line.to}` : `${line.to} ${line.from}`;
    if (!fans.has(key)) fans.set(key, []);
    fans.get(key).push(line);
  }
  return [...fans.values()].flatMap((fan) =>
    fan.map((line, n) => ({ ...edgeOf(line), ...bend(line, n - (fan.length - 1) / 2) })),
  );
}

function bend(line, offset) {
  if (!offset) return {};
  // A curve is told as seen from its start, so a line that runs the other way turns the other way.
  const clockwise = offset > 0 !== line.from > line.to;
  return { smooth: { enabled: true, type: clockwise ? "curvedCW" : "curvedCCW", roundness: Math.abs(offset) * BEND } };
}

function edgeOf({ id, from, to, link, count, route }) {
  const still = { arrows: { to: { enabled: false } } };
  if (route) return { id, from, to, dashes: [3, 5], width: 1.6, color: { color: colours.accent, opacity: 0.55 } };
  if (count)
    return { id, from, to, ...still, width: 1 + Math.log2(count), color: { color: colours.soft, opacity: 0.35 } };
  return { id, from, to, ...(predicates[links[link].predicate].symmetric ? still : {}) };
}

/** Return how the line of a link is drawn now: by the status of what is shown of it, faint where it is not meant. */
function lineLook(line, { strong, opacity }) {
  const status = statuses[drawnStatus(line.link)];
  const color = shade(status.color || predicates[links[line.link].predicate].color);
  const width = 1.6 + 0.8 * Math.log2(shownStatements(line.link).length || 1) + strong;
  return {
    id: line.id,
    hidden: !linkShown(line.link),
    color: { color, opacity },
    dashes: status.dashes || false,
    width,
  };
}
