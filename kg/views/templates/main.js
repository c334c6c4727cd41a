// The page comes together: what is chosen, its address, the keyboard, the language.

const panel = at("panel");
let depth = history.state?.depth ?? 0;
let drawnScene = "";
let drawnLook = "";
let panelPlace = "";
let panelContent = "";

const canvas = makeCanvas(at("canvas"), {
  entity: (i) => showEntity(i),
  link: (l) => showLink(l),
  community: (k) => showCommunity(k),
  nothing: () => clearSelection(),
});
const legend = makeLegend(at("filters"));
const table = makeTable(at("table"), at("table-button"));
const paintEditor = data.endpoint
  ? makeEditor(at("editor"), {
      endpoint: data.endpoint,
      queries: data.queries,
      holds: (kind, key) => (kind === "id" ? entityNumber : statementNumber).has(key),
      showEntity: (key) => showEntity(entityNumber.get(key), { move: true }),
      showStatement: (key) => showStatement(statementNumber.get(key), { move: true }),
    })
  : null;
makeSearch(at("search-input"), at("search-list"), (i) => {
  showEntity(i, { move: true });
  panel.focus({ preventScroll: true });
});

/** Choose an entity: its panel, its neighbours in the picture, its address. */
function showEntity(i, { move = false } = {}) {
  const lifted = uncover({ entities: [i] });
  // A neighbourhood goes along; another view stays while it shows what is chosen.
  const stays = { around: true, tour: i === state.entity, chain: i === state.entity }[state.view] ?? canvas.has(i);
  go({ entity: i, link: null, statement: null, view: stays ? state.view : "" }, { move, lifted });
}

/** Choose a link: the evidence for it. */
function showLink(l, options) {
  choose({ link: l, statement: null }, options);
}

/** Choose a statement: the evidence of its link, with this one first. */
function showStatement(s, options) {
  choose({ link: linkOf[s], statement: s }, options);
}

function choose({ link, statement }, { move = false } = {}) {
  const lifted = uncoverLink(link, statement);
  const stays = canvas.hasLink(link) && sceneNow() !== "groups";
  go({ link, statement, entity: stays ? state.entity : null, view: stays ? state.view : "" }, { move, lifted });
}

function uncoverLink(link, statement) {
  const { from, to } = links[link];
  return uncover({ entities: [from, to], links: [link], statements: statement === null ? [] : [statement] });
}

/** Open a community: its members in the picture and in the panel. */
function showCommunity(k) {
  go({ entity: null, link: null, statement: null, view: "group", group: k }, { move: true });
}

/** Close the evidence, then the entity, then the view. */
function clearSelection() {
  const owned = ["around", "tour", "chain"].includes(state.view);
  if (state.link !== null) go({ link: null, statement: null, entity: state.entity });
  else if (state.entity !== null && !owned) go({ entity: null });
  else go({ entity: null, view: "", group: null }, { move: Boolean(state.view) });
}

/** Look at what is chosen in another way; an empty name is the whole. */
function view(name) {
  go({ view: name, link: null, statement: null }, { move: true });
}

/** Pin an entity, or take its pin away; two pins have a path between them. */
function pin(i) {
  const pins = state.pins.includes(i) ? state.pins.filter((other) => other !== i) : [...state.pins.slice(-1), i];
  if (pins.length === 2) openPath(pins);
  else go({ pins, view: state.view === "path" ? "" : state.view });
}

function openPath(pins) {
  go({ pins, view: "path", entity: null, link: null, statement: null }, { move: true });
}

/** Go over to another state, show it, and put it into the address. */
function go(changes, { move = false, lifted = false } = {}) {
  const before = [state.entity, state.link, state.view].join();
  Object.assign(state, changes);
  if (before !== [state.entity, state.link, state.view].join()) closeDrawers();
  if (lifted) legend.paint();
  render({ move });
  if (lifted) note(word("shown"));
  remember();
}

/** Return the scene to draw: the whole, unless a view is asked for. */
function sceneNow() {
  return state.view || whole;
}

