// The list of functions.

let rows = []; // the numbers of the functions that answer to the filters, as they stand in the list

function counts(numbers, complete) {
  const shown = LEVELS.map((level, place) => numbers[place]
    ? el("span", { class: `count ${level}`, title: plural(numbers[place], level) }, String(numbers[place]),
        el("span", { class: "skip" }, ` ${level}s`)) : null);
  if (shown.some(Boolean)) return el("span", { class: "counts" }, shown);
  return el("span", { class: "counts" }, complete
    ? el("span", { class: "count good", title: "nothing found" }, "ok")
    : el("span", { class: "count note", title: "analysis incomplete" }, "?"));
}

function item(number) {
  const row = functions[number];
  return el("li", {}, el("a", { href: `#f${number}`, "data-number": number },
    el("span", { class: "name", title: row.id }, row.id), counts(row.counts, row.complete),
    el("span", { class: "where" }, el("bdi", {}, `${row.template}:${row.line}`))));
}

function drawList() {
  readFilters();
  rows = functions.map((_, number) => number).filter((number) => matches(functions[number], number));
  byId("list").replaceChildren(...rows.map(item));
  byId("count").textContent = rows.length === functions.length
    ? plural(rows.length, "function") : `${rows.length} of ${plural(functions.length, "function")}`;
  markCurrent();
}

function markCurrent() {
  for (const link of document.querySelectorAll("#list a[aria-current]")) link.removeAttribute("aria-current");
  const link = linkOf(chosen());
  if (link) link.setAttribute("aria-current", "true");
}

const linkOf = (number) => document.querySelector(`#list a[data-number="${number}"]`);
const chosen = () => {
  const match = /^#f(\d+)$/.exec(location.hash);
  return match && Number(match[1]) < functions.length ? Number(match[1]) : -1;
};
