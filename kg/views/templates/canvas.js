// The picture: vis-network draws a scene; names, rings, hulls and the camera are ours.

const FADED_NODE = 0.15;
const FADED_EDGE = 0.06;
const AROUND_NODE = 0.6;
const AROUND_EDGE = 0.3;
/** Lines beyond which they are left out while the picture is dragged. */
const MANY_LINES = 1500;
const HULL_FROM = 4;
const RELAX_MS = 1500;
const DOUBLE_CLICK_MS = 300;

/** Return the picture; `handlers` are told what is clicked: an entity, a link, a community, or nothing. */
function makeCanvas(container, handlers) {
  let nodes = new vis.DataSet();
  let edges = new vis.DataSet();
  const network = new vis.Network(container, { nodes, edges }, data.options);
  const surface = container.querySelector("canvas");
  const names = nameLayer();
  const painted = new Map();
  let scene = { items: [], lines: [], headings: [] };
  let items = new Map();
  let hulls = [];
  let waiting = null;
  let camera = null;
  let shownSince = 0;
  let clicked = -Infinity;
  const state = { first: new Set(), pointed: [], near: null, lines: [], around: new Set(), link: null };

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
      screen,
      ends: (line) => [screen(items.get(line.from)), screen(items.get(line.to))],
      middle: (line) => screen(middleOf(line)),
    };
  }

  /** Return the middle of a line. vis-network has no public way to a point of a curve, and none before it has drawn it. */
  function middleOf(line) {
    const drawn = network.body.edges[line.id];
    if (drawn) return drawn.edgeType.getPoint(0.5);
    const [from, to] = [items.get(line.from), items.get(line.to)];
    return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  }

  function itemShown(item) {
    if (item.community !== undefined) return membersOf[item.community].some(entityShown);
    return entityShown(item.entity);
  }

  function itemsOf(entity) {
    return scene.items.filter((item) => item.entity === entity);
  }

  function lineOf(link) {
    return scene.lines.find((line) => line.link === link);
  }

  /** Take a scene for the next `choose` to draw; one that is `kept` only looks otherwise and stays where it is. */
  function show(next, { measure, hulled, kept }) {
    const places = kept ? items : new Map();
    const placed = (item) => ({ ...item, x: places.get(item.id)?.x ?? item.x, y: places.get(item.id)?.y ?? item.y });
    scene = { headings: [], left: 0, ...next, items: next.items.map((item) => dressed(placed(item), measure)) };
    camera = kept ? { position: network.getViewPosition(), scale: network.getScale() } : null;
    if (!kept) shownSince = performance.now();
    state.pointed = [];
    container.classList.remove("pointing");
    scene.items.sort((a, b) => b.weight - a.weight);
    items = new Map(scene.items.map((item) => [item.id, item]));
    hulls = hulled ? scene.items.filter((item) => item.entity !== undefined) : [];
    painted.clear();
  }

  /** Put the present scene into the place of the one before. */
  function replace(nodeLooks, lineLooks) {
    const many = scene.lines.length > MANY_LINES;
    network.setOptions({ interaction: { hideEdgesOnDrag: many, hideEdgesOnZoom: many } });
    const looks = new Map(lineLooks.map((look) => [look.id, look]));
    nodes = new vis.DataSet(scene.items.map((item, n) => ({ ...nodeOf(item), ...nodeLooks[n] })));
    edges = new vis.DataSet(edgesOf(scene.lines).map((edge) => ({ ...edge, ...looks.get(edge.id) })));
    network.setData({ nodes, edges });
    if (camera) network.moveTo(camera);
  }

  /** Return the shown communities with the corners of what they cover. */
  function hullShapes() {
    const members = new Map();
    for (const item of hulls.filter(itemShown)) {
      const { community } = entities[item.entity];
      if (community < 0) continue;
      if (!members.has(community)) members.set(community, []);
      members.get(community).push(item);
    }
    return [...members]
      .filter(([, own]) => own.length >= HULL_FROM)
      .map(([community, own]) => ({ community, corners: hullOf(own) }));
  }

  function drawHulls(context) {
    context.lineJoin = "round";
    for (const { community, corners } of hullShapes()) {
      context.beginPath();
      corners.forEach(({ x, y }, n) => (n ? context.lineTo(x, y) : context.moveTo(x, y)));
      context.closePath();
      context.lineWidth = 52;
      context.strokeStyle = context.fillStyle = hue(community, colours.dark ? 17 : 92, 1);
      context.stroke();
      context.fill();
    }
  }

  /** Return where the names of hulls stand: above their highest corner. */
  function hullNames() {
    return hullShapes().map(({ community, corners }) => {
      const top = corners.reduce((a, b) => (b.y < a.y ? b : a));
      return {
        x: top.x,
        y: top.y - 40,
        text: clipped(communities[community].name, 22),
        color: hue(community, colours.dark ? 70 : 34, 1),
      };
    });
  }

  function ring(context, { x, y, size }, width, opacity) {
    context.beginPath();
    context.arc(x, y, size + width, 0, 2 * Math.PI);
    context.globalAlpha = opacity;
    context.fillStyle = colours.accent;
    context.fill();
    context.globalAlpha = 1;
  }

  network.on("beforeDrawing", (context) => {
    if (hulls.length) drawHulls(context);
    const scale = Math.max(network.getScale(), 0.2);
    for (const item of state.pointed) ring(context, item, 6 / scale, 0.14);
    for (const id of state.first) if (items.has(id)) ring(context, items.get(id), 8 / scale, 0.28);
  });
  network.on("afterDrawing", (context) => {
    const first = new Set([...state.first, ...state.pointed.map((item) => item.id)]);
    const headings = hulls.length ? [...scene.headings, ...hullNames()] : scene.headings;
    names.draw(context, view(), { ...state, first, items: scene.items, shown: itemShown, headings });
  });

  /** Take over the places that vis-network has moved items to. */
  function takePlaces(ids) {
    for (const [id, place] of Object.entries(network.getPositions(ids))) {
      const item = items.get(id) || items.get(Number(id));
      Object.assign(item, place);
    }
  }
  for (const event of ["dragging", "dragEnd"]) network.on(event, ({ nodes: dragged }) => takePlaces(dragged));
  network.on("resize", () => waiting?.());
  network.on("hoverNode", ({ node }) => point([items.get(node)]));
  network.on("hoverEdge", ({ edge }) => {
    const line = edges.get(edge);
    point([items.get(line.from), items.get(line.to)]);
  });
  network.on("blurNode", () => point([]));
  network.on("blurEdge", () => point([]));
  network.on("click", ({ nodes: hitNodes, edges: hitEdges, pointer }) => {
    // The second half of a double click is not meant for what the first has brought under the pointer.
    const now = performance.now();
    const again = now - clicked < DOUBLE_CLICK_MS && shownSince >= clicked;
    clicked = now;
    if (again) return undefined;
    if (hitNodes.length) return press(items.get(hitNodes[0]));
    const name = names.at(pointer.DOM.x, pointer.DOM.y);
    if (name && name.item) return press(name.item);
    const line = name && name.line ? name.line : scene.lines.find((one) => one.id === hitEdges[0]);
    if (line && line.link !== undefined) return handlers.link(line.link);
    return line ? undefined : handlers.nothing();
  });

  function press(item) {
    if (item.community !== undefined) return handlers.community(item.community);
    return item.link === undefined ? handlers.entity(item.entity) : handlers.link(item.link);
  }

  function point(pointed) {
    state.pointed = pointed;
    container.classList.toggle("pointing", pointed.length > 0);
    network.redraw();
  }

  /** Return those looks that are not what was painted last. */
  function unlike(kind, looks) {
    return looks.filter((look) => {
      const text = JSON.stringify(look);
      const key = `${kind}${look.id}`;
      if (painted.get(key) === text) return false;
      painted.set(key, text);
      return true;
    });
  }

  /** Draw everything as the filters and the choice want it. */
  function paint() {
    const opacity = (item) => {
      if (!state.near) return 1;
      if (!state.near.has(item.id)) return FADED_NODE;
      return state.link === null || state.first.has(item.id) ? 1 : AROUND_NODE;
    };
    const meant = new Set(state.lines);
    const lineOpacity = (line) => {
      if (!state.near) return OPACITY;
      return meant.has(line) ? 0.95 : state.around.has(line) ? AROUND_EDGE : FADED_EDGE;
    };
    const nodeLooks = scene.items.map((item) => ({ id: item.id, hidden: !itemShown(item), opacity: opacity(item) }));
    const lineLooks = scene.lines
      .filter((line) => line.link !== undefined)
      .map((line) =>
        lineLook(line, {
          strong: state.link === line.link ? 2 : meant.has(line) ? 0.5 : 0,
          opacity: lineOpacity(line),
        }),
      );
    const fresh = !painted.size;
    const [newNodes, newLines] = [unlike("node", nodeLooks), unlike("line", lineLooks)];
    if (fresh) replace(nodeLooks, lineLooks);
    else if (newNodes.length || newLines.length) {
      nodes.update(newNodes);
      edges.update(newLines);
    }
    network.redraw();
  }

  /**
   * Bring out an entity with its neighbours, a link with its two ends and, weaker, theirs, or nothing. What is `spread`
   * fades nothing else; where all is `named`, every line says what it is.
   */
  function choose(next) {
    const { entity = null, link = null, pins = [], spread = false, named = false } = next;
    const has = (line, ends) => ends.includes(line.from) || ends.includes(line.to);
    const drawn = scene.lines.filter((line) => line.link !== undefined && linkShown(line.link));
    Object.assign(state, { link, lines: [], around: new Set(), near: null });
    const visit = link === null ? [] : scene.items.filter((item) => item.link === link);
    const ends =
      link === null
        ? itemsOf(entity)
        : visit.length
          ? visit
          : [...itemsOf(links[link].from), ...itemsOf(links[link].to)];
    const ids = ends.map((item) => item.id);
    if (entity !== null && ids.length) state.lines = drawn.filter((line) => has(line, ids));
    if (link !== null && ids.length) {
      const own = [link, ...besides(link)];
      state.lines = drawn.filter((line) => own.includes(line.link));
      state.around = new Set(drawn.filter((line) => has(line, ids)));
    }
    // In a picture of its own, such as a path or a tour, everything is meant.
    if (named) state.lines = drawn;
    const met = [...state.lines, ...state.around].flatMap((line) => [line.from, line.to]);
    if (ids.length && !spread) state.near = new Set([...ids, ...met]);
    state.first = new Set([...ids, ...pins.flatMap(itemsOf).map((item) => item.id)]);
    paint();
  }

  /** Move the camera so that these entities, or all items, fill the free part of the picture. */
  function frameItems(wanted, { closest = 1.2, covered = 0, animated = true } = {}) {
    if (!wanted.length) return;
    const { width, height } = frame();
    const free = height - covered;
    // A frame that is not laid out yet has no size; it is told when it gets one.
    waiting = width > 0 && free > 110 ? null : () => frameItems(wanted, { closest, covered: 0, animated: false });
    if (waiting) return;
    const tops = wanted === scene.items ? scene.headings : [];
    const boxes = [...wanted, ...tops].map(({ x, y, size = 0 }) => [x - size, x + size, y - size, y + size]);
    const [left, top] = [0, 2].map((side) => Math.min(...boxes.map((box) => box[side])));
    const [right, bottom] = [1, 3].map((side) => Math.max(...boxes.map((box) => box[side])));
    // Names reach further than the nodes they belong to.
    const margin = Math.min(150, width * 0.15);
    const scale = Math.min((width - margin) / (right - left + 60), (free - 110) / (bottom - top + 60), closest);
    const calm = !animated || matchMedia("(prefers-reduced-motion: reduce)").matches;
    network.moveTo({
      position: { x: (left + right) / 2, y: (top + bottom) / 2 + covered / 2 / scale },
      scale,
      animation: calm ? false : { duration: 420, easingFunction: "easeInOutQuad" },
    });
  }

  /** Bring into view what is chosen with what it is joined to; of a link its two ends. */
  function frameChosen(options) {
    const near = state.link === null && state.near ? state.near : state.first;
    frameItems(
      scene.items.filter((item) => near.has(item.id)),
      options,
    );
  }

  /** Bring all into view; entities without any relation stand in rows below and may be left out. */
  function frameAll({ alone = true, ...options } = {}) {
    const joined = scene.items.filter((item) => itemShown(item) && item.weight > 0);
    const whole = alone || !joined.length;
    frameItems(whole ? scene.items : joined, options);
  }

  function zoom(factor) {
    network.moveTo({ scale: network.getScale() * factor, animation: { duration: 160, easingFunction: "easeOutQuad" } });
  }

  /** Move the camera by a share of the picture. */
  function pan(right, down) {
    const { width, height } = frame();
    const { x, y } = network.getViewPosition();
    const scale = network.getScale();
    network.moveTo({ position: { x: x + (right * width) / scale, y: y + (down * height) / scale } });
  }

  /** Let the nodes push and pull each other for a moment. */
  function relax() {
    network.setOptions({ physics: { enabled: true } });
    clearTimeout(relax.timer);
    relax.timer = setTimeout(() => {
      network.setOptions({ physics: { enabled: false } });
      takePlaces(scene.items.map((item) => item.id));
      network.redraw();
    }, RELAX_MS);
  }

  /** Say where an entity, a community or the middle of a link is on the page. */
  function whereIs({ entity, link, community }) {
    const { left, top } = surface.getBoundingClientRect();
    const item = scene.items.find((one) =>
      community === undefined ? one.entity === entity : one.community === community,
    );
    const { x, y } = link === undefined ? view().screen(item) : view().middle(lineOf(link));
    return { x: x + left, y: y + top };
  }

  return {
    show,
    choose,
    frameAll,
    frameChosen,
    zoom,
    pan,
    relax,
    whereIs,
    has: (entity) => itemsOf(entity).length > 0,
    hasLink: (link) => Boolean(lineOf(link)) || scene.items.some((item) => item.link === link),
    left: () => scene.left,
    lines: () => scene.lines,
    items: () => scene.items,
    redraw: () => network.redraw(),
  };
}
