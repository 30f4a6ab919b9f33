// The role's statements and the minimal ones, side by side.

const MARKS = { excess: "more than is needed", unneeded: "not needed", doubt: "cannot tell", wide: "wider than needed", added: "not granted today" };
const MOST_ITEMS = 60;

function marked(one) {
  const mark = MARKS[one.mark];
  return el("li", { class: one.mark || false }, el("span", { class: "code" }, one.text), mark ? el("span", { class: "mark" }, mark) : null);
}

function terms(name, items) {
  if (!items.length) return [];
  const more = items.length - MOST_ITEMS;
  const rest = more > 0 ? el("li", { class: "soft" }, `and ${more} more`) : null;
  return [el("dt", {}, name), el("dd", {}, el("ul", {}, items.slice(0, MOST_ITEMS).map(marked), rest))];
}

const unmarked = (texts) => texts.map((text) => ({ text, mark: "" }));

function card(statement) {
  const place = statement.file ? `${statement.file}:${statement.line}` : "";
  const title = el("div", { class: "title" },
    statement.title ? el("b", { class: "code" }, statement.title) : null, statement.source ? el("span", {}, statement.source) : null, place ? el("span", {}, place) : null,
    statement.effect === "Deny" ? el("span", { class: "tag error" }, "Deny") : null,
    statement.mark ? el("span", { class: `tag ${statement.mark === "doubt" ? "note" : "error"}` }, MARKS[statement.mark]) : null);
  const added = statement.source === "added by the framework" ? " generated" : "";
  return el("div", { class: `card${added}` }, title, el("dl", {},
    terms("Action", statement.actions), terms("NotAction", unmarked(statement.not_actions)),
    terms("Resource", statement.resources), terms("NotResource", unmarked(statement.not_resources)),
    terms("Condition", unmarked(statement.conditions))));
}

function copyButton(text) {
  const button = el("button", { type: "button" }, "Copy as YAML");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Open it below to copy";
    }
  });
  return button;
}

function policySection(data) {
  const role = data.role.shared_with.length ? `, shared with ${data.role.shared_with.join(", ")}` : "";
  const none = (words) => el("p", { class: "soft" }, words);
  return [el("h3", {}, "What the role grants, and what is needed"),
    el("div", { class: "sides" },
      el("section", { class: "side", "aria-label": "Declared policy" },
        el("h4", {}, `Declared: ${data.role.id}${role}`),
        data.declared.length ? data.declared.map(card) : none("Nothing that the template shows.")),
      el("section", { class: "side", "aria-label": "Minimal policy" },
        el("h4", {}, "Minimal policy", data.yaml ? copyButton(data.yaml) : null),
        data.minimal.length ? data.minimal.map(card) : none("Nothing is known to be needed."),
        data.yaml ? el("details", {}, el("summary", {}, "Ready to paste"), el("pre", { class: "yaml", tabindex: "0" }, data.yaml)) : null))];
}
