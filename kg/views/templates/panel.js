// The right-hand panel: the overview, an entity with its relations, or the evidence of a relation.

function entityButton(i, attributes = {}) {
  const entity = entities[i];
  return element(
    "button",
    { type: "button", class: "entity", onclick: () => showEntity(i, { move: true }), ...attributes },
    classSign(classes[entity.class]),
    element("bdi", { class: "name" }, entity.name),
  );
}

function statusChip(status) {
  const drawn = statuses[status];
  return element("span", { class: "chip", "data-status": status }, lineSign(drawn.color || "#5b6770", drawn.dashes), called(drawn));
}

function number(value, name) {
  return element("div", { class: "figure" }, element("strong", {}, value.toLocaleString()), element("span", {}, name));
}

function overviewPanel() {
  const most = entities.map((_, i) => i).filter((i) => degreeOf[i]);
  most.sort((a, b) => degreeOf[b] - degreeOf[a] || a - b);
  const perDocument = counted(statements, (statement) => statement.document);
  return [
    element("header", {}, element("h2", {}, word("overview"))),
    element(
      "div",
      { class: "figures" },
      number(entities.length, word("entities")),
      number(links.length, word("links")),
      number(statements.length, word("statements")),
      number(documents.length, word("documents")),
    ),
    element("p", { class: "hint" }, word("hint")),
    most.length > 0 && element("section", {}, element("h3", {}, word("most")), element(
      "ol",
      { class: "rows" },
      most.slice(0, 12).map((i) => element("li", {}, entityButton(i), element("span", { class: "count" }, degreeOf[i]))),
    )),
    documents.length > 0 && element("section", {}, element("h3", {}, word("pages")), element(
      "ul",
      { class: "rows pages" },
      documents.slice(0, 60).map((known, i) => element(
        "li",
        {},
        element("bdi", { class: "name" }, documentName(known)),
        element("span", { class: "count" }, `${(perDocument.get(i) || 0).toLocaleString()} ${word("statements")}`),
      )),
    )),
  ];
}

function documentName(known) {
  return [known.paper, known.issued, known.name].filter(Boolean).join(" · ");
}

function headerOf(...children) {
  return element(
    "header",
    {},
    element("div", { class: "actions" },
      element("button", { type: "button", class: "quiet", onclick: goBack }, `← ${word("back")}`),
      element("button", { type: "button", class: "quiet", onclick: clearSelection }, `${word("close")} ✕`)),
    ...children,
  );
}

function entityPanel(i) {
  const entity = entities[i];
  const facts = [
    [word("aliases"), entity.aliases],
    [word("misprints"), entity.hidden],
    [word("code"), entity.code && [entity.code]],
  ];
  const groups = relationGroups(i);
  return [
    headerOf(
      element("p", { class: "kind" }, classSign(classes[entity.class]), called(classes[entity.class])),
      element("h2", { class: "long" }, element("bdi", {}, entity.name)),
    ),
    element("dl", { class: "facts" }, facts.filter(([, values]) => values).map(([name, values]) => [
      element("dt", {}, name),
      element("dd", { class: "long" }, values.map((value) => element("bdi", { class: "alias" }, value))),
    ])),
    groups.length ? groups : element("p", { class: "hint" }, word("noRelations")),
  ];
}

/** Return the relations of an entity, a section for each predicate and direction. */
function relationGroups(i) {
  const sections = [];
  for (const [name, drawn] of Object.entries(predicates)) {
    const own = linksOf[i].filter((l) => links[l].predicate === name);
    const outward = own.filter((l) => drawn.symmetric || links[l].from === i);
    const inward = own.filter((l) => !drawn.symmetric && links[l].from !== i);
    if (outward.length) sections.push(relationSection(i, drawn, outward, drawn.symmetric ? "↔" : "→"));
    if (inward.length) sections.push(relationSection(i, drawn, inward, "←"));
  }
  return sections;
}

function relationSection(i, drawn, own, arrow) {
  return element(
    "section",
    {},
    element("h3", {}, element("span", { class: "arrow" }, arrow), ` ${called(drawn)} `, element("span", { class: "count" }, own.length)),
    element("ul", { class: "rows relations" }, own.map((l) => relationRow(i, l))),
  );
}

