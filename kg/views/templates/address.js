// What the page shows as an address behind the #, so that it can be sent to somebody else and gone back to.

const VIEWS = ["groups", "group", "around", "path", "tour", "chain"];
const MEASURES = ["degree", "pagerank", "betweenness"];
const SETS = { classes, predicates, statuses };

/** What is chosen and how it is looked at; `view` is empty for the whole. */
const NOTHING = {
  entity: null,
  link: null,
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
  if (state.link !== null)
    said.set("statement", statements[shownStatements(state.link)[0] ?? links[state.link].statements[0]].id);
  if (state.view && !(state.view === "groups" && whole === "groups")) said.set("view", state.view);
  if (state.view === "group") said.set("group", state.group);
  if (state.view === "around") said.set("hops", state.hops);
  if (state.pins.length) said.set("pins", state.pins.map((i) => entities[i].id).join(","));
  if (state.measure !== "degree") said.set("size", state.measure);
  if (state.hulls) said.set("hulls", 1);
  if (state.table) said.set("table", 1);
  const without = Object.keys(SETS).flatMap((kind) => [...hidden[kind]]);
  if (without.length) said.set("without", without.join(","));
  for (const paper of hidden.papers) said.append("paper", paper);
  if (bounds.sure) said.set("sure", bounds.sure / 100);
  if (bounds.from !== null) said.set("from", monthName(bounds.from));
  if (bounds.to !== null) said.set("to", monthName(bounds.to));
  if (language !== "zh") said.set("lang", language);
  // Half of a surrogate pair cannot stand in an address; URLSearchParams puts U+FFFD for it.
  return `#${said.toString().replace(/%2C/g, ",")}`;
}

function number(text, [least, most], otherwise) {
  const value = Number(text);
  return text !== null && Number.isFinite(value) && value >= least && value <= most ? value : otherwise;
}

/** Take over what an address says; what it says of things unknown is passed over. */
function readAddress(hash) {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const of = (name, numbers) => numbers.get(said.get(name)) ?? null;
  const view = VIEWS.includes(said.get("view")) ? said.get("view") : "";
  const statement = of("statement", statementNumber);
  Object.assign(state, NOTHING, {
    entity: of("node", entityNumber),
    link: statement === null ? null : linkOf[statement],
    hops: number(said.get("hops"), [1, 4], 1),
    group: number(said.get("group"), [0, communities.length - 1], null),
    pins: (said.get("pins") || "")
      .split(",")
      .filter((id) => entityNumber.has(id))
      .slice(0, 2)
      .map((id) => entityNumber.get(id)),
    measure: MEASURES.includes(said.get("size")) ? said.get("size") : "degree",
    hulls: said.get("hulls") === "1",
    table: said.get("table") === "1",
  });
  state.view = fits(view) ? view : "";
  const without = (said.get("without") || "").split(",");
  for (const [kind, known] of Object.entries(SETS))
    hidden[kind] = new Set(without.filter((name) => Object.hasOwn(known, name)));
  hidden.papers = new Set(said.getAll("paper").filter((paper) => paperCounts.has(paper)));
  const months = (name, end) => monthsOf(said.get(name))?.[end] ?? null;
  Object.assign(bounds, {
    sure: Math.round(number(said.get("sure"), [0, 1], 0) * 100),
    from: months("from", 0),
    to: months("to", 1),
  });
  language = Object.hasOwn(WORDS, said.get("lang")) ? said.get("lang") : said.has("lang") ? "zh" : language;
}

/** Return whether a view has what it is a view of. */
function fits(view) {
  if (view === "group") return state.group !== null;
  if (view === "path") return state.pins.length === 2;
  return view === "groups" ? communities.length > 0 : state.entity !== null;
}
