// What is seen before a function is chosen.

function totals() {
  const sums = LEVELS.map((level, place) => functions.reduce((sum, row) => sum + row.counts[place], 0)
    + report.findings.filter((one) => one.level === level).length);
  const clean = functions.filter((row) => row.complete && !row.counts.some(Boolean)).length;
  const tiles = [["", functions.length, "functions"], ...LEVELS.map((level, place) => [level, sums[place], `${level}s`]),
    ["good", clean, "with nothing found"]];
  return el("ul", { class: "totals" }, tiles.map(([kind, count, words]) => el("li", {}, el("b", { class: kind }, count.toLocaleString("en")), words)));
}

// How many functions each rule is about; a click asks for them.
function ruleTable() {
  const about = new Map();
  const tally = (kinds) => kinds.forEach(([rule, category]) => about.set(rule, { category, count: (about.get(rule)?.count || 0) + 1 }));
  functions.forEach((row) => tally([...new Map(row.kinds.map((kind) => [kind[0], kind])).values()]));
  if (!about.size) return null;
  const row = ([rule, { category, count }]) => el("tr", {}, el("td", {}, ruleLink(rule)), el("td", {}, category),
    el("td", {}, report.rules[rule]?.summary || ""),
    el("td", { class: "number" }, el("button", { type: "button", class: "link", "aria-label": `show the functions with ${rule}`,
      on: { click: () => { byId("rule").value = rule; drawList(); byId("list").querySelector("a")?.focus(); } } }, plural(count, "function"))));
  const heads = [["rule"], ["category"], ["what it says"], ["found in", "number"]];
  return [el("h3", {}, "By rule"), el("div", { class: "scroll" }, el("table", {},
    el("thead", {}, el("tr", {}, heads.map(([name, kind]) => el("th", { scope: "col", class: kind }, name)))),
    el("tbody", {}, [...about].sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1)).map(row))))];
}

function listed(title, items) {
  return items.length ? [el("h3", {}, title), el("ul", {}, items)] : null;
}

function overview() {
  const placed = (kind) => (one) => el("li", {}, code(`${one.file}:${one.line}`), ` ${one.message} `, el("span", { class: "soft" }, kind(one)));
  const reason = (one) => one.reason ? `because ${one.reason}` : "no reason is given";
  const left = [["Left out", report.leftOut], ["Incomplete", report.incomplete]].filter((pair) => pair[1])
    .map(([name, words]) => el("li", {}, `${name}: ${words}`));
  return [el("h2", {}, "Overview"), totals(), ruleTable(),
    report.findings.length ? [el("h3", {}, "Outside of any function"), report.findings.map(findingCard)] : null,
    listed("Not read", report.unread.map(placed((one) => one.code))),
    listed("Suppressed", report.suppressions.map(placed(reason))),
    listed("Comments that silence nothing", report.idle.map(placed(() => ""))),
    listed("Options without effect", report.withoutEffect.map(placed(() => ""))), listed("Not in this report", left),
    listed("Not seen", report.notSeen.map((words) => el("li", {}, words))),
    el("p", { class: "soft" }, `overgrant ${report.tool.version}, IAM data ${report.tool.iam_data}, SDK data ${report.tool.sdk_data}`),
  ].flat(Infinity).filter(Boolean);
}

function drawView() {
  const number = chosen();
  byId("view").replaceChildren(...(number < 0 ? overview() : functionView(number)));
  byId("view").scrollTop = 0;
  document.title = number < 0 ? "overgrant report" : `${functions[number].id}, overgrant report`;
  markCurrent();
}