/** Show the present state. */
function render({ move = false, animated = true } = {}) {
  if (!state.view && whole === "groups") {
    // The communities do not show an entity by itself: its neighbourhood does.
    const centre = state.entity ?? (state.link === null ? null : links[state.link].from);
    if (centre !== null) Object.assign(state, { view: "around", hops: 1, entity: centre });
  }
  const kind = sceneNow();
  const fresh = drawScene(kind);
  const something = state.entity !== null || state.link !== null || ["group", "path"].includes(kind);
  document.body.classList.toggle("chosen", something);
  paintPanel();
  paintBar();
  const named = ["path", "tour", "chain"].includes(kind) && state.link === null;
  canvas.choose({
    entity: state.link === null ? state.entity : null,
    link: state.link,
    pins: state.pins,
    spread: named || (kind === "around" && state.link === null),
    named,
  });
  table.paint();
  const covered = coveredHeight();
  at("stage").style.setProperty("--covered", `${covered}px`);
  const options = { covered, animated };
  if (kind !== "all") {
    if (fresh || move) canvas.frameAll(options);
  } else if (state.entity !== null || state.link !== null) {
    if (move || covered) canvas.frameChosen(options);
  } else if (fresh) canvas.frameAll({ ...options, alone: false, closest: 1.6 });
}

/** Draw the scene if it is another one, or looks otherwise; return whether it is another one. */
function drawScene(kind) {
  const of = {
    group: [state.group],
    path: state.pins,
    around: [state.entity, state.hops],
    tour: [state.entity],
    chain: [state.entity],
  };
  // These are made of what the filters leave; in the others things are hidden and stay where they are.
  const filtered = ["around", "path", "tour", "chain"].includes(kind) ? filterings : 0;
  const scene = JSON.stringify([kind, of[kind], filtered]);
  const look = JSON.stringify([state.measure, state.hulls, colours.dark, language]);
  const fresh = scene !== drawnScene;
  if (fresh || look !== drawnLook)
    canvas.show(scenes[kind](state), { measure: state.measure, hulled: state.hulls, kept: !fresh });
  [drawnScene, drawnLook] = [scene, look];
  return fresh;
}

