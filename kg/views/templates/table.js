// The table of what is selected: one row a statement, to be sorted, read and taken along.

const TABLE_ROWS = 200;
const SHOWN = [
  ["subject", (s) => entities[statements[s].subject].name],
  ["predicate", (s) => called(predicates[statements[s].predicate])],
  ["object", (s) => entities[statements[s].object].name],
  ["quote", (s) => quoteOf(statements[s])],
  ["status", (s) => called(statuses[statements[s].status])],
  ["date", (s) => statements[s].date || ""],
  ["post", (s) => statements[s].title || ""],
  ["amount", (s) => statements[s].amount || statements[s].capacity || ""],
  ["confidence", (s) => `${Math.round(statements[s].confidence / 10)}%`],
  [
    "source",
    (s) =>
      [
        documents[statements[s].document].paper,
        articleOf(statements[s]).issued || documents[statements[s].document].issued,
      ]
        .filter(Boolean)
        .join(" "),
  ],
];

/** Columns that stand there only where a row fills them. */
const OPTIONAL = ["date", "post", "amount"];

/** Return the statements that are meant: of what is chosen, else of what the picture shows. */
function selected() {
  const own =
    state.link !== null
      ? [state.link]
      : state.entity !== null && !state.view
        ? linksOf[state.entity]
        : linksInPicture();
  return [...new Set(own.filter(linkShown).flatMap(shownStatements))].sort((a, b) => a - b);
}

function linksInPicture() {
  if (sceneNow() === "groups") return links.map((_, l) => l);
  const lines = canvas
    .lines()
    .filter((line) => line.link !== undefined)
    .map((line) => line.link);
  return [
    ...new Set([
      ...lines,
      ...canvas
        .items()
        .filter((item) => item.link !== undefined)
        .map((item) => item.link),
    ]),
  ];
}

/** Make the table; returns `paint`, to be called whenever the selection may have changed. */
function makeTable(container, opener) {
  let sorted = { column: null, down: false };
  let rows = TABLE_ROWS;
  /** What stood there when a row was pressed: it stays while its sentence is read. */
  let standing = null;

  function order(numbers) {
    if (sorted.column === null) return numbers;
    const value =
      sorted.column === "confidence"
        ? (s) => statements[s].confidence
        : SHOWN.find(([name]) => name === sorted.column)[1];
    const sign = sorted.down ? -1 : 1;
    const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, "zh"));
    return numbers
      .map((s) => [value(s), s])
      .sort((a, b) => sign * compare(a[0], b[0]) || a[1] - b[1])
      .map(([, s]) => s);
  }

  function heading(name) {
    const down = sorted.column === name ? (sorted.down ? "descending" : "ascending") : "none";
    return element(
      "th",
      { scope: "col", class: name, "aria-sort": down },
      element(
        "button",
        {
          type: "button",
          onclick: () => {
            sorted = { column: name, down: sorted.column === name && !sorted.down };
            paint();
          },
        },
        word(name),
        down === "none" ? "" : sorted.down ? " ↓" : " ↑",
      ),
    );
  }

  function read(s) {
    standing = standing || selected();
    showStatement(s);
  }

  function row(columns, s) {
    return element(
      "tr",
      {},
      columns.map(([name, text]) =>
        element(
          "td",
          { class: name },
          name === "quote"
            ? element(
                "button",
                { type: "button", class: "plain", onclick: () => read(s) },
                element("bdi", {}, clipped(text(s), 160)),
              )
            : element("bdi", {}, clipped(text(s), 80)),
        ),
      ),
    );
  }

  function paint() {
    container.hidden = !state.table;
    opener.setAttribute("aria-pressed", String(state.table));
    if (!state.table) return;
    if (standing && (state.statement === null || !standing.includes(state.statement))) standing = null;
    const numbers = order(standing || selected());
    const scroll = container.querySelector(".scroll")?.scrollTop || 0;
    const columns = SHOWN.filter(([name, text]) => !OPTIONAL.includes(name) || numbers.some(text));
    const name = () => `${plain(data.title).replace(/[^\p{L}\p{N}]+/gu, "-")}-${numbers.length}`;
    const button = (key, onclick) =>
      element("button", { type: "button", class: "quiet small", "data-download": key, onclick }, word(key));
    fill(
      container,
      element(
        "header",
        {},
        element(
          "h2",
          {},
          word("table"),
          " ",
          element("span", { class: "count" }, word("statementsCount", numbers.length.toLocaleString())),
        ),
        button("csv", () => download(`${name()}.csv`, csvOf(numbers), "text/csv")),
        button("turtle", () => download(`${name()}.ttl`, turtleOf(numbers), "text/turtle")),
        element(
          "button",
          { type: "button", class: "quiet small", onclick: () => go({ table: false }) },
          `${word("close")} ✕`,
        ),
      ),
      element(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": word("table") },
        element(
          "table",
          {},
          element(
            "thead",
            {},
            element(
              "tr",
              {},
              columns.map(([column]) => heading(column)),
            ),
          ),
          element(
            "tbody",
            {},
            numbers.slice(0, rows).map((s) => row(columns, s)),
          ),
        ),
      ),
      numbers.length > rows &&
        element(
          "button",
          {
            type: "button",
            class: "quiet more",
            "data-way": "more rows",
            onclick: () => {
              rows += TABLE_ROWS * 5;
              paint();
            },
          },
          word("more", numbers.length - rows),
        ),
    );
    container.querySelector(".scroll").scrollTop = scroll;
  }

  return { paint };
}
