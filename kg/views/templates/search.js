// Search over names, other names and misprints, as they are written or as they are read, with keyboard or pointer.

const MOST_RESULTS = 12;
const LONGEST_PINYIN = 24;

function folded(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}

const searchable = entities.map((entity) =>
  [entity.name, ...(entity.aliases || []), ...(entity.hidden || [])].map((name) => ({
    name,
    key: folded(name),
    points: null,
  })),
);

const syllables = new Map(Object.entries(data.pinyin).map(([character, readings]) => [character, readings.split(" ")]));

/** Return whether letters spell characters from one of them on: whole syllables, their first letters, or both mixed. */
function spells(points, from, letters) {
  if (!letters) return true;
  if (from >= points.length) return false;
  return (syllables.get(points[from]) || [points[from]]).some(
    (reading) =>
      reading.startsWith(letters) ||
      (letters.startsWith(reading) && spells(points, from + 1, letters.slice(reading.length))) ||
      (/^[zcs]h/.test(reading) &&
        letters.startsWith(reading.slice(0, 2)) &&
        spells(points, from + 1, letters.slice(2))) ||
      (reading.length > 1 && letters[0] === reading[0] && spells(points, from + 1, letters.slice(1))),
  );
}

/** Return how well a name answers: 0 is best, null is not at all. */
function rankOf(known, wanted, letters) {
  const at = known.key.indexOf(wanted);
  if (at >= 0) return known.key === wanted ? 0 : at === 0 ? 2 : 4;
  if (!letters) return null;
  known.points ??= [...known.key.slice(0, 200)];
  if (spells(known.points, 0, letters)) return 6;
  return known.points.some(
    (_, from) => from && syllables.has(known.points[from]) && spells(known.points, from, letters),
  )
    ? 8
    : null;
}

/** Return the entities that answer a text, best first: whole names, beginnings, parts, pinyin; then by degree. */
function found(text) {
  const wanted = folded(text);
  if (!wanted) return [];
  const typed = wanted.replace(/ü/g, "v");
  const letters = /^[a-z]{2,}$/.test(typed) && typed.length <= LONGEST_PINYIN ? typed : "";
  const answers = [];
  searchable.forEach((names, i) => {
    let best = null;
    names.forEach((known, place) => {
      const rank = rankOf(known, wanted, letters);
      if (rank !== null && (!best || rank + (place ? 1 : 0) < best.rank))
        best = { entity: i, name: known.name, rank: rank + (place ? 1 : 0) };
    });
    if (best) answers.push(best);
  });
  return answers.sort((a, b) => a.rank - b.rank || degreeOf[b.entity] - degreeOf[a.entity] || a.entity - b.entity);
}

/** Make the search box work; `choose` is called with an entity. */
function makeSearch(input, list, choose) {
  let answers = [];
  let active = -1;

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  }

  function take(answer) {
    input.value = "";
    close();
    choose(answer.entity);
  }

  function option({ entity, name }, i) {
    const known = entities[entity];
    return element(
      "li",
      {
        id: `search-${i}`,
        role: "option",
        "aria-selected": i === active ? "true" : "false",
        onmousedown: (event) => {
          event.preventDefault();
          take(answers[i]);
        },
      },
      classSign(classes[known.class]),
      element("bdi", { class: "name" }, clipped(known.name, 60)),
      name !== known.name && element("bdi", { class: "also" }, clipped(name, 30)),
      element("span", { class: "count" }, degreeOf[entity]),
    );
  }

  function show() {
    const text = input.value.trim();
    answers = found(text).slice(0, MOST_RESULTS);
    active = answers.length ? 0 : -1;
    paint(text);
  }

  function paint(text) {
    if (!text) return close();
    fill(
      list,
      answers.length
        ? answers.map(option)
        : element("li", { class: "none", role: "option", "aria-disabled": "true" }, word("nothing", clipped(text, 30))),
    );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (active >= 0) input.setAttribute("aria-activedescendant", `search-${active}`);
    return undefined;
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", show);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    // Enter and the arrows belong to the input method while a word is being composed.
    if (event.isComposing) return;
    if (event.key === "Enter" && answers[active]) {
      event.preventDefault();
      take(answers[active]);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && answers.length) {
      event.preventDefault();
      active = (active + (event.key === "ArrowDown" ? 1 : answers.length - 1)) % answers.length;
      paint(input.value.trim());
    } else if (event.key === "Escape") {
      event.stopPropagation();
      input.value = "";
      close();
      input.blur();
    }
  });
}
