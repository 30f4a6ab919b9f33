// The keyboard: what the dialog of the page lists.

function goTo(link) {
  if (!link) return;
  link.focus();
  link.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const focused = Number(document.activeElement?.dataset?.number ?? chosen());
  const at = rows.indexOf(focused);
  goTo(linkOf(rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))]));
}

function leave() {
  const search = byId("search");
  if (document.activeElement === search && search.value) { search.value = ""; drawList(); return; }
  const inList = document.activeElement?.closest("#list");
  const link = linkOf(chosen());
  if (link && !inList) goTo(link);
  else if (location.hash) { location.hash = ""; byId("list").querySelector("a")?.focus(); }
  else document.activeElement?.blur();
}

function enter(event) {
  if (document.activeElement === byId("search")) {
    event.preventDefault();
    goTo(byId("list").querySelector("a"));
  } else if (document.activeElement?.closest("#list")) {
    event.preventDefault();
    location.hash = document.activeElement.getAttribute("href");
    byId("view").focus({ preventScroll: true });
  }
}

function toggleLevel(level) {
  const box = document.querySelector(`[name=level][value=${level}]`);
  box.checked = !box.checked;
  drawList();
  drawView();
}

const KEYS = {
  "/": () => { byId("search").focus(); byId("search").select(); },
  j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1),
  1: () => toggleLevel("error"), 2: () => toggleLevel("warning"), 3: () => toggleLevel("note"),
  "?": () => byId("help").showModal(),
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") { leave(); return; }
  if (event.key === "Enter") { enter(event); return; }
  const active = document.activeElement;
  if (active?.matches("input[type=search], select, textarea")) return;
  if (event.key.startsWith("Arrow") && !active?.closest("#list")) return;
  if (Object.hasOwn(KEYS, event.key)) { event.preventDefault(); KEYS[event.key](); }
}
