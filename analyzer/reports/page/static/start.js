// Everything is there: show it.

byId("summary").textContent = report.summary;
offerChoices();
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("filters").addEventListener("input", (event) => { drawList(); if (event.target.id !== "search") drawView(); });
byId("filters").addEventListener("reset", () => setTimeout(() => { drawList(); drawView(); }));
byId("help-button").addEventListener("click", () => byId("help").showModal());
byId("home").addEventListener("click", (event) => { event.preventDefault(); location.hash = ""; });
window.addEventListener("hashchange", drawView);
document.addEventListener("keydown", onKey);
drawList();
drawView();
