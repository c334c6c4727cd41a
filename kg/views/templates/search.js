// Search over names, other names and misprints, with the keyboard or the pointer.

const MOST_RESULTS = 12;

function folded(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}

const searchable = entities.map((entity) =>
  [entity.name, ...(entity.aliases || []), ...(entity.hidden || [])].map((name) => ({ name, key: folded(name) })),
);

/** Return the entities that answer a text, best first: whole names, beginnings, parts of names; then by degree. */
function found(text) {
  const wanted = folded(text);
  if (!wanted) return [];
  const answers = [];
  searchable.forEach((names, i) => {
    let best = null;
    names.forEach(({ name, key }, place) => {
      const at = key.indexOf(wanted);
      if (at < 0) return;
      const rank = (key === wanted ? 0 : at === 0 ? 2 : 4) + (place ? 1 : 0);
      if (!best || rank < best.rank) best = { entity: i, name, rank };
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
    input.blur();
    choose(answer.entity);
  }

  function option({ entity, name }, i) {
    const known = entities[entity];
    return element(
      "li",
      { id: `search-${i}`, role: "option", "aria-selected": i === active ? "true" : "false", onmousedown: (event) => {
        event.preventDefault();
        take(answers[i]);
      } },
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
    fill(list, answers.length ? answers.map(option) : element("li", { class: "none" }, word("nothing", clipped(text, 30))));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (active >= 0) input.setAttribute("aria-activedescendant", `search-${active}`);
    return undefined;
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", show);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
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
