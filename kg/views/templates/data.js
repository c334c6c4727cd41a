// What the page knows, with the ways through it: kg/views/data.py says what the fields hold.

const data = JSON.parse(document.getElementById("graph-data").textContent);
const { entities, links, statements, documents, passages, classes, predicates, statuses } = data;

const entityNumber = new Map(entities.map((entity, i) => [entity.id, i]));
const linkOfStatement = new Map();
const linksOf = entities.map(() => []);
links.forEach((link, i) => {
  linksOf[link.from].push(i);
  if (link.to !== link.from) linksOf[link.to].push(i);
  for (const s of link.statements) linkOfStatement.set(statements[s].id, i);
});
const degreeOf = linksOf.map((own) => own.reduce((sum, i) => sum + links[i].statements.length, 0));

/** Return the entity at the other end of a link. */
function otherEnd(link, entity) {
  return link.from === entity ? link.to : link.from;
}

/** Return the links between the same two entities as this one, itself left out. */
function besides(number) {
  const link = links[number];
  return linksOf[link.from].filter((i) => {
    const other = links[i];
    return i !== number && (other.from === link.to || other.to === link.to) && otherEnd(other, link.from) === link.to;
  });
}

/** Return how many of a list there are of each kind. */
function counted(list, kind) {
  const counts = new Map();
  for (const item of list) counts.set(kind(item), (counts.get(kind(item)) || 0) + 1);
  return counts;
}
