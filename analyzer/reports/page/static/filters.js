// What is asked for, and which functions and findings answer to it.

const asked = { words: [], levels: new Set(), rule: "", category: "", function: "", dialect: "" };

function readFilters() {
  asked.words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  asked.levels = new Set([...document.querySelectorAll("[name=level]:checked")].map((box) => box.value));
  for (const name of ["rule", "category", "function", "dialect"]) asked[name] = byId(name).value;
}

const aboutFindings = () => Boolean(asked.levels.size || asked.rule || asked.category);

function wanted(rule, category, level) {
  return (!asked.rule || rule === asked.rule) && (!asked.category || category === asked.category)
    && (!asked.levels.size || asked.levels.has(level));
}

function matches(row, number) {
  if (asked.function && String(number) !== asked.function) return false;
  if (asked.dialect && row.dialect !== asked.dialect) return false;
  if (!asked.words.every((word) => row.words.includes(word))) return false;
  return !aboutFindings() || row.kinds.some((kind) => wanted(...kind));
}

function offerChoices() {
  const kinds = [...functions.flatMap((row) => row.kinds), ...report.findings.map((one) => [one.rule, one.category, one.level])];
  const offered = {
    rule: kinds.map((kind) => kind[0]), category: kinds.map((kind) => kind[1]), dialect: functions.map((row) => row.dialect),
  };
  for (const [name, values] of Object.entries(offered)) {
    byId(name).append(...[...new Set(values)].sort().map((value) => el("option", { value }, value)));
  }
  const times = new Map();
  for (const row of functions) times.set(row.id, (times.get(row.id) || 0) + 1);
  byId("function").append(...functions.map((row, number) =>
    el("option", { value: number }, times.get(row.id) > 1 ? `${row.id} (${row.template})` : row.id)));
}
