// The picture: vis-network draws nodes and edges where Python put them; names, rings and the camera are ours.

const CHOSEN = "#1f5f7a";
const FADED_NODE = 0.15;
const FADED_EDGE = 0.06;
const AROUND_NODE = 0.6;
const AROUND_EDGE = 0.3;

/** Return the picture; `handlers` are told what is clicked: an entity, a link, or nothing. */
function makeCanvas(container, handlers) {
  const { nodes: drawnNodes, edges: drawnEdges, options } = data.picture;
  const nodes = new vis.DataSet(drawnNodes);
  const edges = new vis.DataSet(drawnEdges);
  const network = new vis.Network(container, { nodes, edges }, options);
  const surface = container.querySelector("canvas");
  const names = nameLayer();
  const state = { chosen: [], pointed: [], near: null, lines: [], around: new Set(), link: null };
  const painted = new Map();

  surface.setAttribute("aria-hidden", "true");

  function frame() {
    return { width: surface.clientWidth, height: surface.clientHeight };
  }

  function view() {
    const { width, height } = frame();
    const scale = network.getScale();
    const centre = network.getViewPosition();
    const screen = ({ x, y }) => ({ x: (x - centre.x) * scale + width / 2, y: (y - centre.y) * scale + height / 2 });
    return {
      width,
      height,
      scale,
      ratio: surface.width / width,
      place: (i) => screen(drawnNodes[i]),
      // vis-network has no public way to a point of a curve.
      middle: (i) => screen(network.body.edges[i].edgeType.getPoint(0.5)),
    };
  }

  function ring(context, i, width, color) {
    const { x, y, size } = drawnNodes[i];
    context.beginPath();
    context.arc(x, y, size + width, 0, 2 * Math.PI);
    context.fillStyle = color;
    context.fill();
  }

  network.on("beforeDrawing", (context) => {
    const scale = Math.max(network.getScale(), 0.2);
    for (const i of state.pointed) ring(context, i, 6 / scale, "rgba(31, 95, 122, 0.14)");
    for (const i of state.chosen) ring(context, i, 8 / scale, "rgba(31, 95, 122, 0.28)");
  });
  network.on("afterDrawing", (context) => names.draw(context, view(), state));

  for (const event of ["dragging", "dragEnd"]) {
    network.on(event, ({ nodes: dragged }) => {
      for (const [id, place] of Object.entries(network.getPositions(dragged))) {
        Object.assign(drawnNodes[entityNumber.get(id)], place);
      }
    });
  }
  network.on("hoverNode", ({ node }) => point([entityNumber.get(node)]));
  network.on("hoverEdge", ({ edge }) => point([links[edge].from, links[edge].to]));
  network.on("blurNode", () => point([]));
  network.on("blurEdge", () => point([]));
  network.on("click", ({ nodes: hitNodes, edges: hitEdges, pointer }) => {
    if (hitNodes.length) return handlers.entity(entityNumber.get(hitNodes[0]));
    const name = names.at(pointer.DOM.x, pointer.DOM.y);
    if (name && name.entity !== undefined) return handlers.entity(name.entity);
    if (name) return handlers.link(name.link);
    if (hitEdges.length) return handlers.link(hitEdges[0]);
    return handlers.nothing();
  });

  function point(pointed) {
    state.pointed = pointed;
    container.classList.toggle("pointing", pointed.length > 0);
    network.redraw();
  }

  /** Update those items of a data set that look different from how they were painted last. */
  function update(set, kind, items) {
    const fresh = items.filter((item) => {
      const look = JSON.stringify(item);
      const key = `${kind}${item.id}`;
      if (painted.get(key) === look) return false;
      painted.set(key, look);
      return true;
    });
    if (fresh.length) set.update(fresh);
  }

  function edgeLook(i) {
    const status = statuses[drawnStatus(i)];
    const base = drawnEdges[i];
    const color = status.color || predicates[links[i].predicate].color;
    const near = state.near ? state.lines.includes(i) : null;
    const aside = state.around.has(i) ? AROUND_EDGE : FADED_EDGE;
    const opacity = near === null ? base.color.opacity : near ? 0.95 : aside;
    const width = base.width + (state.link === i ? 2 : near ? 0.5 : 0);
    return { id: i, hidden: !linkShown(i), color: { color, opacity }, dashes: status.dashes || false, width };
  }

  /** Draw everything as the filters and the choice want it. */
  function paint() {
    const opacity = (i) => {
      if (!state.near) return 1;
      if (!state.near.has(i)) return FADED_NODE;
      return state.link === null || state.chosen.includes(i) ? 1 : AROUND_NODE;
    };
    update(nodes, "node", entities.map(({ id }, i) => ({ id, hidden: !entityShown(i), opacity: opacity(i) })));
    update(edges, "edge", links.map((_, i) => edgeLook(i)));
    network.redraw();
  }

  /** Bring out an entity with its neighbours, a link with its two ends and, weaker, theirs, or nothing. */
  function choose({ entity = null, link = null }) {
    state.link = link;
    state.chosen = [];
    state.lines = [];
    state.around = new Set();
    if (entity !== null) {
      state.chosen = [entity];
      state.lines = linksOf[entity].filter(linkShown);
    } else if (link !== null) {
      state.chosen = [links[link].from, links[link].to];
      state.lines = [link, ...besides(link).filter(linkShown)];
      state.around = new Set(state.chosen.flatMap((i) => linksOf[i].filter(linkShown)));
    }
    const reached = [...state.lines, ...state.around].flatMap((i) => [links[i].from, links[i].to]);
    state.near = state.chosen.length ? new Set([...state.chosen, ...reached]) : null;
    paint();
  }

  /** Move the camera so that these entities fill the free part of the picture. */
  function frameEntities(numbers, { closest = 1.2, covered = 0, animated = true } = {}) {
    if (!numbers.length) return;
    const { width, height } = frame();
    const free = height - covered;
    const xs = numbers.map((i) => drawnNodes[i].x);
    const ys = numbers.map((i) => drawnNodes[i].y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    // Names reach further than the nodes they belong to.
    const margin = Math.min(130, width * 0.15);
    const scale = Math.min((width - margin) / (right - left + 60), (free - 70) / (bottom - top + 60), closest);
    const calm = !animated || matchMedia("(prefers-reduced-motion: reduce)").matches;
    network.moveTo({
      position: { x: (left + right) / 2, y: (top + bottom) / 2 + covered / 2 / scale },
      scale,
      animation: calm ? false : { duration: 420, easingFunction: "easeInOutQuad" },
    });
  }

  function zoom(factor) {
    network.moveTo({ scale: network.getScale() * factor, animation: { duration: 160, easingFunction: "easeOutQuad" } });
  }

  /** Say where an entity, or the middle of a link, is on the page. */
  function whereIs({ entity, link }) {
    const { left, top } = surface.getBoundingClientRect();
    const { x, y } = entity === undefined ? view().middle(link) : view().place(entity);
    return { x: x + left, y: y + top };
  }

  return { choose, paint, frameEntities, zoom, whereIs, nearby: () => (state.link === null ? [...(state.near || [])] : state.chosen), redraw: () => network.redraw() };
}
