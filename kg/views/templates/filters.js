// What is shown and what is left out. Search and links go through a filter and lift it.

const hidden = { classes: new Set(), predicates: new Set(), statuses: new Set() };
const watchers = [];

/** Call a function whenever the filters change. */
function whenFiltered(watcher) {
  watchers.push(watcher);
}

let shownEntities = null;

function changed() {
  shownEntities = null;
  for (const watcher of watchers) watcher();
}

/** Show or hide one class, predicate or status. */
function toggle(kind, name) {
  if (!hidden[kind].delete(name)) hidden[kind].add(name);
  changed();
}

/** Hide all of a kind but one; if it is alone already, show all again. */
function showOnly(kind, name, names) {
  const alone = !hidden[kind].has(name) && hidden[kind].size === names.length - 1;
  hidden[kind] = new Set(alone ? [] : names.filter((other) => other !== name));
  changed();
}

function showAll() {
  for (const kind of Object.keys(hidden)) hidden[kind].clear();
  changed();
}

function isFiltered() {
  return Object.values(hidden).some((names) => names.size > 0);
}

/** Lift what hides these entities and links; say whether anything did. */
function uncover(entityNumbers, linkNumbers) {
  let lifted = false;
  const lift = (kind, name) => {
    lifted = hidden[kind].delete(name) || lifted;
  };
  for (const i of entityNumbers) lift("classes", entities[i].class);
  for (const i of linkNumbers) {
    lift("predicates", links[i].predicate);
    if (!shownStatements(i).length) for (const s of links[i].statements) lift("statuses", statements[s].status);
  }
  shownEntities = null;
  // An entity whose relations are all filtered out is left out with them.
  if (entityNumbers.some((i) => !entityShown(i))) {
    lifted = true;
    hidden.predicates.clear();
    hidden.statuses.clear();
  }
  if (lifted) changed();
  return lifted;
}

/** Return the statements of a link that no filter leaves out. */
function shownStatements(number) {
  return links[number].statements.filter((s) => !hidden.statuses.has(statements[s].status));
}

function linkShown(number) {
  const link = links[number];
  return (
    !hidden.predicates.has(link.predicate) &&
    !hidden.classes.has(entities[link.from].class) &&
    !hidden.classes.has(entities[link.to].class) &&
    shownStatements(number).length > 0
  );
}

/** Return whether an entity is shown; worked out once for all of them, since every frame asks. */
function entityShown(number) {
  if (!shownEntities) shownEntities = entities.map((_, i) => passes(i));
  return shownEntities[number];
}

function passes(number) {
  if (hidden.classes.has(entities[number].class)) return false;
  if (!hidden.predicates.size && !hidden.statuses.size) return true;
  return linksOf[number].some(linkShown);
}

/** Return the status a link is drawn with: the first, in their order, among its shown statements. */
function drawnStatus(number) {
  const own = new Set(shownStatements(number).map((s) => statements[s].status));
  return Object.keys(statuses).find((name) => own.has(name)) || statements[links[number].statements[0]].status;
}
