// The evidence: one statement with everything that is known of it, and how it is cited.

function statusChip(status) {
  const drawn = statuses[status];
  return element(
    "span",
    { class: "chip", "data-status": status },
    lineSign(drawn.color ? shade(drawn.color) : null, drawn.dashes),
    called(drawn),
  );
}

function documentName(known) {
  return [known.paper, known.issued, known.name].filter(Boolean).join(" · ");
}

function titleOf(statement) {
  return articleOf(statement).title || documents[statement.document].title || word("untitled");
}

function claimArrow(link) {
  const drawn = predicates[link.predicate];
  return element(
    "span",
    { class: "predicate" },
    lineSign(shade(drawn.color)),
    called(drawn),
    drawn.symmetric ? " ↔" : " →",
  );
}

function claimOf(l, attributes) {
  return element("div", attributes, entityButton(links[l].from), claimArrow(links[l]), entityButton(links[l].to));
}

/** Return a number with its unit beside the words it was read from, where it says more than they do. */
function measured(printed, value, unit) {
  if (value === undefined) return printed;
  const counted = [value.toLocaleString(undefined, { maximumFractionDigits: 6 }), unit].filter(Boolean).join(" ");
  return word("measured", printed, counted);
}

function qualifiersOf(statement) {
  return [
    ["date", statement.date],
    ["post", statement.title],
    ["amount", statement.amount && measured(statement.amount, statement.amountValue, statement.currency)],
    ["capacity", statement.capacity && measured(statement.capacity, statement.capacityValue, statement.capacityUnit)],
  ].filter(([, value]) => value);
}

/** Return where the quote stands in its page, as people count: from the first character, the last one included. */
function spanOf({ span: [start, end] }) {
  return end > start ? word("span", start + 1, end) : "";
}

/** Return a statement as a line that can stand under an article: the quote, where it is printed, and its name. */
function citationOf(s) {
  const statement = statements[s];
  const known = documents[statement.document];
  const issued = articleOf(statement).issued || known.issued;
  const where = [known.paper, issued, known.name].filter(Boolean);
  const place = [...where, spanOf(statement)].filter(Boolean).join(word("comma"));
  return word(
    "citation",
    plain(quoteOf(statement)),
    plain(titleOf(statement)),
    plain(place),
    `${data.base}st/${statement.id}`,
  );
}

/** Put a text on the clipboard, also where the browser has none for a page from a file or in a frame. */
async function copyText(text) {
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const held = document.activeElement;
    const field = element("textarea", { class: "offscreen", "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    done = document.execCommand("copy");
    field.remove();
    held?.focus();
  }
  note(word(done ? "copied" : "notCopied"));
}

/** Return everything about one statement: what it says, how sure it is, and where it is written. */
function statementCard(s) {
  const statement = statements[s];
  const known = documents[statement.document];
  const mentions = mentionsOf(statement);
  const qualifiers = qualifiersOf(statement);
  const button = (key, text) =>
    element("button", { type: "button", class: "quiet small", onclick: () => copyText(text()) }, word(key));
  return element(
    "article",
    { class: state.statement === s ? "statement meant" : "statement", "data-statement": statement.id },
    element(
      "div",
      { class: "line" },
      statusChip(statement.status),
      element("span", { class: "confidence" }, `${word("confidence")} ${Math.round(statement.confidence / 10)}%`),
    ),
    qualifiers.length > 0 &&
      element(
        "dl",
        { class: "facts" },
        qualifiers.map(([name, value]) => [
          element("dt", {}, word(name)),
          element("dd", {}, element("bdi", {}, value)),
        ]),
      ),
    passageOf(statement),
    element(
      "footer",
      {},
      element("p", { class: "source" }, element("cite", {}, titleOf(statement))),
      element("p", {}, element("bdi", {}, documentName(known)), spanOf(statement) && ` · ${spanOf(statement)}`),
      mentions.some(Boolean) &&
        element(
          "p",
          {},
          `${word("asPrinted")} `,
          element("bdi", {}, `“${clipped(mentions[0], 60)}”`),
          " · ",
          element("bdi", {}, `“${clipped(mentions[1], 60)}”`),
        ),
      element("p", { class: "trace" }, `${word("rule")} `, element("code", {}, statement.rule)),
      element(
        "p",
        { class: "trace" },
        `${word("statement")} `,
        element(
          "a",
          {
            href: `#statement=${encodeURIComponent(plain(statement.id))}`,
            title: word("linkHere"),
            onclick: (event) => {
              event.preventDefault();
              showStatement(s);
            },
          },
          element("code", {}, statement.id),
        ),
      ),
      element(
        "div",
        { class: "copies" },
        button("copyCitation", () => citationOf(s)),
        button("copyIri", () => `${data.base}st/${statement.id}`),
      ),
    ),
  );
}

/** Return the passage with the quote marked. Python counts code points, so the text is taken apart by code points. */
function passageOf(statement) {
  const quote = { tabindex: "0", role: "group", "aria-label": word("quote") };
  if (statement.passage === undefined) return element("blockquote", quote, element("mark", {}, statement.quote || ""));
  const points = [...passages[statement.passage]];
  const [start, end] = statement.mark;
  return element(
    "blockquote",
    quote,
    points.slice(0, start).join(""),
    element("mark", {}, points.slice(start, end).join("")),
    points.slice(end).join(""),
  );
}
