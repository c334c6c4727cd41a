// The right-hand panel: the overview, a community, an entity with its relations, a path, or the evidence of a relation.

const ROWS = 20;

function entityButton(i, attributes = {}) {
  const entity = entities[i];
  return element(
    "button",
    { type: "button", class: "entity", onclick: () => showEntity(i, { move: true }), ...attributes },
    classSign(classes[entity.class]),
    element("bdi", { class: "name" }, entity.name),
  );
}

/** Return a list of which the first rows stand there; a button brings more. */
function listOf(tag, attributes, items, row, rows = ROWS) {
  const list = element(tag, attributes, items.slice(0, rows).map(row));
  if (items.length <= rows) return list;
  let stands = rows;
  const more = element(
    "button",
    {
      type: "button",
      class: "quiet more",
      onclick: () => {
        list.append(...items.slice(stands, stands + rows * 5).map(row));
        stands += rows * 5;
        if (stands >= items.length) more.remove();
        else more.textContent = word("more", items.length - stands);
      },
    },
    word("more", items.length - rows),
  );
  return [list, more];
}

function figure(value, name) {
  return element("div", { class: "figure" }, element("strong", {}, value.toLocaleString()), element("span", {}, name));
}

function countedRow(i) {
  return element("li", {}, entityButton(i), element("span", { class: "count" }, degreeOf[i]));
}

function overviewPanel() {
  const perDocument = counted(statements, (statement) => statement.document);
  const grouped = communities.map((_, k) => k);
  return [
    element("header", {}, element("h2", {}, word("overview"))),
    element(
      "div",
      { class: "figures" },
      figure(entities.length, word("entities")),
      figure(links.length, word("links")),
      figure(statements.length, word("statements")),
      figure(documents.length, word("documents")),
    ),
    element("p", { class: "hint" }, word(whole === "all" ? "hint" : "hintGroups")),
    whole === "groups" &&
      element(
        "section",
        {},
        element("h3", {}, word("communities")),
        listOf(
          "ol",
          { class: "rows" },
          grouped,
          (k) => element("li", {}, communityButton(k), element("span", { class: "count" }, membersOf[k].length)),
          12,
        ),
      ),
    element(
      "section",
      {},
      element("h3", {}, word("most")),
      listOf(
        "ol",
        { class: "rows" },
        busiest.filter((i) => degreeOf[i]),
        countedRow,
        12,
      ),
    ),
    documents.length > 0 &&
      element(
        "section",
        {},
        element("h3", {}, word("pages")),
        listOf(
          "ul",
          { class: "rows pages" },
          documents.map((known, i) => [known, perDocument.get(i) || 0]),
          ([known, count]) =>
            element(
              "li",
              {},
              element("bdi", { class: "name" }, documentName(known)),
              element("span", { class: "count" }, word("statementsCount", count.toLocaleString())),
            ),
          60,
        ),
      ),
  ];
}

function communityButton(k) {
  return element(
    "button",
    { type: "button", class: "entity", onclick: () => showCommunity(k) },
    element("bdi", { class: "name" }, communities[k].name),
  );
}

function communityPanel(k) {
  return [
    headerOf(
      element("p", { class: "kind" }, word("community")),
      element("h2", { class: "long" }, element("bdi", {}, communities[k].name)),
    ),
    element(
      "section",
      {},
      element("h3", {}, word("members"), " ", element("span", { class: "count" }, membersOf[k].length)),
      listOf("ol", { class: "rows" }, membersOf[k], countedRow, 40),
    ),
  ];
}

function headerOf(...children) {
  return element(
    "header",
    {},
    element(
      "div",
      { class: "actions" },
      element("button", { type: "button", class: "quiet", onclick: goBack }, `← ${word("back")}`),
      element("button", { type: "button", class: "quiet", onclick: clearSelection }, `${word("close")} ✕`),
    ),
    ...children,
  );
}

