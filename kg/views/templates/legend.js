// The legend is the filter: what things look like, how many there are, and a click to leave them out.

function legendRow(kind, name, names, { sign, text, count }) {
  const shown = !hidden[kind].has(name);
  return element(
    "li",
    {},
    element(
      "button",
      { type: "button", class: "toggle", "aria-pressed": String(shown), "data-kind": kind, "data-name": name,
        onclick: () => toggle(kind, name) },
      sign,
      element("span", { class: "name" }, text),
      element("span", { class: "count" }, count.toLocaleString()),
    ),
    element(
      "button",
      { type: "button", class: "only", "aria-label": `${word("only")} ${text}`, onclick: () => showOnly(kind, name, names) },
      word("only"),
    ),
  );
}

function legendGroup(title, kind, looks, counts, signOf) {
  const names = Object.keys(looks).filter((name) => counts.get(name));
  const rows = names.map((name) =>
    legendRow(kind, name, names, { sign: signOf(looks[name]), text: called(looks[name]), count: counts.get(name) }),
  );
  return names.length ? element("section", {}, element("h2", {}, title), element("ul", {}, rows)) : null;
}

/** Fill the legend; what has the focus keeps it. */
function makeLegend(container) {
  const classCounts = counted(entities, (entity) => entity.class);
  const predicateCounts = counted(
    links.flatMap((link) => link.statements.map(() => link.predicate)),
    (name) => name,
  );
  const statusCounts = counted(statements, (statement) => statement.status);
  return () => {
    const focused = document.activeElement && document.activeElement.dataset;
    const selector = focused && focused.kind && `[data-kind="${focused.kind}"][data-name="${focused.name}"]`;
    fill(
      container,
      legendGroup(word("classes"), "classes", classes, classCounts, classSign),
      legendGroup(word("predicates"), "predicates", predicates, predicateCounts, (drawn) => lineSign(drawn.color)),
      legendGroup(word("statuses"), "statuses", statuses, statusCounts, (drawn) =>
        lineSign(drawn.color || "#5b6770", drawn.dashes),
      ),
      isFiltered() && element("button", { type: "button", class: "quiet wide", onclick: showAll }, word("all")),
    );
    if (selector) container.querySelector(selector)?.focus();
  };
}
