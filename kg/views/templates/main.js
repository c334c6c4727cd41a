// The page comes together: what is chosen, its address, the keyboard, the language.

const panel = at("panel");
let depth = 0;
let drawn = "";

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
      showEntity: (id) => entityNumber.has(id) && showEntity(entityNumber.get(id), { move: true }),
      showStatement: (id) => statementNumber.has(id) && showLink(linkOf[statementNumber.get(id)], { move: true }),
    })
  : null;
makeSearch(at("search-input"), at("search-list"), (i) => showEntity(i, { move: true }));

/** Choose an entity: its panel, its neighbours in the picture, its address. */
function showEntity(i, { move = false } = {}) {
  const lifted = uncover([i], []);
  // A view of its own stays while what is chosen stands in it, a path also without.
  const stays = ["path", "group"].includes(state.view) || (state.view && i === state.entity);
  go({ entity: i, link: null, view: stays || (state.view === "around" && !move) ? state.view : "" }, { move, lifted });
}

/** Choose a link: the evidence for it. */
function showLink(l, { move = false } = {}) {
  const { from, to } = links[l];
  const lifted = uncover([from, to], [l]);
  const stays = canvas.hasLink(l) && state.view !== "groups";
  go({ link: l, entity: stays ? state.entity : null, view: stays ? state.view : "" }, { move, lifted });
}

/** Open a community: its members in the picture and in the panel. */
function showCommunity(k) {
  go({ ...state, entity: null, link: null, view: "group", group: k }, { move: true });
}

/** Close the evidence, then the entity, then the view. */
function clearSelection() {
  if (state.link !== null && state.entity !== null) go({ link: null });
  else if (state.link !== null || (state.entity !== null && !["around", "tour", "chain"].includes(state.view)))
    go({ link: null, entity: null });
  else go({ link: null, entity: null, view: "", group: null }, { move: Boolean(state.view) });
}

/** Look at what is chosen in another way; an empty name is the whole. */
function view(name) {
  go({ view: name, link: null }, { move: true });
}

/** Pin an entity, or take its pin away; two pins have a path between them. */
function pin(i) {
  const pins = state.pins.includes(i) ? state.pins.filter((other) => other !== i) : [...state.pins.slice(-1), i];
  go({ pins, view: pins.length === 2 ? "path" : state.view === "path" ? "" : state.view }, { move: pins.length === 2 });
}

/** Go over to another state, show it, and put it into the address. */
function go(changes, { move = false, lifted = false } = {}) {
  Object.assign(state, changes);
  render({ move });
  if (lifted) note(word("shown"));
  remember();
}

/** Return the scene to draw: the whole, unless a view is asked for or the whole does not hold what is chosen. */
function sceneNow() {
  if (state.view && state.view !== "groups") return state.view;
  return state.view === "groups" || whole === "groups" ? "groups" : "all";
}

/** Show the present state. */
function render({ move = false, animated = true } = {}) {
  if (!state.view && whole === "groups") {
    // The communities do not show an entity by itself: its neighbourhood does.
    const centre = state.entity ?? (state.link === null ? null : links[state.link].from);
    if (centre !== null) Object.assign(state, { view: "around", hops: 1, entity: centre });
  }
  const kind = sceneNow();
  const moving =
    kind === "all" || kind === "groups" || kind === "group"
      ? ""
      : JSON.stringify([hidden, bounds].map((part) => Object.values(part).map((x) => (x instanceof Set ? [...x] : x))));
  const key = JSON.stringify([
    kind,
    kind === "group" ? state.group : null,
    ["around", "tour", "chain"].includes(kind) ? [state.entity, state.hops] : null,
    kind === "path" ? state.pins : null,
    state.measure,
    state.hulls,
    colours.dark,
    language,
    moving,
  ]);
  const fresh = key !== drawn;
  if (fresh) canvas.show(scenes[kind](state), { measure: state.measure, hulled: state.hulls });
  drawn = key;
  const something = state.entity !== null || state.link !== null || ["group", "path"].includes(kind);
  document.body.classList.toggle("chosen", something);
  closeDrawers();
  paintPanel();
  paintBar();
  const named = ["path", "tour", "chain"].includes(kind) && state.link === null;
  const spread = named || (kind === "around" && state.link === null);
  canvas.choose({
    entity: state.link === null ? state.entity : null,
    link: state.link,
    pins: state.pins,
    spread,
    named,
  });
  table.paint();
  const options = { covered: coveredHeight(), animated };
  if (kind === "all") {
    if (state.entity !== null || state.link !== null ? move || coveredHeight() : false) canvas.frameChosen(options);
    else if (fresh) canvas.frameAll({ ...options, alone: false, closest: 1.6 });
  } else if (fresh || move) canvas.frameAll(options);
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
  const sheet = getComputedStyle(panel).position === "fixed" && document.body.classList.contains("chosen");
  return Math.max(sheet ? panel.offsetHeight : 0, at("table").offsetHeight, at("editor").offsetHeight);
}