/** Put the state into the address; inside a notebook's frame there is none to put it into. */
function remember({ replace = false } = {}) {
  const address = addressOf();
  if (address === (location.hash || "#")) return;
  try {
    if (replace) history.replaceState({ depth }, "", address);
    else history.pushState({ depth: depth + 1 }, "", address);
    depth += replace ? 0 : 1;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/** Go back to what was chosen before; from the first choice to none. */
function goBack() {
  if (depth > 0) history.back();
  else clearSelection();
}

/** Return how much of the picture something lies over, in pixels: the table, the editor, on a phone the panel. */
function coveredHeight() {
  const { position, visibility } = getComputedStyle(panel);
  const sheet = position === "fixed" && visibility === "visible" ? panel.offsetHeight : 0;
  return Math.max(sheet, at("table").offsetHeight, at("editor").offsetHeight);
}

/** Fill the panel, unless it holds what it would hold; say to those who do not see it what it is about. */
function paintPanel() {
  const place = JSON.stringify([state.entity, state.link, state.statement, state.view, state.group]);
  const content = JSON.stringify([place, state.pins, filterings, language, colours.dark]);
  if (content === panelContent) return;
  const top = panel.scrollTop;
  fill(panel, panelNow());
  panel.scrollTop = place === panelPlace ? top : 0;
  const heading = panel.querySelector("h2, [role=heading]");
  if (place !== panelPlace && panelPlace && heading) at("said").textContent = heading.textContent;
  [panelPlace, panelContent] = [place, content];
}

function panelNow() {
  if (state.link !== null) return linkPanel(state.link);
  if (state.entity !== null) return entityPanel(state.entity);
  if (state.view === "path") return pathPanel();
  return state.view === "group" ? communityPanel(state.group) : overviewPanel();
}

/** Return what the picture shows, in words. */
function sceneName() {
  const left = canvas.left() ? ` ${word("left", canvas.left().toLocaleString())}` : "";
  const kind = sceneNow();
  if (kind === "group") return clipped(communities[state.group].name, 24) + left;
  if (["around", "tour", "chain"].includes(kind))
    return word(`${kind}Of`, clipped(entities[state.entity].name, 16)) + left;
  return word(kind === "path" ? "path" : kind === "groups" ? "communities" : "everything") + left;
}

function choiceOf(id, label, options, value, onchange) {
  return element(
    "select",
    { id, "aria-label": label, onchange: (event) => onchange(event.target.value) },
    options.map(([key, text]) => element("option", { value: key, selected: String(key) === String(value) }, text)),
  );
}

function barButton(id, attributes, ...children) {
  return element("button", { type: "button", class: "quiet small", id, ...attributes }, children);
}

/** Fill the bar over the picture: where one is, how far one looks, how nodes are sized, what is pinned. */
function paintBar() {
  const kind = sceneNow();
  const nothing = isFiltered() && !passing().entities.some(Boolean);
  const home = { view: "", entity: null, link: null, statement: null, group: null };
  const others = entities.length > 0 && kind !== "groups";
  fill(
    at("bar"),
    kind !== whole &&
      barButton(
        "whole",
        { onclick: () => go(home, { move: true }) },
        `← ${word(whole === "groups" ? "communities" : "everything")}`,
      ),
    element("strong", {}, sceneName()),
    nothing && element("strong", { class: "alarm", role: "alert" }, word("nothingPasses")),
    kind === "around" &&
      choiceOf(
        "hops",
        word("hops"),
        [1, 2, 3, 4].map((n) => [n, word("hop", n)]),
        state.hops,
        (n) => go({ hops: Number(n) }, { move: true }),
      ),
    others &&
      choiceOf(
        "measure",
        word("size"),
        MEASURES.map((name) => [name, word(name)]),
        state.measure,
        (measure) => go({ measure }),
      ),
    others &&
      communities.length > 0 &&
      barButton(
        "hulls",
        { "aria-pressed": String(state.hulls), onclick: () => go({ hulls: !state.hulls }) },
        word("communities"),
      ),
    state.pins.length > 0 && pinsOf(kind),
  );
  at("relax").hidden = !["all", "group", "around"].includes(kind);
}

function pinsOf(kind) {
  return element(
    "span",
    { class: "pins" },
    state.pins.map((i, n) =>
      barButton(
        `pin-${n}`,
        { "aria-label": word("unpin", entities[i].name), onclick: () => pin(i) },
        "◉ ",
        element("bdi", {}, clipped(entities[i].name, 10)),
        " ✕",
      ),
    ),
    state.pins.length === 1 && element("span", { class: "count" }, word("pinAnother")),
    state.pins.length === 2 &&
      kind !== "path" &&
      barButton("path", { onclick: () => openPath(state.pins) }, word("path")),
  );
}

function note(text) {
  at("note").textContent = text;
  clearTimeout(note.timer);
  note.timer = setTimeout(() => at("note").replaceChildren(), 3500);
}

/** Show what the address names. */
function followAddress({ animated = true } = {}) {
  readAddress(location.hash);
  const lifted = uncoverChosen();
  legend.paint();
  render({ move: true, animated });
  if (lifted) note(word("shown"));
}

function uncoverChosen() {
  if (state.link !== null) return uncoverLink(state.link, state.statement);
  return state.entity !== null && uncover({ entities: [state.entity] });
}

function paintWords() {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  at("title").textContent =
    plain(data.title) + (data.busiest ? ` · ${word("busiest", ...data.busiest.map((n) => n.toLocaleString()))}` : "");
  at("search-input").placeholder = word("search");
  const labels = {
    "search-input": "search",
    "zoom-in": "zoomIn",
    "zoom-out": "zoomOut",
    "zoom-fit": "zoomFit",
    relax: "relax",
    theme: "theme",
    "help-button": "help",
    filters: "filters",
    panel: "panel",
    canvas: "canvas",
    bar: "bar",
    zoom: "zoom",
  };
  for (const [id, key] of Object.entries(labels)) at(id).setAttribute("aria-label", word(key));
  for (const id of ["zoom-in", "zoom-out", "zoom-fit", "relax", "theme", "help-button"])
    at(id).title = at(id).getAttribute("aria-label");
  const texts = {
    "filters-button": "filters",
    "overview-button": "overview",
    language: "language",
    "table-button": "table",
    "print-button": "print",
    "editor-button": "query",
  };
  for (const [id, key] of Object.entries(texts)) at(id).textContent = word(key);
  fill(
    at("help"),
    element("h2", {}, word("help")),
    element(
      "dl",
      { class: "facts" },
      KEYS.map(([key, name]) => [element("dt", {}, element("kbd", {}, key)), element("dd", {}, word(name))]),
    ),
    element("button", { type: "button", class: "quiet", onclick: () => at("help").close() }, word("close")),
  );
  legend.renew();
  if (paintEditor) paintEditor();
}

const KEYS = [
  ["/", "search"],
  ["Esc", "escape"],
  ["Tab", "keyTab"],
  ["← ↑ → ↓", "keyPan"],
  ["+ −", "keyZoom"],
  ["0", "zoomFit"],
  ["?", "help"],
];

function closeDrawers() {
  document.body.classList.remove("filtering", "overview");
  at("filters-button").setAttribute("aria-expanded", "false");
}

/** Read the colours again and draw with them. */
function recolour() {
  readColours();
  legend.paint();
  render();
}

/** Paper is light: what is drawn turns light for it and back again. */
function forPaper(printing) {
  const root = document.documentElement.dataset;
  if (printing) forPaper.theme = root.theme;
  if (printing) root.theme = "light";
  else if (forPaper.theme) root.theme = forPaper.theme;
  else delete root.theme;
  recolour();
}

function openEditor(open) {
  at("editor").hidden = !open;
  at("editor-button").setAttribute("aria-pressed", String(open));
}

whenFiltered(() => {
  legend.paint();
  render();
  remember({ replace: true });
});
at("language").addEventListener("click", () => {
  language = word("otherLanguage");
  paintWords();
  render();
  remember({ replace: true });
});
at("theme").addEventListener("click", () => {
  document.documentElement.dataset.theme = colours.dark ? "light" : "dark";
  recolour();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
addEventListener("beforeprint", () => forPaper(true));
addEventListener("afterprint", () => forPaper(false));
at("filters-button").addEventListener("click", () => {
  const open = document.body.classList.toggle("filtering");
  at("filters-button").setAttribute("aria-expanded", String(open));
});
at("overview-button").addEventListener("click", () => document.body.classList.toggle("overview"));
at("table-button").addEventListener("click", () => {
  openEditor(false);
  go({ table: !state.table }, { move: true });
});
at("print-button").addEventListener("click", () => print());
at("help-button").addEventListener("click", () => at("help").showModal());
at("editor-button").hidden = !paintEditor;
at("editor-button").addEventListener("click", () => {
  openEditor(at("editor").hidden);
  go({ table: false }, { move: true });
});
at("zoom-in").addEventListener("click", () => canvas.zoom(1.35));
at("zoom-out").addEventListener("click", () => canvas.zoom(1 / 1.35));
at("zoom-fit").addEventListener("click", () => canvas.frameAll({ covered: coveredHeight() }));
at("relax").addEventListener("click", () => canvas.relax());

const MOVES = { ArrowLeft: [-0.12, 0], ArrowRight: [0.12, 0], ArrowUp: [0, -0.12], ArrowDown: [0, 0.12] };
at("canvas").addEventListener("keydown", (event) => {
  if (event.key in MOVES) canvas.pan(...MOVES[event.key]);
  else if (event.key === "+" || event.key === "=") canvas.zoom(1.35);
  else if (event.key === "-") canvas.zoom(1 / 1.35);
  else if (event.key === "0") canvas.frameAll({ covered: coveredHeight() });
  else return;
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.isComposing || at("help").open) return;
  const typing = event.target.matches("input:not([type=range]), textarea, select");
  const free = !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key === "Escape") {
    if (document.body.matches(".filtering, .overview")) closeDrawers();
    else clearSelection();
  } else if (event.key === "/" && free) {
    event.preventDefault();
    at("search-input").focus();
  } else if (event.key === "?" && free) {
    at("help").showModal();
  }
});
addEventListener("popstate", (event) => {
  depth = event.state?.depth ?? 0;
  followAddress();
});

readLanguage(location.hash);
readAddress(location.hash);
if (location.hash === "" && entityNumber.has(data.focus)) state.entity = entityNumber.get(data.focus);
paintWords();
const liftedAtFirst = uncoverChosen();
if (liftedAtFirst) legend.paint();
render({ move: true, animated: false });
if (liftedAtFirst) note(word("shown"));

// For the console of the browser, and for tests: choose something, ask what is drawn and where.
window.yuanqu = {
  entity: (id) => showEntity(entityNumber.get(id), { move: true }),
  statement: (id) => showStatement(statementNumber.get(id), { move: true }),
  clear: clearSelection,
  whereIsEntity: (id) => canvas.whereIs({ entity: entityNumber.get(id) }),
  whereIsStatement: (id) => canvas.whereIs({ link: linkOf[statementNumber.get(id)] }),
  drawn: () =>
    canvas
      .items()
      .filter((item) => item.entity !== undefined && entityShown(item.entity))
      .map((item) => entities[item.entity].name),
  whereIsBusiest: () => canvas.whereIs(canvas.items()[0]),
  whereIsCommunity: (community) => canvas.whereIs({ community }),
};
