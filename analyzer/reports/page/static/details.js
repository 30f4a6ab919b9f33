// The view of one function.

function placesOf(finding) {
  const related = finding.related.map((one) => el("li", {}, code(`${one.file}:${one.line}`), ` ${one.message}`));
  return [el("p", { class: "places" }, code(`${finding.file}:${finding.line}:${finding.column}`)),
    related.length ? el("ul", { class: "places" }, related) : null];
}

function ruleLink(rule) {
  return el("button", { type: "button", class: "link", on: { click: () => showRule(rule) } }, rule);
}

function showRule(rule) {
  const page = report.rules[rule];
  byId("rule-title").textContent = rule;
  byId("rule-text").textContent = page ? page.page : "There is no page of this rule.";
  byId("rule-page").showModal();
}

function actionsOf(finding) {
  const spelled = finding.actions.length === 1 && finding.actions[0] === finding.grant;
  if (!finding.grant || !finding.actions.length || spelled) return null;
  const more = finding.more ? `, and ${finding.more} more` : "";
  return el("details", {}, el("summary", {}, plural(finding.actions.length + finding.more, "action")), code(finding.actions.join(", ") + more));
}

function findingCard(finding) {
  const subject = finding.grant || finding.actions.join(", ");
  return el("article", { class: `finding ${finding.level}` },
    el("div", { class: "top" }, el("span", { class: "level" }, finding.level),
      subject ? el("span", { class: "code" }, subject) : null, ruleLink(finding.rule),
      finding.confidence === "high" ? null : el("span", { class: "soft" }, `${finding.confidence} confidence`)),
    el("p", {}, finding.message), placesOf(finding), actionsOf(finding));
}

function findingsSection(findings) {
  const shown = findings.filter((one) => wanted(one.rule, one.category, one.level))
    .sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
  const hidden = findings.length - shown.length;
  return [el("h3", {}, "Findings", hidden ? el("small", {}, `${hidden} more behind the filters`) : null),
    shown.map(findingCard), findings.length ? null : el("p", { class: "soft" }, "None.")];
}

function wayOf(evidence) {
  const steps = evidence.path.map((frame) => el("li", {}, code(`${frame.file}:${frame.line}`), ` in ${frame.function}`));
  const call = el("li", {}, code(`${evidence.file}:${evidence.line}`), ` ${evidence.call}`);
  return el("ol", {}, steps, call);
}

function needRow(need) {
  const ways = need.evidence.slice(0, 20).map(wayOf);
  const more = need.evidence.length - ways.length;
  return el("tr", {}, el("td", {}, code(need.action), need.certainty === "certain" ? null : el("span", { class: "soft" }, " possible")),
    el("td", {}, need.on.slice(0, 12).map((one) => el("div", {}, code(one))), need.on.length > 12 ? `and ${need.on.length - 12} more` : null),
    el("td", {}, need.origin),
    el("td", {}, el("details", {}, el("summary", {}, plural(need.evidence.length, "way")), ways, more > 0 ? `and ${more} more` : null)));
}

function needsSection(data) {
  if (!data.needs.length) return null;
  const heads = ["action", "on", "because of", "from the handler"].map((name) => el("th", { scope: "col" }, name));
  return [el("h3", {}, "Needed"), el("div", { class: "scroll" },
    el("table", {}, el("thead", {}, el("tr", {}, heads)), el("tbody", {}, data.needs.map(needRow))))];
}

function gapsSection(data) {
  if (!data.gaps.length) return null;
  return [el("h3", {}, "Not known", el("small", {}, "where the analysis lost sight; while such a place could explain a grant, the grant is a note")),
    el("ul", {}, data.gaps.map((gap) => el("li", {}, code(`${gap.file}:${gap.line}`), ` ${gap.detail} `, el("span", { class: "soft" }, gap.kind))))];
}

function facts(data) {
  const handler = data.handler ? `${data.handler.spec} at ${data.handler.file}:${data.handler.line}` : "not located";
  const pairs = [["template", `${data.template}:${data.line}`], ["handler", handler],
    ["role", `${data.role.id} (${data.role.kind})`], ["runtime", data.runtime || "not stated"], ["dialect", data.dialect]];
  return el("p", { class: "facts" }, pairs.map(([name, value]) => el("span", {}, `${name} `, el("b", { class: "code" }, value))),
    data.complete ? null : el("span", { class: "tag note" }, "analysis incomplete"));
}

function functionView(number) {
  const data = dataOf(number);
  return [el("h2", {}, data.id), facts(data), findingsSection(data.findings), graphSection(data), policySection(data),
    needsSection(data), gapsSection(data)].flat(Infinity).filter(Boolean);
}