let panelKey = "";

function paintPanel() {
  const made = panelNow();
  fill(panel, made);
  const key = JSON.stringify([state.entity, state.link, state.view, state.group]);
  if (key !== panelKey) panel.scrollTop = 0;
  panelKey = key;
}

function panelNow() {
  if (state.link !== null) return linkPanel(state.link);
  if (state.view === "path") return pathPanel();
  if (state.entity !== null) return entityPanel(state.entity);
  return state.view === "group" ? communityPanel(state.group) : overviewPanel();
}

/** Return what the picture shows, in words. */
function sceneName() {
  const names = { entity: state.entity === null ? "" : clipped(entities[state.entity].name, 16) };
  const left = canvas.left() ? ` ${word("left", canvas.left().toLocaleString())}` : "";
  const kind = sceneNow();
  if (kind === "group") return clipped(communities[state.group].name, 24) + left;
  if (["around", "tour", "chain"].includes(kind)) return word(`${kind}Of`, names.entity) + left;
  return word(kind === "path" ? "path" : kind === "groups" ? "communities" : "everything") + left;
}

/** Fill the bar over the picture: where one is, how far one looks, how nodes are sized. */
function paintBar() {
  const kind = sceneNow();
  const choice = (id, label, options, value, onchange) =>
    element(
      "label",
      {},
      element("span", { class: "offscreen" }, label),
      element(
        "select",
        { id, "aria-label": label, onchange: (event) => onchange(event.target.value) },
        options.map(([key, text]) => element("option", { value: key, selected: String(key) === String(value) }, text)),
      ),
    );
  fill(
    at("bar"),
    kind !== whole &&
      element(
        "button",
        {
          type: "button",
          class: "quiet small",
          id: "whole",
          onclick: () => go({ view: "", entity: null, link: null, group: null }, { move: true }),
        },
        `← ${word(whole === "groups" ? "communities" : "everything")}`,
      ),
    element("strong", {}, sceneName()),
    kind === "around" &&
      choice(
        "hops",
        word("hops"),
        [1, 2, 3, 4].map((n) => [n, word("hop", n)]),
        state.hops,
        (n) => go({ hops: Number(n) }, { move: true }),
      ),
    kind !== "groups" &&
      choice(
        "measure",
        word("size"),
        MEASURES.map((name) => [name, word(name)]),
        state.measure,
        (measure) => go({ measure }),
      ),
    kind !== "groups" &&
      communities.length > 0 &&
      element(
        "button",
        {
          type: "button",
          class: "quiet small",
          id: "hulls",
          "aria-pressed": String(state.hulls),
          onclick: () => go({ hulls: !state.hulls }),
        },
        word("communities"),
      ),
    state.pins.length > 0 &&
      element(
        "span",
        { class: "pins" },
        state.pins.map((i) =>
          element(
            "button",
            {
              type: "button",
              class: "quiet small",
              "aria-label": word("unpin", entities[i].name),
              onclick: () => pin(i),
            },
            "◉ ",
            element("bdi", {}, clipped(entities[i].name, 10)),
            " ✕",
          ),
        ),
        state.pins.length === 1 && element("span", { class: "count" }, word("pinAnother")),
        state.pins.length === 2 &&
          kind !== "path" &&
          element("button", { type: "button", class: "quiet small", onclick: () => view("path") }, word("path")),
      ),
  );
}