function relationRow(i, l) {
  const link = links[l];
  const other = otherEnd(link, i);
  const told = link.statements.map((s) => statements[s]);
  const details = [...new Set(told.flatMap((s) => [s.date, s.title, s.amount, s.capacity]).filter(Boolean))];
  const status = [...new Set(told.map((s) => s.status))].filter((name) => statuses[name].dashes || statuses[name].color);
  return element(
    "li",
    {},
    entityButton(other),
    element(
      "button",
      { type: "button", class: "evidence", onclick: () => showLink(l, { move: false }),
        "aria-label": word("evidenceOf", entities[link.from].name, called(predicates[link.predicate]), entities[link.to].name) },
      word("evidence"),
      told.length > 1 && element("span", { class: "count" }, told.length),
    ),
    (details.length > 0 || status.length > 0) && element(
      "p",
      { class: "details" },
      status.map(statusChip),
      details.slice(0, 6).map((detail) => element("bdi", {}, detail)),
    ),
  );
}

function linkPanel(l) {
  const link = links[l];
  const others = besides(l);
  return [
    headerOf(
      element("p", { class: "kind" }, word("evidence")),
      element(
        "h2",
        { class: "claim" },
        entityButton(link.from),
        claimArrow(link),
        entityButton(link.to),
      ),
    ),
    link.statements.map((s) => statementCard(s)),
    others.length > 0 && element("section", {}, element("h3", {}, word("others")), others.map((o) => [
      element("p", { class: "claim small" }, entityButton(links[o].from), claimArrow(links[o]), entityButton(links[o].to)),
      links[o].statements.map((s) => statementCard(s)),
    ])),
  ];
}

function claimArrow(link) {
  const drawn = predicates[link.predicate];
  return element("span", { class: "predicate" }, lineSign(drawn.color), called(drawn), drawn.symmetric ? " ↔" : " →");
}

/** Return everything about one statement: what it says, how sure it is, and where it is written. */
function statementCard(s) {
  const statement = statements[s];
  const known = documents[statement.document];
  const article = (known.articles || {})[statement.article];
  const qualifiers = [
    ["date", statement.date],
    ["post", statement.title],
    ["amount", statement.amount],
    ["capacity", statement.capacity],
  ].filter(([, value]) => value);
  return element(
    "article",
    { class: "statement", "data-statement": statement.id },
    element("div", { class: "line" }, statusChip(statement.status),
      element("span", { class: "confidence" }, `${word("confidence")} ${Math.round(statement.confidence * 100)}%`)),
    qualifiers.length > 0 && element("dl", { class: "facts" }, qualifiers.map(([name, value]) => [
      element("dt", {}, word(name)), element("dd", {}, element("bdi", {}, value)),
    ])),
    quoteOf(statement),
    element(
      "footer",
      {},
      element("p", { class: "source" }, element("cite", {}, article || known.title || word("untitled"))),
      element("p", {}, element("bdi", {}, documentName(known)),
        statement.span[1] > statement.span[0] && ` · ${word("span", statement.span[0], statement.span[1])}`),
      statement.mentions.some(Boolean) && element("p", {}, `${word("asPrinted")} `,
        element("bdi", {}, `“${clipped(statement.mentions[0], 60)}”`), " · ", element("bdi", {}, `“${clipped(statement.mentions[1], 60)}”`)),
      element("p", { class: "trace" }, `${word("rule")} `, element("code", {}, statement.rule),
        ` · ${word("statement")} `, element("code", {}, statement.id)),
    ),
  );
}

/** Return the passage with the quote marked. Python counts code points, so the text is taken apart by code points. */
function quoteOf(statement) {
  if (statement.passage === undefined) return element("blockquote", {}, element("mark", {}, statement.quote || ""));
  const points = [...passages[statement.passage]];
  const [start, end] = statement.mark;
  return element(
    "blockquote",
    {},
    points.slice(0, start).join(""),
    element("mark", {}, points.slice(start, end).join("")),
    points.slice(end).join(""),
  );
}
