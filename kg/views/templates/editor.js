// The query editor of a page that a server gives out: SPARQL in, a table back, entities and statements to click.
//
// makeEditor(container, { endpoint, queries, holds, showEntity, showStatement }) fills `container` and returns `paint`, to be
// called when the language changes. `endpoint` is the address of a SPARQL endpoint of the page's own server; `queries`
// are { name, title, titleZh, description, text, parameters: [{ name, default, description, numeric }] };
// showEntity(key) and showStatement(key) are called with what stands behind /id/ and /st/ in an IRI, where
// holds("id" or "st", key) says that the page has it.
// Its words in words.js begin with "editor", its styles lie in editor.css.

const ROWS_SHOWN = 500;
const ANSWERS = "application/sparql-results+json, text/turtle;q=0.9";
// What stands in a query without being a parameter, even with a $ in it: strings, IRIs, comments.
const PARAMETER =
  /"""(?:[^"\\]|\\.|"(?!""))*"""|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>"{}|^`\\\s]*>|#[^\r\n]*|\$([\p{L}\p{N}_]+)/gsu;
const THING = /\/(id|st)\/([^/#?]+)$/;

/** Return a text as a literal of SPARQL. */
function sparqlLiteral(text) {
  const code = (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}`;
  // A \u is read before anything else, even behind another backslash: there the letter is written by its code.
  const inside = text.replace(/\\[uU]|[\\"\u0000-\u001f]/g, (c) =>
    c.length > 1 ? `\\\\${code(c[1])}` : ESCAPES[c] || code(c),
  );
  return `"${inside}"`;
}

/** Return a query with each $name of `values` as what it is to be. */
function filledIn(text, values) {
  return text.replace(PARAMETER, (whole, name) => (name !== undefined && values.has(name) ? values.get(name) : whole));
}

/** Return the names written $name in a query. */
function parametersIn(text) {
  return new Set([...text.matchAll(PARAMETER)].map((match) => match[1]).filter((name) => name !== undefined));
}

/** Return a term as a text, or as a number where it is one and stays the same as such. */
function plainTerm(term) {
  if (term.type === "triple") {
    const { subject, predicate, object } = term.value;
    return `<< ${[subject, predicate, object].map(plainTerm).join(" ")} >>`;
  }
  if (term.type === "bnode") return `_:${term.value}`;
  return term.datatype && String(Number(term.value)) === term.value ? Number(term.value) : term.value;
}

function makeEditor(container, { endpoint, queries, holds, showEntity, showStatement }) {
  const values = new Map();
  let chosen = null;
  let answer = null;
  let running = null;
  let asking = null;

  const choice = element("select", { id: "editor-choice", onchange: choose });
  const text = element("textarea", {
    id: "editor-text",
    rows: 9,
    spellcheck: "false",
    autocapitalize: "off",
    autocomplete: "off",
    oninput: paintParameters,
  });
  const about = element("p", { class: "hint" });
  const parameters = element("div", { class: "editor-parameters" });
  const run = element("button", { type: "submit", class: "quiet" });
  const choiceLabel = element("label", { for: "editor-choice" });
  const textLabel = element("label", { for: "editor-text" });
  const state = element("p", { class: "editor-state", role: "status" });
  const failure = element("p", { class: "editor-failure", role: "alert" });
  const result = element("div", { class: "editor-result" });
  const form = element(
    "form",
    {
      class: "editor",
      onsubmit: (event) => {
        event.preventDefault();
        ask();
      },
    },
    choiceLabel,
    choice,
    about,
    textLabel,
    text,
    parameters,
    run,
    state,
    failure,
    result,
  );
  // Keys typed here are not for the page, whose / goes to the search and whose Escape clears the choice.
  form.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      ask();
    }
  });
  fill(container, form);

  function choose() {
    chosen = queries.find((query) => query.name === choice.value) || null;
    values.clear();
    for (const parameter of chosen?.parameters || []) values.set(parameter.name, parameter.default);
    if (chosen) text.value = chosen.text;
    paint();
  }

  /** Return the parameters of the chosen query that its text still has. */
  function open() {
    const names = parametersIn(text.value);
    return (chosen?.parameters || []).filter((parameter) => names.has(parameter.name));
  }

  function paintParameters() {
    const wanted = open();
    const form = [chosen?.name, ...wanted.map((parameter) => parameter.name)].join(" ");
    if (form === asking) return;
    asking = form;
    fill(
      parameters,
      wanted.map((parameter) =>
        element(
          "label",
          {},
          element("span", {}, parameter.name),
          element("input", {
            name: parameter.name,
            value: values.get(parameter.name),
            inputmode: parameter.numeric ? "decimal" : "text",
            autocomplete: "off",
            title: parameter.description,
            oninput: (event) => values.set(parameter.name, event.target.value),
          }),
        ),
      ),
    );
  }

  /** Return the query as it goes out; null where a parameter is amiss, which is told. */
  function ready() {
    const bound = new Map();
    for (const { name, numeric } of open()) {
      const given = values.get(name).trim();
      if (numeric && !/^[+-]?\d+(\.\d+)?$/.test(given)) {
        fail(word("editorNumber", name));
        return null;
      }
      bound.set(name, numeric ? given : sparqlLiteral(given));
    }
    return filledIn(text.value, bound);
  }

  function fail(message) {
    failure.textContent = plain(message);
  }

  /** Return the server's answer to a query; raises an error with the line to show. */
  async function sent(query, signal) {
    let response;
    try {
      response = await fetch(endpoint, {
        method: "POST",
        headers: { "Content-Type": "application/sparql-query", Accept: ANSWERS },
        body: query,
        signal,
      });
      if (response.ok) return { text: await response.text(), headers: response.headers };
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Error(word("editorNoServer"));
    }
    const line = (await response.text()).trim().split("\n")[0].slice(0, 500);
    throw new Error(line || String(response.status));
  }

  async function ask() {
    fail("");
    const query = ready();
    if (query === null) return;
    running?.abort();
    const current = new AbortController();
    running = current;
    answer = null;
    paintAnswer();
    try {
      const { text: body, headers } = await sent(query, current.signal);
      answer = { cut: headers.get("X-SPARQL-MaxRows"), ...read(body, headers.get("Content-Type") || "") };
    } catch (error) {
      if (current.signal.aborted) return;
      fail(error.message);
    }
    running = null;
    paintAnswer();
  }

  function read(body, type) {
    if (!type.includes("json")) return { turtle: body };
    const said = JSON.parse(body);
    return said.results ? { columns: said.head.vars, rows: said.results.bindings } : { truth: said.boolean };
  }

  /** Hand the rows over for a spreadsheet; the endpoint's own CSV is for programs, and could hold formulas. */
  function takeAlong() {
    const rows = answer.rows.map((row) => answer.columns.map((name) => row[name] && plainTerm(row[name])));
    download(`${chosen?.name || "query"}.csv`, csvText([answer.columns, ...rows]), "text/csv");
  }

  function paintAnswer() {
    form.setAttribute("aria-busy", String(running !== null));
    state.textContent = running ? word("editorRunning") : told();
    if (!answer) fill(result);
    else if (answer.truth !== undefined)
      fill(result, element("p", { class: "editor-truth" }, word(answer.truth ? "editorYes" : "editorNo")));
    else if (answer.turtle !== undefined) fill(result, element("pre", { tabindex: 0 }, answer.turtle));
    else fill(result, answer.rows.length > 0 && [csvButton(), table()]);
  }

  /** Return in words how much the answer holds and whether that is all. */
  function told() {
    if (!answer) return "";
    const parts = [];
    if (answer.rows) {
      parts.push(answer.rows.length ? word("editorRows", answer.rows.length.toLocaleString()) : word("editorNothing"));
      if (answer.rows.length > ROWS_SHOWN) parts.push(word("editorShown", ROWS_SHOWN));
    }
    if (answer.cut) parts.push(word("editorCut", Number(answer.cut).toLocaleString()));
    return parts.join(" · ");
  }

  function csvButton() {
    return element("button", { type: "button", class: "quiet", onclick: takeAlong }, word("editorDownload"));
  }

  function table() {
    return element(
      "div",
      { class: "editor-table", tabindex: 0, role: "region", "aria-label": word("editorAnswer") },
      element(
        "table",
        {},
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            answer.columns.map((name) => element("th", { scope: "col" }, name)),
          ),
        ),
        element(
          "tbody",
          {},
          answer.rows.slice(0, ROWS_SHOWN).map((row) =>
            element(
              "tr",
              {},
              answer.columns.map((name) => element("td", {}, row[name] && cell(row[name]))),
            ),
          ),
        ),
      ),
    );
  }

  function cell(term) {
    if (term.type === "triple")
      return ["<< ", cell(term.value.subject), " ", cell(term.value.predicate), " ", cell(term.value.object), " >>"];
    const [, kind, key] = (term.type === "uri" && THING.exec(term.value)) || [];
    if (!kind || !holds(kind, key)) return element("bdi", { lang: term["xml:lang"] }, term.value);
    const show = kind === "id" ? showEntity : showStatement;
    return element(
      "button",
      { type: "button", class: "editor-thing", title: term.value, onclick: () => show(key) },
      `${kind}:${key}`,
    );
  }

  function paint() {
    const title = (query) => (language === "zh" && query.titleZh) || query.title || query.name;
    choiceLabel.textContent = word("editorChoice");
    textLabel.textContent = word("editorText");
    run.textContent = word("editorRun");
    fill(
      choice,
      element("option", { value: "" }, word("editorOwn")),
      queries.map((query) => element("option", { value: query.name }, title(query))),
    );
    choice.value = chosen ? chosen.name : "";
    // Descriptions are in English only; the titles of the list say the same in short.
    about.textContent = language === "zh" ? "" : plain(chosen?.description || "");
    about.hidden = !about.textContent;
    paintParameters();
    paintAnswer();
  }

  paint();
  return paint;
}
