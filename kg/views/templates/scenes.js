// What stands in the picture and where: the whole, the communities, one of them, or a part around what is chosen.
//
// A scene has `items` (an id, a place, and the entity or the community that stands there), `lines` between items (with
// the link they show, or a count), `headings` over columns, and `left`, how many more there would be.

/** Nodes that vis-network draws and moves without delay; beyond it a scene shows the busiest. */
const MOST = 1200;
const NEAR = 400;
const RING = 150;
const COLUMN = 300;
const ROW = 54;
const DAY = 190;
const DAYS = 6;
const COLUMN_MOST = 60;
/** Ties of a community that are drawn. */
const TIES = 3;

const whole = communities.length && data.large ? "groups" : "all";

function entityItem(i, x, y) {
  return { id: i, entity: i, x, y };
}

function linkLine(l) {
  return { id: l, link: l, from: links[l].from, to: links[l].to };
}

/** Return the links among some entities, as lines. */
function linesAmong(numbers) {
  const inside = new Set(numbers);
  const found = new Set();
  for (const i of numbers) for (const l of linksOf[i]) if (inside.has(otherEnd(links[l], i))) found.add(l);
  return [...found].sort((a, b) => a - b).map(linkLine);
}

/** Return the ties that are among the strongest of either of their ends: all of them would be a thicket. */
function strongest(ties) {
  const seen = new Map();
  return [...ties]
    .sort((a, b) => b.count - a.count)
    .filter(({ ends }) => {
      const before = ends.map((end) => seen.get(end) || 0);
      ends.forEach((end, n) => seen.set(end, before[n] + 1));
      return Math.min(...before) < TIES;
    });
}

const scenes = {
  /** Return everything, where Python put it. */
  all() {
    const items = entities.map(({ x, y }, i) => entityItem(i, x, y));
    return { items, lines: links.map((_, l) => linkLine(l)) };
  },

  /** Return the communities as discs, with how much is said between any two of them. */
  groups() {
    const kept = communities.map((_, k) => k).slice(0, MOST);
    const items = kept.map((k) => ({ id: `c${k}`, community: k, x: communities[k].x, y: communities[k].y }));
    const between = new Map();
    for (const link of links) {
      const ends = [entities[link.from].community, entities[link.to].community].sort((a, b) => a - b);
      if (ends[0] === ends[1] || ends[0] < 0 || ends[1] >= kept.length) continue;
      const key = ends.join(" ");
      between.set(key, (between.get(key) || 0) + link.statements.length);
    }
    const lines = strongest([...between].map(([key, count]) => ({ ends: key.split(" "), count }))).map(
      ({ ends, count }) => ({ id: `b${ends.join(" ")}`, from: `c${ends[0]}`, to: `c${ends[1]}`, count }),
    );
    return { items, lines, left: communities.length - kept.length };
  },

  /** Return one community from inside. */
  group({ group }) {
    const members = membersOf[group].slice(0, MOST);
    const items = members.map((i) => entityItem(i, entities[i].x, entities[i].y));
    return { items, lines: linesAmong(members), left: membersOf[group].length - members.length };
  },

  /** Return what lies within some hops of an entity, on rings around it: each beside what it was reached from. */
  around({ entity, hops }) {
    const distance = reached(entity, hops, NEAR);
    const children = new Map([...distance.keys()].map((i) => [i, []]));
    const placed = new Set([entity]);
    for (const i of distance.keys()) {
      const ways = linksOf[i]
        .filter(linkShown)
        .sort((a, b) => links[a].predicate.localeCompare(links[b].predicate) || a - b);
      for (const there of ways.map((l) => otherEnd(links[l], i))) {
        if (placed.has(there) || distance.get(there) !== distance.get(i) + 1) continue;
        placed.add(there);
        children.get(i).push(there);
      }
    }
    const numbers = [...distance.keys()];
    return {
      items: onRings(entity, children),
      lines: linesAmong(numbers),
      left: howMany(entity, hops) - numbers.length,
    };
  },

  /** Return a shortest path between the two pinned entities, from left to right. */
  path({ pins }) {
    const chain = shortestPath(...pins);
    const stops = [pins[0]];
    for (const l of chain || []) stops.push(otherEnd(links[l], stops[stops.length - 1]));
    if (!chain) stops.push(pins[1]);
    const items = stops.map((i, n) => entityItem(i, n * 230, (n % 2) * 70));
    return { items, lines: linesAmong(stops) };
  },

  /** Return the visits of somebody, a column for each day. */
  tour({ entity }) {
    const days = new Map();
    for (const visit of visitsOf(entity)) days.set(visit.day, [...(days.get(visit.day) || []), visit]);
    const items = [{ id: entity, entity, x: -DAY * 1.2, y: 0 }];
    const headings = [];
    let [column, top, deepest] = [0, 0, 0];
    for (const [day, visits] of days) {
      if (column === DAYS) [column, top, deepest] = [0, top + (deepest + 2) * ROW, 0];
      headings.push({ x: column * DAY, y: top - ROW, text: day || word("undated") });
      visits.forEach(({ statement, link, site }, n) => {
        items.push({ id: `v${statement}`, entity: site, link, x: column * DAY, y: top + n * ROW });
      });
      deepest = Math.max(deepest, visits.length);
      column += 1;
    }
    const stops = items.slice(1);
    const route = stops.map((item, n) => ({
      id: `r${n}`,
      from: n ? stops[n - 1].id : entity,
      to: item.id,
      route: true,
    }));
    return { items, lines: route, headings };
  },

  /** Return the chain of production around an entity: containers, makers, products, what these are made from. */
  chain({ entity }) {
    const { columns, lines } = chainOf(entity);
    const titles = ["chainPlaces", "chainMakers", "chainProducts", "chainUpstream"];
    const items = [];
    const headings = [];
    let left = 0;
    const filled = columns.map((column, n) => [column, titles[n]]).filter(([column]) => column.length);
    filled.forEach(([column, title], n) => {
      const kept = ordered(column, lines, items).slice(0, COLUMN_MOST);
      left += column.length - kept.length;
      kept.forEach((i, row) => items.push(entityItem(i, n * COLUMN, (row - (kept.length - 1) / 2) * ROW)));
      headings.push({ x: n * COLUMN, y: 0, text: word(title) });
    });
    const top = Math.min(...items.map((item) => item.y)) - ROW * 1.2;
    for (const heading of headings) heading.y = top;
    const inside = new Set(items.map((item) => item.id));
    const kept = lines.filter((l) => inside.has(links[l].from) && inside.has(links[l].to));
    return { items, lines: kept.map(linkLine), headings, left };
  },
};

