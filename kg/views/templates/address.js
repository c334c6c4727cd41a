// What the page shows as an address behind the #, so that it can be sent to somebody else and gone back to.

const VIEWS = ["group", "around", "path", "tour", "chain"];
const MEASURES = ["degree", "pagerank", "betweenness"];
const SETS = { classes, predicates, statuses };

/** What is chosen and how it is looked at; `view` is empty for the whole. A statement is chosen with its link. */
const NOTHING = {
  entity: null,
  link: null,
  statement: null,
  view: "",
  hops: 1,
  group: null,
  pins: [],
  measure: "degree",
  hulls: false,
  table: false,
};
const state = { ...NOTHING };

/** Return the address of the present state and filters. */
function addressOf() {
  const said = new URLSearchParams();
  if (state.entity !== null) said.set("node", entities[state.entity].id);
  if (state.link !== null) said.set("statement", statements[state.statement ?? firstOf(state.link)].id);
  if (state.view) said.set("view", state.view);
  if (state.view === "group") said.set("group", state.group);
  if (state.view === "around") said.set("hops", state.hops);
  if (state.pins.length) said.set("pins", state.pins.map((i) => entities[i].id).join(","));
  if (state.measure !== "degree") said.set("size", state.measure);
  if (state.hulls) said.set("hulls", 1);
  if (state.table) said.set("table", 1);
  const without = Object.keys(SETS).flatMap((kind) => [...hidden[kind]]);
  if (without.length) said.set("without", without.join(","));
  // Whichever is shorter: the newspapers that are left out, or those that are not.
  const left = papers.filter((paper) => !hidden.papers.has(paper));
  if (left.length < hidden.papers.size) for (const paper of left) said.append("onlypaper", paper);
  else for (const paper of hidden.papers) said.append("paper", paper);
  if (bounds.sure) said.set("sure", bounds.sure / 100);
  if (bounds.from !== null) said.set("from", monthName(bounds.from));
  if (bounds.to !== null) said.set("to", monthName(bounds.to));
  if (language !== "zh") said.set("lang", language);
  // Half of a surrogate pair cannot stand in an address; URLSearchParams puts U+FFFD for it.
  return `#${said.toString().replace(/%2C/g, ",")}`;
}

/** Return the statement of a link that stands for it. */
function firstOf(link) {
  return shownStatements(link)[0] ?? links[link].statements[0];
}

/** Return a number of an address, or what there is otherwise where it is none between these. */
function number(text, [least, most], otherwise) {
  const value = Number(text);
  return text !== null && value >= least && value <= most ? value : otherwise;
}

function wholeNumber(text, range, otherwise) {
  const value = number(text, range, otherwise);
  return Number.isInteger(value) ? value : otherwise;
}

/** Take over what an address says; what it says of things unknown is passed over. */
function readAddress(hash) {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const of = (name, numbers) => numbers.get(said.get(name)) ?? null;
  const statement = of("statement", statementNumber);
  const pins = (said.get("pins") || "").split(",").filter((id) => entityNumber.has(id));
  Object.assign(state, NOTHING, {
    entity: of("node", entityNumber),
    link: statement === null ? null : linkOf[statement],
    statement,
    hops: wholeNumber(said.get("hops"), [1, 4], 1),
    group: wholeNumber(said.get("group"), [0, communities.length - 1], null),
    pins: [...new Set(pins)].slice(0, 2).map((id) => entityNumber.get(id)),
    measure: MEASURES.includes(said.get("size")) ? said.get("size") : "degree",
    hulls: said.get("hulls") === "1",
    table: said.get("table") === "1",
  });
  readFilters(said);
  const view = said.get("view");
  state.view = VIEWS.includes(view) && fits(view) ? view : "";
}

function readFilters(said) {
  const without = (said.get("without") || "").split(",");
  for (const [kind, known] of Object.entries(SETS))
    hidden[kind] = new Set(without.filter((name) => Object.keys(known).includes(name)));
  const only = said.getAll("onlypaper").filter((paper) => paperCounts.has(paper));
  const out = only.length ? papers.filter((paper) => !only.includes(paper)) : said.getAll("paper");
  hidden.papers = new Set(out.filter((paper) => paperCounts.has(paper)));
  const months = (name, end) => monthsOf(said.get(name))?.[end] ?? null;
  const sure = Math.round(number(said.get("sure"), [0, 1], 0) * 100);
  Object.assign(bounds, { sure, from: months("from", 0), to: months("to", 1) });
  refilter();
}

/** Take the language that an address asks for; going back does not change what the reader chose since. */
function readLanguage(hash) {
  const wanted = new URLSearchParams(hash.replace(/^#/, "")).get("lang");
  if (Object.keys(WORDS).includes(wanted)) language = wanted;
}

/** Return whether a view has what it is a view of. */
function fits(view) {
  if (view === "group") return state.group !== null;
  if (view === "path") return state.pins.length === 2;
  if (state.entity === null) return false;
  if (view === "tour") return visitsOf(state.entity).length > 0;
  return view !== "chain" || chainOf(state.entity).lines.length > 0;
}
