// What the reader takes along: the statements of a selection as CSV for a spreadsheet, as Turtle for other tools.

const COLUMNS = [
  "subject",
  "predicate",
  "object",
  "status",
  "confidence",
  "date",
  "post",
  "amount",
  "amountValue",
  "currency",
  "capacity",
  "capacityValue",
  "capacityUnit",
  "quote",
  "article",
  "paper",
  "issued",
  "document",
  "start",
  "end",
  "rule",
  "statement",
];

/** Return the cells of a statement, in the order of COLUMNS. */
function cellsOf(s) {
  const statement = statements[s];
  const known = documents[statement.document];
  return [
    entities[statement.subject].name,
    statement.predicate,
    entities[statement.object].name,
    statement.status,
    statement.confidence / 1000,
    statement.date,
    statement.title,
    statement.amount,
    statement.amountValue,
    statement.currency,
    statement.capacity,
    statement.capacityValue,
    statement.capacityUnit,
    quoteOf(statement),
    articleOf(statement).title || known.title,
    known.paper,
    articleOf(statement).issued || known.issued,
    known.name,
    ...statement.span,
    statement.rule,
    `${data.base}st/${statement.id}`,
  ];
}

/** Return a text in which a spreadsheet finds no formula, as kg/formulas.py does and tells. */
function guarded(text) {
  return text.replace(/^(?='*[=+\-@＝＋－＠\t\r\n])/, "'").replace(/([;\t\r\n])(?='*[=+\-@＝＋－＠])/g, "$1'");
}

function csvCell(value) {
  if (value === undefined || value === null) return "";
  const text = typeof value === "string" ? guarded(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** Return rows as CSV (RFC 4180) that a spreadsheet takes for UTF-8. */
function csvText(rows) {
  return `\ufeff${rows.map((cells) => cells.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

function csvOf(numbers) {
  return csvText([COLUMNS, ...numbers.map(cellsOf)]);
}

const NAMESPACES = {
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  prov: "http://www.w3.org/ns/prov#",
  dct: "http://purl.org/dc/terms/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};

const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function quoted(text) {
  return `"${text.replace(/[\\"\u0000-\u001f\u007f]/g, (c) => ESCAPES[c] || `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
}

const turtle = {
  text: (value) => `${quoted(value)}@zh`,
  string: quoted,
  integer: (value) => String(value),
  /** A decimal with at most six digits behind its point, as the graph has it. */
  decimal: (value) => `"${digits(value)}"^^xsd:decimal`,
  date: (iso) => {
    const kind = { 4: "gYear", 7: "gYearMonth", 10: "date" }[iso.length];
    const day = new Date(`${iso}-01-01`.slice(0, 10));
    const real =
      /^(?!0000)\d{4}(-\d\d){0,2}$/.test(iso) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso);
    return real ? `"${iso}"^^xsd:${kind}` : quoted(iso);
  },
};

/** Return a number without an exponent. */
function digits(value) {
  return Math.abs(value) < 1e21 ? value.toFixed(6).replace(/\.?0+$/, "") : BigInt(value).toString();
}

function iri(path) {
  return `<${data.base}${path}>`;
}

/** Return the IRI of an id; what no IRI may hold, as the ids of a foreign archive might, stands there as its code. */
function idIri(kind, id) {
  return iri(`${kind}/${encodeURIComponent(id)}`);
}

function term(name) {
  return iri(`ns#${name}`);
}

/** Return what is said of one node, without what is empty. */
function node(subject, pairs) {
  const said = pairs.filter(([, value]) => value !== undefined && value !== null && value !== "");
  return `${subject} ${said.map(([predicate, value]) => `${predicate} ${value}`).join(" ;\n  ")} .\n`;
}

function given(value, write) {
  return value === undefined || value === null || value === "" ? undefined : write(value);
}

function entityTurtle(i) {
  const entity = entities[i];
  const container = above(entity);
  return node(idIri("id", entity.id), [
    ["a", term(entity.class)],
    ["rdfs:label", turtle.text(entity.name)],
    ["skos:prefLabel", turtle.text(entity.name)],
    ...(entity.aliases || []).map((alias) => ["skos:altLabel", turtle.text(alias)]),
    ...(entity.hidden || []).map((misprint) => ["skos:hiddenLabel", turtle.text(misprint)]),
    ["skos:notation", given(entity.code, turtle.string)],
    [term("within"), container && idIri("id", container.id)],
  ]);
}

function documentTurtle(number) {
  const known = documents[number];
  return node(iri(known.path), [
    ["a", term("Document")],
    ["dct:title", turtle.text(known.title || "")],
    ["dct:identifier", turtle.string(known.name)],
    [term("sha256"), given(known.sha256, turtle.string)],
    ["dct:issued", given(known.issued, turtle.date)],
    ["dct:publisher", given(known.paper, turtle.text)],
    ["dct:spatial", given(known.home, turtle.text)],
  ]);
}

function articleTurtle(number, index) {
  const article = documents[number].articles[index];
  return node(iri(`${documents[number].path}#article-${index}`), [
    ["a", term("Article")],
    ["dct:title", turtle.text(article.title || "")],
    ["dct:isPartOf", iri(documents[number].path)],
    ["prov:wasGeneratedBy", iri(`${documents[number].path}#extraction`)],
    [term("start"), turtle.integer(article.span[0])],
    [term("end"), turtle.integer(article.span[1])],
    ["dct:issued", given(article.issued, turtle.date)],
  ]);
}

function statementTurtle(s) {
  const statement = statements[s];
  const [subject, object] = [statement.subject, statement.object].map((i) => idIri("id", entities[i].id));
  const predicate = term(statement.predicate);
  const facts = statement.status === "Asserted" ? [`${subject} ${predicate} ${object} .\n`] : [];
  if (facts.length && predicates[statement.predicate].symmetric) facts.push(`${object} ${predicate} ${subject} .\n`);
  return (
    facts.join("") +
    node(idIri("st", statement.id), [
      ["a", "rdf:Statement"],
      ["rdf:subject", subject],
      ["rdf:predicate", predicate],
      ["rdf:object", object],
      [term("status"), term(statement.status)],
      [term("date"), given(statement.date, turtle.date)],
      [term("title"), given(statement.title, turtle.text)],
      [term("amount"), given(statement.amount, turtle.text)],
      [term("amountValue"), given(statement.amountValue, turtle.decimal)],
      [term("currency"), given(statement.currency, turtle.string)],
      [term("capacity"), given(statement.capacity, turtle.text)],
      [term("capacityValue"), given(statement.capacityValue, turtle.decimal)],
      [term("capacityUnit"), given(statement.capacityUnit, turtle.text)],
      [term("quote"), turtle.text(quoteOf(statement))],
      [term("quoteStart"), turtle.integer(statement.span[0])],
      [term("quoteEnd"), turtle.integer(statement.span[1])],
      ["prov:wasDerivedFrom", iri(`${documents[statement.document].path}#article-${statement.article}`)],
      [term("rule"), turtle.string(statement.rule)],
      [term("confidence"), turtle.decimal(statement.confidence / 1000)],
    ])
  );
}

/** Return statements as Turtle: the same triples that the graph has of them, of their entities, articles and pages. */
function turtleOf(numbers) {
  const ends = new Set();
  const pages = new Map();
  for (const s of numbers) {
    const { subject, object, document, article } = statements[s];
    ends.add(subject).add(object);
    if (!pages.has(document)) pages.set(document, new Set());
    if ((documents[document].articles || {})[article]) pages.get(document).add(article);
  }
  const sources = [...pages].flatMap(([number, articles]) => [
    documentTurtle(number),
    ...[...articles].map((index) => articleTurtle(number, index)),
  ]);
  const prefixes = Object.entries(NAMESPACES).map(([name, namespace]) => `@prefix ${name}: <${namespace}> .\n`);
  return [...prefixes, "\n", ...[...ends].map(entityTurtle), ...sources, ...numbers.map(statementTurtle)].join("");
}

/** Hand a text over as a file. */
function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