/** Return a column in the order of what its members are joined to on their left, so that few lines cross. */
function ordered(column, lines, placed) {
  const rows = new Map(placed.map((item) => [item.entity, item.y]));
  const height = new Map(column.map((i) => [i, []]));
  for (const l of lines) {
    const { from, to } = links[l];
    for (const [i, other] of [
      [from, to],
      [to, from],
    ])
      if (height.has(i) && rows.has(other)) height.get(i).push(rows.get(other));
  }
  const mean = (i) => height.get(i).reduce((sum, y) => sum + y, 0) / (height.get(i).length || 1);
  return [...column].sort((a, b) => mean(a) - mean(b) || degreeOf[b] - degreeOf[a] || a - b);
}

/** Return the places of a tree on rings around its root; each branch has an angle in proportion to its size. */
function onRings(root, children) {
  const weights = new Map();
  const count = (i) => {
    // What leads nowhere needs room for its name as well.
    const own = 1 + 0.6 * children.get(i).reduce((sum, child) => sum + count(child), 0);
    weights.set(i, own);
    return own;
  };
  count(root);
  // Names are wide: a ring is long enough for its nodes to stand apart.
  const step = Math.max(RING, (weights.get(root) * 46) / (2 * Math.PI));
  const items = [entityItem(root, 0, 0)];
  const place = (i, from, to, ring) => {
    const all = children.get(i).reduce((sum, child) => sum + weights.get(child), 0);
    let angle = from;
    for (const child of children.get(i)) {
      const share = ((to - from) * weights.get(child)) / all;
      const middle = angle + share / 2;
      // Neighbours on one ring stand nearer and farther by turns.
      const radius = ring * step + (items.length % 2) * RING * 0.3;
      items.push(
        entityItem(child, Math.round(Math.cos(middle) * radius * 1.25), Math.round(Math.sin(middle) * radius)),
      );
      place(child, angle, angle + share, ring + 1);
      angle += share;
    }
  };
  place(root, -Math.PI / 2, (3 * Math.PI) / 2, 1);
  return items;
}
