// Names on the picture, as on a map: the important ones first, none over another, the rest as one comes nearer.

const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif';
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

/** Return how busy something must be to be named at this zoom, where there are more than a few. */
function busyEnoughAt(scale) {
  if (scale < 0.22) return 12;
  if (scale < 0.32) return 7;
  if (scale < 0.45) return 4;
  if (scale < 0.62) return 2;
  return 0;
}

/** Return the layer that writes the names; `draw` puts them on a canvas, `at` finds the name under a point. */
function nameLayer() {
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

  /** Write the names of items in the order of `state`: chosen and pointed at, next to it, the others by how busy. */
  function drawItems(context, view, state) {
    const near = state.near && state.items.filter((item) => state.near.has(item.id));
    const few = near || state.items.length < FEW || state.items.filter(state.shown).length < FEW;
    const least = few ? 0 : busyEnoughAt(view.scale);
    const first = state.items.filter((item) => state.first.has(item.id));
    for (const item of [...first, ...(near || state.items)]) {
      const chosen = state.first.has(item.id);
      if (!state.shown(item) || (!chosen && item.weight < least)) continue;
      const { x, y } = view.screen(item);
      if (x < -80 || y < -40 || x > view.width + 80 || y > view.height + 40) continue;
      const size = chosen ? 14 : Math.min(11 + Math.sqrt(item.weight) * 0.5, 14);
      const weight = chosen || item.weight >= 12 ? 600 : 400;
      const text = chosen ? item.name : item.short;
      const width = widthOf(context, text, weight, size);
      const box = around(x, y + item.size * view.scale + size * 0.8 + 1, width, size);
      if (placed.some((other) => other.item === item) || (!chosen && !free(box))) continue;
      placed.push({ ...box, item });
      write(context, text, box, size, weight, colours.ink);
    }
    return near || [];
  }

  /** Write what the lines say; their words keep off the nodes as well. */
  function drawLines(context, view, state, near) {
    const forms = near.map((item) => {
      const { x, y } = view.screen(item);
      const reach = item.size * view.scale;
      return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
    });
    for (const line of state.lines) {
      const first = line.link === state.link;
      const [from, to] = view.ends(line);
      if (!first && Math.hypot(from.x - to.x, from.y - to.y) < LINE_LENGTH_FOR_NAME) continue;
      const predicate = predicates[links[line.link].predicate];
      const middle = view.middle(line);
      const box = around(middle.x, middle.y, widthOf(context, called(predicate), 400, 11), 11);
      if (!first && !(free(box) && free(box, forms))) continue;
      placed.push({ ...box, line });
      write(context, called(predicate), box, 11, first ? 600 : 400, shade(predicate.color));
    }
  }

  /** Write the headings over columns, or the names of hulls where nothing else stands. */
  function drawHeadings(context, view, headings) {
    for (const { x, y, text, color } of headings) {
      const at = view.screen({ x, y });
      const box = around(at.x, at.y, widthOf(context, text, 600, 12.5), 12.5);
      if (!free(box)) continue;
      placed.push(box);
      write(context, text, box, 12.5, 600, color || colours.soft);
    }
  }

  function draw(context, view, state) {
    placed = [];
    context.save();
    context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = colours.paper;
    const near = drawItems(context, view, state);
    drawLines(context, view, state, near);
    drawHeadings(context, view, state.headings);
    context.restore();
  }

  function at(x, y) {
    return placed.find((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
  }

  return { draw, at };
}
