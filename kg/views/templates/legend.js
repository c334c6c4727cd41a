// The legend is the filter: what things look like, how many there are, and a click to leave them out.

function legendRow(kind, name, names, { sign, text, count }) {
  const row = { type: "button", "data-kind": kind, "data-name": name };
  return element(
    "li",
    {},
    element(
      "button",
      { ...row, class: "toggle", "aria-pressed": String(!hidden[kind].has(name)), onclick: () => toggle(kind, name) },
      sign,
      element("span", { class: "name" }, text),
      element("span", { class: "count" }, count.toLocaleString()),
    ),
    element(
      "button",
      {
        type: "button",
        class: "only",
        "data-way": `only ${kind} ${name}`,
        "aria-label": `${word("only")} ${text}`,
        onclick: () => showOnly(kind, name, names),
      },
      word("only"),
    ),
  );
}

function legendGroup(title, kind, counts, names, { signOf, textOf }) {
  const own = names.filter((name) => counts.get(name));
  const rows = own.map((name) =>
    legendRow(kind, name, own, { sign: signOf(name), text: textOf(name), count: counts.get(name) }),
  );
  return own.length ? element("section", { class: kind }, element("h2", {}, title), element("ul", {}, rows)) : null;
}

const classCounts = counted(entities, (entity) => entity.class);
const predicateCounts = counted(statements, (statement) => statement.predicate);
const statusCounts = counted(statements, (statement) => statement.status);
const paperCounts = counted(statements, paperOf);
const papers = [...paperCounts.keys()].sort((a, b) => paperCounts.get(b) - paperCounts.get(a) || a.localeCompare(b));

function legendGroups() {
  const lined = (looks) => ({
    signOf: (name) => lineSign(looks[name].color ? shade(looks[name].color) : null, looks[name].dashes),
    textOf: (name) => called(looks[name]),
  });
  return [
    legendGroup(word("classes"), "classes", classCounts, Object.keys(classes), {
      signOf: (name) => classSign(classes[name]),
      textOf: (name) => called(classes[name]),
    }),
    legendGroup(word("predicates"), "predicates", predicateCounts, Object.keys(predicates), lined(predicates)),
    legendGroup(word("statuses"), "statuses", statusCounts, Object.keys(statuses), lined(statuses)),
  ];
}

/** Return the newspapers as a group of their own; none where the pages name none. */
function paperGroup() {
  return papers.some(Boolean)
    ? legendGroup(word("papers"), "papers", paperCounts, papers, {
        signOf: () => null,
        textOf: (name) => (name ? clipped(name, 40) : word("noPaper")),
      })
    : null;
}

/** Months of a bar: single ones up to five years, then years, then as many years as keep the bars countable. */
const FEW_MONTHS = 60;
const MOST_BARS = 80;

/** Return the stretches of time that statements fall into, each with how many. */
function timeBins() {
  const months = monthsOfStatement.filter(Boolean);
  if (!months.length) return [];
  let [first, last] = [Infinity, -Infinity];
  for (const [from, to] of months) [first, last] = [Math.min(first, from), Math.max(last, to)];
  const width = last - first < FEW_MONTHS ? 1 : 12 * Math.ceil((last - first) / 12 / MOST_BARS);
  first -= first % width;
  const bins = Array.from({ length: Math.floor((last - first) / width) + 1 }, (_, n) => ({
    from: first + n * width,
    to: first + (n + 1) * width - 1,
    count: 0,
  }));
  for (const [from, to] of months) bins[Math.floor(((from + to) / 2 - first) / width)].count += 1;
  return bins;
}

const bins = timeBins();

function binName({ from, to }) {
  return from === to ? monthName(from) : monthName(from).slice(0, 4);
}

/** Return the bars of the histogram; those outside the chosen time are pale. */
function histogram() {
  const [width, height] = [190, 38];
  const most = Math.max(...bins.map((bin) => bin.count));
  const step = width / bins.length;
  return drawing(
    width,
    height,
    bins.map((bin, n) => {
      const tall = bin.count ? Math.max(2, (bin.count / most) * height) : 0;
      return [
        "rect",
        {
          x: n * step,
          y: height - tall,
          width: Math.max(step - 1, 0.8),
          height: tall,
          class: inTime([bin.from, bin.to]) ? "bar" : "bar out",
        },
      ];
    }),
  );
}

function slider(id, label, { max, value, step = 1, said, oninput }) {
  return element(
    "label",
    { class: "slider", for: id },
    element("span", {}, label),
    element("output", { for: id, id: `${id}-said` }, said),
    element("input", {
      id,
      type: "range",
      min: 0,
      max,
      step,
      value,
      "aria-valuetext": said,
      oninput: (event) => oninput(Number(event.target.value)),
    }),
  );
}

/** Return the part of the legend with the sliders, and a function that says anew what they stand at. */
function makeSliders() {
  const bars = element("div", { class: "histogram" });
  const last = bins.length - 1;
  const place = (month, otherwise) => {
    const n = bins.findIndex((bin) => month <= bin.to);
    return month === null ? otherwise : n < 0 ? last : n;
  };
  const say = (id, text, value) => {
    const input = at(id);
    if (!input) return;
    input.value = value;
    input.setAttribute("aria-valuetext", text);
    at(`${id}-said`).textContent = text;
  };
  const made = [
    element(
      "section",
      {},
      element("h2", {}, word("confidence")),
      slider("sure", word("atLeast"), {
        max: 100,
        step: 5,
        value: bounds.sure,
        said: `${bounds.sure}%`,
        oninput: (sure) => bound({ sure }),
      }),
    ),
    bins.length > 1 &&
      element(
        "section",
        {},
        element("h2", {}, word("time")),
        bars,
        slider("time-from", word("from"), {
          max: last,
          value: 0,
          said: binName(bins[0]),
          oninput: (n) =>
            bound({
              from: n ? bins[n].from : null,
              to: bounds.to !== null && bins[n].from > bounds.to ? bins[n].to : bounds.to,
            }),
        }),
        slider("time-to", word("to"), {
          max: last,
          value: last,
          said: binName(bins[last]),
          oninput: (n) =>
            bound({
              to: n < last ? bins[n].to : null,
              from: bounds.from !== null && bins[n].to < bounds.from ? bins[n].from : bounds.from,
            }),
        }),
      ),
  ];
  const update = () => {
    say("sure", `${bounds.sure}%`, bounds.sure);
    if (bins.length < 2) return;
    fill(bars, histogram());
    const ends = [place(bounds.from, 0), place(bounds.to, last)];
    say("time-from", binName(bins[ends[0]]), ends[0]);
    say("time-to", binName(bins[ends[1]]), ends[1]);
  };
  return { made, update };
}

/** Fill the legend. Returns `paint`, and `renew` for when the words have changed. */
function makeLegend(container) {
  const groups = element("div", {});
  const sources = element("div", {});
  const foot = element("div", {});
  let sliders;

  function paint() {
    fill(groups, legendGroups());
    fill(sources, paperGroup());
    sliders.update();
    fill(
      foot,
      isFiltered() &&
        element("button", { type: "button", class: "quiet wide", id: "show-all", onclick: showAll }, word("all")),
    );
  }

  function renew() {
    sliders = makeSliders();
    fill(container, foot, groups, sliders.made, sources);
    paint();
  }

  return { paint, renew };
}
