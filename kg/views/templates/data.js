// What the page knows, with the ways through it: kg/views/data.py says what the fields hold.

const data = JSON.parse(document.getElementById("graph-data").textContent);
const { communities, documents, passages, classes, predicates, statuses } = data;

/** Return rows made of columns: a list has a value for every row, an object for the few rows that have one. */
function rowsOf(columns) {
  const rows = Array.from(columns.id, () => ({}));
  for (const [name, column] of Object.entries(columns)) {
    if (Array.isArray(column)) column.forEach((value, i) => (rows[i][name] = value));
    else for (const [i, value] of Object.entries(column)) rows[i][name] = value;
  }
  return rows;
}

/** Put names in the place of numbers that count in a list of names. */
function named(rows, field, names) {
  for (const row of rows) row[field] = names[row[field]];
}

const entities = rowsOf(data.entities);
const statements = rowsOf(data.statements);
named(entities, "class", Object.keys(classes));
named(statements, "predicate", Object.keys(predicates));
named(statements, "status", Object.keys(statuses));
named(statements, "rule", data.rules);

const entityNumber = new Map(entities.map((entity, i) => [entity.id, i]));
const statementNumber = new Map(statements.map((statement, i) => [statement.id, i]));
const linksOf = entities.map(() => []);
const linkOf = [];
const links = linked();

/** Return what is drawn as one line: all statements of one subject, predicate and object. */
function linked() {
  const made = [];
  const known = new Map();
  statements.forEach((statement, s) => {
    const { subject, predicate, object } = statement;
    const turned = predicates[predicate].symmetric && object < subject;
    const [from, to] = turned ? [object, subject] : [subject, object];
    const key = `${from} ${predicate} ${to}`;
    let number = known.get(key);
    if (number === undefined) {
      number = made.length;
      known.set(key, number);
      made.push({ from, to, predicate, statements: [] });
      linksOf[from].push(number);
      if (to !== from) linksOf[to].push(number);
    }
    made[number].statements.push(s);
    linkOf[s] = number;
  });
  return made;
}

const degreeOf = linksOf.map((own) => own.reduce((sum, i) => sum + links[i].statements.length, 0));
const busiest = entities.map((_, i) => i).sort((a, b) => degreeOf[b] - degreeOf[a] || a - b);
const membersOf = communities.map(() => []);
for (const i of busiest) if (entities[i].community >= 0) membersOf[entities[i].community].push(i);

/** Return the entity at the other end of a link. */
function otherEnd(link, entity) {
  return link.from === entity ? link.to : link.from;
}

/** Return the links between the same two entities as this one, itself left out. */
function besides(number) {
  const link = links[number];
  return linksOf[link.from].filter((i) => i !== number && otherEnd(links[i], link.from) === otherEnd(link, link.from));
}

/** Divisions by their code: those of a city begin as the city's does. */
const byCode = new Map(entities.filter((entity) => entity.code).map((entity) => [entity.code, entity]));

/** Return the nearest division above one that the page holds. */
function above({ code = "" }) {
  return [4, 2].map((length) => (length < code.length ? byCode.get(code.slice(0, length)) : null)).find(Boolean);
}

/** Return how many of a list there are of each kind. */
function counted(list, kind) {
  const counts = new Map();
  for (const item of list) counts.set(kind(item), (counts.get(kind(item)) || 0) + 1);
  return counts;
}

/** Return the article of a statement: its title and, where the page gives it, its own date. */
function articleOf(statement) {
  return (documents[statement.document].articles || {})[statement.article] || {};
}

/** Return the quote of a statement as printed, its lines joined. Python counts code points, and so does the mark. */
function quoteOf(statement) {
  if (statement.quote !== undefined) return statement.quote;
  return [...passages[statement.passage]].slice(...statement.mark).join("");
}

/** Return the two ends of a statement as its page words them. */
function mentionsOf(statement) {
  return [
    statement.subjectMention ?? entities[statement.subject].name,
    statement.objectMention ?? entities[statement.object].name,
  ];
}

// Months are counted from the year 0, so that a date is a stretch of whole numbers.

/** Return the first and the last month that an ISO day, month or year may mean; null for what is no date. */
function monthsOf(iso) {
  const [, year, month] = /^(?!0000)(\d{4})(?:-(0[1-9]|1[0-2])(?:-\d\d)?)?$/.exec(iso || "") || [];
  if (!year) return null;
  if (month) return [year * 12 + (month - 1), year * 12 + (month - 1)];
  return [year * 12, year * 12 + 11];
}

/** Return a month as it stands in an address: 2024-03. */
function monthName(month) {
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
}

/** Return when a statement was so: its own date, else the day that its page was printed. */
function whenOf(statement) {
  return statement.date || articleOf(statement).issued || documents[statement.document].issued || "";
}

const monthsOfStatement = statements.map((statement) => monthsOf(whenOf(statement)));
