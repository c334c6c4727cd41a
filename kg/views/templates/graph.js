// Ways through the graph that the filters leave: what is near, the shortest way, visits, chains of production.

const VISITED = "visited";
const POST = "holdsPost";
const LIES_IN = "locatedIn";
const MAKES = ["produces", "develops"];
const MADE_FROM = "madeFrom";
const PRODUCT = "Product";
const CONTAINERS = ["Park", "Place"];

/** Return how strong a link is: its statements, the surest of them first among equals. */
function strength(l) {
  const own = shownStatements(l);
  return own.length + Math.max(0, ...own.map((s) => statements[s].confidence)) / 1001;
}

/** Return the entities within some hops of one, each with its distance: the busiest first, `most` at the most. */
function reached(start, hops, most) {
  const distance = new Map([[start, 0]]);
  let edge = [start];
  for (let hop = 1; hop <= hops && distance.size < most; hop += 1) {
    const next = new Set();
    for (const i of edge) for (const l of linksOf[i].filter(linkShown)) next.add(otherEnd(links[l], i));
    edge = [...next].filter((i) => !distance.has(i));
    edge.sort((a, b) => degreeOf[b] - degreeOf[a] || a - b);
    edge = edge.slice(0, most - distance.size);
    for (const i of edge) distance.set(i, hop);
  }
  return distance;
}

/** Return how many entities lie within some hops of one. */
function howMany(start, hops) {
  return reached(start, hops, Infinity).size;
}

/** Return a shortest chain of links from one entity to another, the strongest of parallel ones; null if there is none. */
function shortestPath(from, to) {
  const came = new Map([[from, null]]);
  let edge = [from];
  while (edge.length && !came.has(to)) {
    const next = [];
    for (const i of edge) {
      for (const l of linksOf[i].filter(linkShown).sort((a, b) => strength(b) - strength(a) || a - b)) {
        const there = otherEnd(links[l], i);
        if (came.has(there)) continue;
        came.set(there, [i, l]);
        next.push(there);
      }
    }
    edge = next;
  }
  if (!came.has(to)) return null;
  const chain = [];
  for (let step = came.get(to); step; step = came.get(step[0])) chain.unshift(step[1]);
  return chain;
}

/** Compare two dates as they are written; a sort by language would put signs before digits. */
function inOrder(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Return the visits of somebody in order of time, undated ones last: { statement, link, day, site }. */
function visitsOf(entity) {
  const known = new Set();
  return linksOf[entity]
    .filter((l) => links[l].predicate === VISITED && links[l].from === entity && linkShown(l))
    .flatMap((l) =>
      shownStatements(l).map((s) => ({ statement: s, link: l, day: statements[s].date || "", site: links[l].to })),
    )
    .sort((a, b) => inOrder(a.day || "~", b.day || "~") || a.statement - b.statement)
    .filter(({ day, site }) => !known.has(`${day} ${site}`) && known.add(`${day} ${site}`));
}

/** Return the shown links of these predicates that leave an entity, or that come to it. */
function neighbours(i, names, outward) {
  return linksOf[i].filter(
    (l) => names.includes(links[l].predicate) && (links[l].from === i) === outward && linkShown(l),
  );
}

/** Return what is found by following links of these predicates from some entities, up to so many steps. */
function followed(starts, names, outward, steps) {
  const found = new Set();
  let edge = starts;
  for (let step = 0; step < steps; step += 1) {
    const next = edge.flatMap((i) => neighbours(i, names, outward).map((l) => otherEnd(links[l], i)));
    edge = [...new Set(next)].filter((i) => !found.has(i));
    for (const i of edge) found.add(i);
  }
  return [...found];
}

/**
 * Return the chain of production around an entity: `columns` of containers, makers, products and what these are made
 * from, and the `lines` between them.
 */
function chainOf(entity) {
  const isContainer = (i) => CONTAINERS.includes(entities[i].class);
  const isProduct = (i) => entities[i].class === PRODUCT;
  let places, makers;
  if (isContainer(entity)) {
    const inside = followed([entity], [LIES_IN], false, 3);
    places = [entity, ...inside.filter(isContainer)];
    makers = inside.filter((i) => !isContainer(i) && neighbours(i, MAKES, true).length);
  } else {
    makers = isProduct(entity) ? followed([entity], MAKES, false, 2) : [entity, ...followed([entity], MAKES, false, 1)];
    places = followed(makers, [LIES_IN], true, 1);
  }
  // A firm builds a project, and the project makes the product.
  const made = followed(makers, MAKES, true, 2);
  makers.push(...made.filter((i) => !isProduct(i)));
  const products = isProduct(entity) ? [entity] : made.filter(isProduct);
  const upstream = followed(products, [MADE_FROM], true, 4);
  const taken = new Set();
  const columns = [places, makers, products, upstream].map((column) =>
    column.filter((i) => !taken.has(i) && taken.add(i)),
  );
  const chained = [LIES_IN, ...MAKES, MADE_FROM];
  const lines = [...taken].flatMap((i) => neighbours(i, chained, true).filter((l) => taken.has(links[l].to)));
  return { columns, lines };
}

/** Return the corners of the smallest convex polygon around some points (Andrew's monotone chain). */
function hullOf(points) {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const turn = (o, a, b) => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
  const half = (list) => {
    const chain = [];
    for (const point of list) {
      while (chain.length > 1 && turn(chain[chain.length - 2], chain[chain.length - 1], point) <= 0) chain.pop();
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}