function note(text) {
  at("note").textContent = text;
  clearTimeout(note.timer);
  note.timer = setTimeout(() => at("note").replaceChildren(), 3500);
}

/** Show what the address names. */
function followAddress({ animated = true } = {}) {
  const before = language;
  readAddress(location.hash);
  const lifted = uncoverChosen();
  if (before !== language) paintWords();
  legend.paint();
  render({ move: true, animated });
  if (lifted) note(word("shown"));
}

function uncoverChosen() {
  if (state.link !== null) return uncover([links[state.link].from, links[state.link].to], [state.link]);
  return state.entity !== null && uncover([state.entity], []);
}

function paintWords() {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  at("title").textContent = plain(data.title);
  at("search-input").placeholder = word("search");
  const labels = [
    ["search-input", "search"],
    ["zoom-in", "zoomIn"],
    ["zoom-out", "zoomOut"],
    ["zoom-fit", "zoomFit"],
    ["relax", "relax"],
    ["theme", "theme"],
    ["help-button", "help"],
    ["filters", "filters"],
    ["panel", "panel"],
    ["canvas", "canvas"],
    ["bar", "bar"],
    ["zoom", "zoom"],
  ];
  for (const [id, key] of labels) at(id).setAttribute("aria-label", word(key));
  for (const id of ["zoom-in", "zoom-out", "zoom-fit", "relax", "theme", "help-button"])
    at(id).title = at(id).getAttribute("aria-label");
  for (const [id, key] of [
    ["filters-button", "filters"],
    ["language", "language"],
    ["table-button", "table"],
    ["print-button", "print"],
    ["editor-button", "query"],
  ])
    at(id).textContent = word(key);
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
  document.body.classList.remove("filtering");
  at("filters-button").setAttribute("aria-expanded", "false");
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
  readColours();
  legend.paint();
  render();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  readColours();
  legend.paint();
  render();
});
at("filters-button").addEventListener("click", () => {
  const open = document.body.classList.toggle("filtering");
  at("filters-button").setAttribute("aria-expanded", String(open));
});
at("table-button").addEventListener("click", () => go({ table: !state.table }, { move: true }));
at("print-button").addEventListener("click", () => print());
at("help-button").addEventListener("click", () => at("help").showModal());
at("editor-button").hidden = !paintEditor;
at("editor-button").addEventListener("click", () => {
  at("editor").hidden = !at("editor").hidden;
  at("editor-button").setAttribute("aria-pressed", String(!at("editor").hidden));
});
at("zoom-in").addEventListener("click", () => canvas.zoom(1.35));
at("zoom-out").addEventListener("click", () => canvas.zoom(1 / 1.35));
at("zoom-fit").addEventListener("click", () => canvas.frameAll());
at("relax").addEventListener("click", () => canvas.relax());

const MOVES = { ArrowLeft: [-0.12, 0], ArrowRight: [0.12, 0], ArrowUp: [0, -0.12], ArrowDown: [0, 0.12] };
at("canvas").addEventListener("keydown", (event) => {
  if (event.key in MOVES) canvas.pan(...MOVES[event.key]);
  else if (event.key === "+" || event.key === "=") canvas.zoom(1.35);
  else if (event.key === "-") canvas.zoom(1 / 1.35);
  else if (event.key === "0") canvas.frameAll();
  else return;
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=range]), textarea, select");
  const free = !typing && !event.ctrlKey && !event.metaKey && !event.altKey && !at("help").open;
  if (event.key === "Escape" && !at("help").open) {
    if (document.body.classList.contains("filtering")) closeDrawers();
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
addEventListener("beforeprint", () => canvas.redraw());

readAddress(location.hash);
if (location.hash === "" && entityNumber.has(data.focus)) state.entity = entityNumber.get(data.focus);
const lifted = uncoverChosen();
paintWords();
render({ move: true, animated: false });
if (lifted) note(word("shown"));

// For the console of the browser, and for tests: choose something, ask where it is drawn.
window.yuanqu = {
  entity: (id) => showEntity(entityNumber.get(id), { move: true }),
  statement: (id) => showLink(linkOf[statementNumber.get(id)], { move: true }),
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