function entityPanel(i) {
  const entity = entities[i];
  const facts = [
    [word("aliases"), entity.aliases],
    [word("misprints"), entity.hidden],
    [word("code"), entity.code && [entity.code]],
    [word("community"), entity.community >= 0 && communities[entity.community].name],
  ];
  const groups = relationGroups(i);
  return [
    headerOf(
      element("p", { class: "kind" }, classSign(classes[entity.class]), called(classes[entity.class])),
      element("h2", { class: "long" }, element("bdi", {}, entity.name)),
      waysFrom(i),
    ),
    element(
      "dl",
      { class: "facts" },
      facts
        .filter(([, values]) => values)
        .map(([name, values]) => [
          element("dt", {}, name),
          element(
            "dd",
            { class: "long", tabindex: "0" },
            Array.isArray(values)
              ? values.map((value) => element("bdi", { class: "alias" }, value))
              : element(
                  "button",
                  { type: "button", class: "plain", onclick: () => showCommunity(entity.community) },
                  element("bdi", {}, values),
                ),
          ),
        ]),
    ),
    state.view === "tour" && tourSection(i),
    postSection(i),
    groups.length ? groups : element("p", { class: "hint" }, word("noRelations")),
    timelineSection(i),
  ];
}

/** Return the buttons that open other pictures of an entity. */
function waysFrom(i) {
  const pinned = state.pins.includes(i);
  const way = (key, pressed, onclick) =>
    element(
      "button",
      { type: "button", class: "quiet small", "aria-pressed": String(pressed), "data-way": key, onclick },
      word(key),
    );
  return element(
    "div",
    { class: "ways" },
    way("around", state.view === "around", () => view(state.view === "around" ? "" : "around")),
    visitsOf(i).length > 0 && way("tour", state.view === "tour", () => view(state.view === "tour" ? "" : "tour")),
    chainOf(i).lines.length > 0 &&
      way("chain", state.view === "chain", () => view(state.view === "chain" ? "" : "chain")),
    way("pin", pinned, () => pin(i)),
  );
}

/** Return the posts of somebody, each with the days between which pages tell of it. */
function postSection(i) {
  const own = linksOf[i].filter((l) => links[l].predicate === POST && links[l].from === i && linkShown(l));
  const posts = new Map();
  for (const l of own) {
    for (const s of shownStatements(l)) {
      const title = [statements[s].title, entities[links[l].to].name].filter(Boolean).join(" · ");
      if (!posts.has(title)) posts.set(title, { title, statement: s, days: [] });
      if (statements[s].date) posts.get(title).days.push(statements[s].date);
    }
  }
  const during = (days) => [...new Set([days[0], days[days.length - 1]])].filter(Boolean).join(" – ");
  return (
    posts.size > 0 &&
    element(
      "section",
      { class: "posts" },
      element("h3", {}, word("posts")),
      listOf("ul", { class: "rows" }, [...posts.values()], ({ title, statement, days }) =>
        element(
          "li",
          {},
          element(
            "button",
            { type: "button", class: "entity", onclick: () => showStatement(statement) },
            element("bdi", { class: "name" }, title),
          ),
          days.length > 0 && element("span", { class: "count" }, during(days.sort(inOrder))),
        ),
      ),
    )
  );
}

/** Return the relations of an entity, a section for each predicate and direction. */
function relationGroups(i) {
  const sections = [];
  const shown = linksOf[i].filter(linkShown);
  for (const [name, drawn] of Object.entries(predicates)) {
    const own = shown.filter((l) => links[l].predicate === name);
    const outward = own.filter((l) => drawn.symmetric || links[l].from === i);
    const inward = own.filter((l) => !drawn.symmetric && links[l].from !== i);
    if (outward.length) sections.push(relationSection(i, drawn, outward, drawn.symmetric ? "↔" : "→"));
    if (inward.length) sections.push(relationSection(i, drawn, inward, "←"));
  }
  const left = linksOf[i].length - shown.length;
  if (left) sections.push(element("p", { class: "hint" }, word("filteredOut", left)));
  return sections;
}

function relationSection(i, drawn, own, arrow) {
  return element(
    "section",
    {},
    element(
      "h3",
      {},
      element("span", { class: "arrow" }, arrow),
      ` ${called(drawn)} `,
      element("span", { class: "count" }, own.length),
    ),
    listOf("ul", { class: "rows relations" }, own, (l) => relationRow(i, l)),
  );
}

