// The page comes together: what is chosen, its address, the keyboard, the language.

const at = (id) => document.getElementById(id);
const panel = at("panel");
let chosen = {};
let depth = 0;

const canvas = makeCanvas(at("canvas"), {
  entity: (i) => showEntity(i),
  link: (l) => showLink(l),
  nothing: () => clearSelection(),
});
const paintLegend = makeLegend(at("filters"));
makeSearch(at("search-input"), at("search-list"), (i) => showEntity(i, { move: true }));

/** Choose an entity: its panel, its neighbours in the picture, its address. */
function showEntity(i, { move = false } = {}) {
  choose({ entity: i }, { move, lifted: uncover([i], []), address: `#node=${encodeURIComponent(entities[i].id)}` });
}

/** Choose a link: the evidence for it. */
function showLink(l, { move = false } = {}) {
  const { from, to } = links[l];
  const address = `#statement=${encodeURIComponent(statements[links[l].statements[0]].id)}`;
  choose({ link: l }, { move, lifted: uncover([from, to], [l]), address });
}

function clearSelection() {
  choose({}, { address: "#" });
}

function choose(next, { move = false, lifted = false, address }) {
  chosen = next;
  document.body.classList.toggle("chosen", next.entity !== undefined || next.link !== undefined);
  closeFilters();
  paintPanel();
  panel.scrollTop = 0;
  canvas.choose(next);
  if (move || sheetHeight()) canvas.frameEntities(canvas.nearby(), { covered: sheetHeight() });
  if (lifted) note(word("shown"));
  if (address !== (location.hash || "#")) remember(address);
}

/** Put the choice into the address; inside a notebook's frame there is none to put it into. */
function remember(address) {
  try {
    history.pushState({ depth: depth + 1 }, "", address);
    depth += 1;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/** Go back to what was chosen before; from the first choice to none. */
function goBack() {
  if (depth > 0) history.back();
  else clearSelection();
}

/** Return how much of the picture the panel lies over, in pixels: it does on a phone. */
function sheetHeight() {
  return getComputedStyle(panel).position === "fixed" && document.body.classList.contains("chosen") ? panel.offsetHeight : 0;
}

function paintPanel() {
  if (chosen.entity !== undefined) fill(panel, entityPanel(chosen.entity));
  else if (chosen.link !== undefined) fill(panel, linkPanel(chosen.link));
  else fill(panel, overviewPanel());
}

function note(text) {
  at("note").textContent = text;
  clearTimeout(note.timer);
  note.timer = setTimeout(() => at("note").replaceChildren(), 3500);
}

/** Choose what the address names; an address that names nothing known clears the choice. */
function followAddress() {
  const [, kind, id] = /^#(node|statement)=(.*)$/.exec(location.hash) || [];
  let name = "";
  try {
    name = decodeURIComponent(id || "");
  } catch {
    name = "";
  }
  if (kind === "node" && entityNumber.has(name)) showEntity(entityNumber.get(name), { move: true });
  else if (kind === "statement" && linkOfStatement.has(name)) showLink(linkOfStatement.get(name), { move: true });
  else choose({}, { address: location.hash || "#" });
}

function paintWords() {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  at("title").textContent = plain(data.title);
  at("search-input").placeholder = word("search");
  for (const [id, key] of [["search-input", "search"], ["zoom-in", "zoomIn"], ["zoom-out", "zoomOut"], ["zoom-fit", "zoomFit"]]) {
    at(id).setAttribute("aria-label", word(key));
    at(id).title = word(key);
  }
  for (const [id, text] of [["zoom-in", "+"], ["zoom-out", "−"], ["zoom-fit", "⤢"]]) at(id).textContent = text;
  at("filters-button").textContent = word("filters");
  at("language").textContent = word("language");
  at("filters").setAttribute("aria-label", word("filters"));
  paintLegend();
  paintPanel();
  canvas.redraw();
}

function closeFilters() {
  document.body.classList.remove("filtering");
  at("filters-button").setAttribute("aria-expanded", "false");
}

/** Return the entities that stand in the picture; those without any relation stand in rows below it. */
function inPicture({ alone }) {
  const shown = entities.map((_, i) => i).filter(entityShown);
  const joined = shown.filter((i) => linksOf[i].length);
  return alone || !joined.length ? shown : joined;
}

whenFiltered(() => {
  paintLegend();
  canvas.choose(chosen);
});
at("language").addEventListener("click", () => {
  language = word("otherLanguage");
  paintWords();
});
at("filters-button").addEventListener("click", () => {
  const open = document.body.classList.toggle("filtering");
  at("filters-button").setAttribute("aria-expanded", String(open));
});
at("zoom-in").addEventListener("click", () => canvas.zoom(1.35));
at("zoom-out").addEventListener("click", () => canvas.zoom(1 / 1.35));
at("zoom-fit").addEventListener("click", () => canvas.frameEntities(inPicture({ alone: true })));
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement;
  if (event.key === "Escape") {
    closeFilters();
    clearSelection();
  } else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    at("search-input").focus();
  }
});
addEventListener("popstate", (event) => {
  depth = event.state?.depth ?? 0;
  followAddress();
});

paintWords();
canvas.frameEntities(inPicture({ alone: false }), { closest: 1.6, animated: false });
if (location.hash === "" && entityNumber.has(data.focus)) showEntity(entityNumber.get(data.focus), { move: true });
else followAddress();

// For the console of the browser, and for tests: choose something, ask where it is drawn.
window.yuanqu = {
  entity: (id) => showEntity(entityNumber.get(id), { move: true }),
  statement: (id) => showLink(linkOfStatement.get(id), { move: true }),
  clear: clearSelection,
  whereIsEntity: (id) => canvas.whereIs({ entity: entityNumber.get(id) }),
  whereIsStatement: (id) => canvas.whereIs({ link: linkOfStatement.get(id) }),
};
