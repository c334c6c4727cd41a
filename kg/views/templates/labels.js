// Names on the picture, as on a map: the important ones first, none over another, the rest as one comes nearer.

const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif';
const PAPER = "#f7f6f2";
const INK = "#22303a";
const GAP = 3;
const LINE_LENGTH_FOR_NAME = 56;
const FEW = 260;

const widths = new Map();

function widthOf(context, text, weight, size) {
  const key = weight + text;
  if (!widths.has(key)) {
    context.font = `${weight} 20px ${FONT}`;
    widths.set(key, context.measureText(text).width / 20);
  }
  return widths.get(key) * size;
}

/** Return the relations an entity must have to be named at this zoom, where there are more than a few. */
function degreeNamedAt(scale) {
  if (scale < 0.22) return 12;
  if (scale < 0.32) return 7;
  if (scale < 0.45) return 4;
  if (scale < 0.62) return 2;
  return 0;
}

/** Return the layer that writes the names; `draw` puts them on a canvas, `at` finds the name under a point. */
function nameLayer() {
  const byDegree = entities.map((_, i) => i).sort((a, b) => degreeOf[b] - degreeOf[a] || a - b);
  const short = entities.map((entity) => clipped(entity.name, 15));
  let placed = [];

  function free(box, taken = placed) {
    return taken.every(
      (other) =>
        box.left > other.right + GAP ||
        box.right < other.left - GAP ||
        box.top > other.bottom + 1 ||
        box.bottom < other.top - 1,
    );
  }

  function write(context, text, box, size, weight, color) {
    context.font = `${weight} ${size}px ${FONT}`;
    context.strokeText(text, (box.left + box.right) / 2, (box.top + box.bottom) / 2);
    context.fillStyle = color;
    context.fillText(text, (box.left + box.right) / 2, (box.top + box.bottom) / 2);
  }

  function around(x, y, width, size) {
    return { left: x - width / 2, right: x + width / 2, top: y - size * 0.62, bottom: y + size * 0.62 };
  }

  function nodeBox(view, i) {
    const { x, y } = view.place(i);
    const reach = data.picture.nodes[i].size * view.scale;
    return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
  }

  /** Write the names in the order of `state`: chosen, pointed at, next to it, the others by degree. */
  function draw(context, view, state) {
    placed = [];
    context.save();
    context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = PAPER;
    const chosen = new Set([...state.chosen, ...state.pointed]);
    const near = state.near && byDegree.filter((i) => state.near.has(i));
    const few = near || entities.filter((_, i) => entityShown(i)).length < FEW;
    const least = few ? 0 : degreeNamedAt(view.scale);
    for (const i of [...chosen, ...(near || byDegree)]) {
      const first = chosen.has(i);
      if (!entityShown(i) || (!first && degreeOf[i] < least)) continue;
      const { x, y } = view.place(i);
      if (x < -80 || y < -40 || x > view.width + 80 || y > view.height + 40) continue;
      const size = first ? 14 : Math.min(11 + Math.sqrt(degreeOf[i]) * 0.5, 14);
      const weight = first || degreeOf[i] >= 12 ? 600 : 400;
      const text = first ? clipped(entities[i].name, 32) : short[i];
      const width = widthOf(context, text, weight, size);
      const box = around(x, y + data.picture.nodes[i].size * view.scale + size * 0.8 + 1, width, size);
      if (placed.some((other) => other.entity === i) || (!first && !free(box))) continue;
      placed.push({ ...box, entity: i });
      write(context, text, box, size, weight, INK);
    }
    // The name of a relation keeps off the nodes as well.
    const forms = state.lines.length ? (near || []).map((i) => nodeBox(view, i)) : [];
    for (const i of state.lines) {
      const from = view.place(links[i].from);
      const to = view.place(links[i].to);
      const first = i === state.link;
      if (!first && Math.hypot(from.x - to.x, from.y - to.y) < LINE_LENGTH_FOR_NAME) continue;
      const text = called(predicates[links[i].predicate]);
      const middle = view.middle(i);
      const box = around(middle.x, middle.y, widthOf(context, text, 400, 11), 11);
      if (!first && !(free(box) && free(box, forms))) continue;
      placed.push({ ...box, link: i });
      write(context, text, box, 11, first ? 600 : 400, predicates[links[i].predicate].color);
    }
    context.restore();
  }

  function at(x, y) {
    return placed.find((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
  }

  return { draw, at };
}
