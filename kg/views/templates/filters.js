// What is shown and what is left out. Search and links go through a filter and lift it.

const hidden = { classes: new Set(), predicates: new Set(), statuses: new Set(), papers: new Set() };
/** Statements must be at least so sure, in per cent, and of these months; null means no bound. */
const bounds = { sure: 0, from: null, to: null };
const watchers = [];
let shown = null;
/** Counts the changes, so that others can tell whether what they show still holds. */
let filterings = 0;

/** Call a function whenever the filters change. */
function whenFiltered(watcher) {
  watchers.push(watcher);
}

function refilter() {
  shown = null;
  filterings += 1;
}

function changed() {
  refilter();
  for (const watcher of watchers) watcher();
}

/** Show or hide one class, predicate, status or newspaper. */
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

/** Set how sure statements must be, or the months between which they were so. */
function bound(limits) {
  Object.assign(bounds, limits);
  changed();
}

function lift() {
  for (const names of Object.values(hidden)) names.clear();
  Object.assign(bounds, { sure: 0, from: null, to: null });
}

function showAll() {
  lift();
  changed();
}

function isFiltered() {
  return hidden.classes.size > 0 || filtersStatements();
}

function filtersStatements() {
  return (
    ["predicates", "statuses", "papers"].some((kind) => hidden[kind].size > 0) ||
    bounds.sure > 0 ||
    bounds.from !== null ||
    bounds.to !== null
  );
}

function paperOf(statement) {
  return documents[statement.document].paper || "";
}

function inTime(months) {
  if (bounds.from === null && bounds.to === null) return true;
  // What has no date at all is not known to be of this time.
  return (
    months !== null &&
    (bounds.to === null || months[0] <= bounds.to) &&
    (bounds.from === null || months[1] >= bounds.from)
  );
}

function passes(s) {
  const statement = statements[s];
  return (
    !hidden.statuses.has(statement.status) &&
    !hidden.predicates.has(statement.predicate) &&
    !hidden.papers.has(paperOf(statement)) &&
    statement.confidence >= bounds.sure * 10 &&
    inTime(monthsOfStatement[s])
  );
}

/** Return what passes the filters, worked out once for all, since every frame asks. */
function passing() {
  if (shown) return shown;
  const free = entities.map((entity) => !hidden.classes.has(entity.class));
  const passed = statements.map((_, s) => passes(s));
  const lines = links.map((link) => free[link.from] && free[link.to] && link.statements.some((s) => passed[s]));
  const some = filtersStatements();
  shown = {
    statements: passed,
    links: lines,
    entities: entities.map((_, i) => free[i] && (!some || linksOf[i].some((l) => lines[l]))),
  };
  return shown;
}

/** Return whether an entity is shown; one whose relations are all filtered out is left out with them. */
function entityShown(i) {
  return passing().entities[i];
}

function linkShown(l) {
  return passing().links[l];
}

/** Return the statements of a link that no filter leaves out. */
function shownStatements(l) {
  return links[l].statements.filter((s) => passing().statements[s]);
}

/** Return the status a link is drawn with: the first, in their order, among its shown statements. */
function drawnStatus(l) {
  const own = new Set(shownStatements(l).map((s) => statements[s].status));
  return Object.keys(statuses).find((name) => own.has(name)) || statements[links[l].statements[0]].status;
}

/** Lift filters that hide one of these; say whether any did. Whoever asks shows what comes of it. */
function uncover({ entities: wantedEntities = [], links: wantedLinks = [], statements: wantedStatements = [] }) {
  const free = () =>
    wantedEntities.every(entityShown) &&
    wantedLinks.every(linkShown) &&
    wantedStatements.every((s) => passing().statements[s]);
  if (free()) return false;
  // The class, predicate or status alone first: a reader's other filters stay where they do not stand in the way.
  for (const i of wantedEntities) hidden.classes.delete(entities[i].class);
  for (const l of wantedLinks) hidden.predicates.delete(links[l].predicate);
  for (const s of wantedStatements) hidden.statuses.delete(statements[s].status);
  refilter();
  if (!free()) {
    lift();
    refilter();
  }
  return true;
}