function evidenceButton(l, count) {
  const { from, to, predicate } = links[l];
  return element(
    "button",
    {
      type: "button",
      class: "evidence",
      onclick: () => showLink(l),
      "aria-label": word("evidenceOf", entities[from].name, called(predicates[predicate]), entities[to].name),
    },
    word("evidence"),
    count > 1 && element("span", { class: "count" }, count),
  );
}

function relationRow(i, l) {
  const told = shownStatements(l).map((s) => statements[s]);
  const details = [...new Set(told.flatMap((s) => [s.date, s.title, s.amount, s.capacity]).filter(Boolean))];
  const status = [...new Set(told.map((s) => s.status))].filter(
    (name) => statuses[name].dashes || statuses[name].color,
  );
  return element(
    "li",
    {},
    entityButton(otherEnd(links[l], i)),
    evidenceButton(l, told.length),
    (details.length > 0 || status.length > 0) &&
      element(
        "p",
        { class: "details" },
        status.map(statusChip),
        details.slice(0, 6).map((detail) => element("bdi", {}, detail)),
      ),
  );
}

/** Return what is dated of an entity, the latest first. */
function timelineSection(i) {
  const dated = linksOf[i]
    .filter(linkShown)
    .flatMap((l) => shownStatements(l).map((s) => [l, statements[s]]))
    .filter(([, s]) => s.date);
  dated.sort(([, a], [, b]) => b.date.localeCompare(a.date));
  return (
    dated.length > 1 &&
    element(
      "section",
      { class: "timeline" },
      element("h3", {}, word("timeline")),
      listOf("ol", { class: "rows" }, dated, ([l, statement]) =>
        element(
          "li",
          {},
          element("time", { datetime: statement.date }, statement.date),
          element(
            "button",
            { type: "button", class: "entity", onclick: () => showLink(l) },
            lineSign(shade(predicates[links[l].predicate].color), statuses[statement.status].dashes),
            element(
              "bdi",
              { class: "name" },
              `${called(predicates[links[l].predicate])} ${links[l].from === i ? "→" : "←"} ${entities[otherEnd(links[l], i)].name}`,
            ),
          ),
        ),
      ),
    )
  );
}

function tourSection(i) {
  return element(
    "section",
    { class: "tour" },
    element("h3", {}, word("visits"), " ", element("span", { class: "count" }, visitsOf(i).length)),
    listOf(
      "ol",
      { class: "rows" },
      visitsOf(i),
      ({ day, site, link }) =>
        element(
          "li",
          {},
          element("time", { datetime: day || null }, day || word("undated")),
          entityButton(site),
          evidenceButton(link, 1),
        ),
      60,
    ),
  );
}

function pathPanel() {
  const [a, b] = state.pins;
  const chain = shortestPath(a, b);
  return [
    headerOf(
      element("p", { class: "kind" }, word("path")),
      element("h2", { class: "claim" }, entityButton(a), element("span", { class: "predicate" }, "⋯"), entityButton(b)),
    ),
    chain
      ? element("p", { class: "hint" }, word("steps", chain.length))
      : element("p", { class: "hint", role: "alert" }, word(isFiltered() ? "noPathFiltered" : "noPath")),
    (chain || []).map((l) =>
      element(
        "section",
        {},
        claimOf(l, { class: "claim small" }),
        shownStatements(l).slice(0, 1).map(statementCard),
        shownStatements(l).length > 1 && evidenceButton(l, shownStatements(l).length),
      ),
    ),
  ];
}

/** Return the statements of a link that the filters leave, the chosen one first, and how many they do not. */
function cardsOf(l) {
  const own = shownStatements(l);
  const ordered = [...own.filter((s) => s === state.statement), ...own.filter((s) => s !== state.statement)];
  const left = links[l].statements.length - own.length;
  return [
    listOf("div", {}, ordered, statementCard),
    left > 0 && element("p", { class: "hint" }, word("statementsLeft", left)),
  ];
}

function linkPanel(l) {
  const others = besides(l).filter(linkShown);
  return [
    headerOf(
      element("p", { class: "kind" }, word("evidence")),
      claimOf(l, { class: "claim", role: "heading", "aria-level": "2" }),
    ),
    cardsOf(l),
    others.length > 0 &&
      element(
        "section",
        {},
        element("h3", {}, word("others")),
        others.map((o) => [claimOf(o, { class: "claim small" }), cardsOf(o)]),
      ),
  ];
}
