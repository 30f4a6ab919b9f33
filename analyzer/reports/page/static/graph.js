// The graph, laid out in columns: handler, functions, calls, actions, resources.

const WIDTHS = { handler: 142, function: 132, call: 166, action: 196, resource: 204 };
const GAP = 40, LINE = 16, PAD = 8, BETWEEN = 10, TOP = 30, TALL = 640;
const HEADS = { handler: "HANDLER", function: "FUNCTIONS", call: "CALLS", action: "ACTIONS", resource: "RESOURCES" };
const STATES = [["granted", "needed and granted"], ["missing", "needed, not granted"], ["unneeded", "granted, not needed"], ["excess", "grants more than is needed"],
  ["wide", "granted too widely"], ["doubt", "cannot tell"], ["possible", "possibly needed"]];

const heightOf = (node) => 2 * PAD + LINE * (node.lines.length + (node.detail ? 1 : 0));
const cut = (text, most) => text.length <= most ? text : `${text.slice(0, most - 9)}…${text.slice(-8)}`;

function columnsOf(graph) {
  const columns = Array.from({ length: graph.columns }, () => []);
  graph.nodes.forEach((node, index) => columns[node.column].push(index));
  return columns;
}

// Each column in the order of the middle of its neighbours: a few sweeps take out most crossings.
function ordered(graph, columns) {
  const place = new Map();
  const settle = () => columns.forEach((column) => column.forEach((index, at) => place.set(index, (at + 0.5) / column.length)));
  const near = graph.nodes.map(() => []);
  for (const edge of graph.edges) { near[edge.end].push(edge.start); near[edge.start].push(edge.end); }
  const middle = (index) => near[index].length
    ? near[index].reduce((sum, one) => sum + place.get(one), 0) / near[index].length : 2 + place.get(index);
  settle();
  for (let sweep = 0; sweep < 8; sweep++) {
    for (const column of sweep % 2 ? [...columns].reverse() : columns) {
      const weight = new Map(column.map((index) => [index, middle(index)]));
      column.sort((a, b) => weight.get(a) - weight.get(b) || a - b);
      column.forEach((index, at) => place.set(index, (at + 0.5) / column.length));
    }
  }
  return columns;
}

function placed(graph) {
  const columns = ordered(graph, columnsOf(graph)).filter((column) => column.length);
  const tall = columns.map((column) => column.reduce((sum, index) => sum + heightOf(graph.nodes[index]) + BETWEEN, -BETWEEN));
  const height = Math.max(...tall);
  const boxes = new Map(), heads = [];
  let x = 16;
  columns.forEach((column, at) => {
    const kind = graph.nodes[column[0]].kind, width = WIDTHS[kind];
    if (!heads.some((head) => head.kind === kind)) heads.push({ kind, x });
    let y = TOP + (height > TALL ? 0 : (height - tall[at]) / 2); // of a tall picture the handler is seen first
    for (const index of column) {
      boxes.set(index, { x, y, width, height: heightOf(graph.nodes[index]) });
      y += heightOf(graph.nodes[index]) + BETWEEN;
    }
    x += width + GAP;
  });
  return { boxes, heads, width: x - GAP + 16, height: height + TOP + 16 };
}

function curve(from, to) {
  const x1 = from.x + from.width, y1 = from.y + from.height / 2, x2 = to.x, y2 = to.y + to.height / 2;
  const bend = Math.max(24, (x2 - x1) / 2);
  return `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
}

const stateOf = (node) => node.state || (node.kind === "action" ? "granted" : "");

function boxOf(node, box, index) {
  const most = Math.floor((box.width - 2 * PAD) / 7.3);
  const lines = node.lines.map((line, at) =>
    drawn("text", { class: "main", x: box.x + PAD + 2, y: box.y + PAD + 11 + LINE * at }, cut(line, most)));
  const detail = node.detail ? drawn("text", { class: "detail", x: box.x + PAD + 2, y: box.y + PAD + 11 + LINE * node.lines.length },
    cut(node.detail, Math.floor((box.width - 2 * PAD) / 5.9))) : null;
  return drawn("g", { class: `node ${node.kind} ${stateOf(node)}`, "data-node": index, tabindex: "0", role: "listitem",
    "aria-label": `${node.kind} ${node.title || node.lines.join(", ")}` },
    drawn("title", {}, node.title || node.lines.join(", ")),
    drawn("rect", { class: "box", x: box.x, y: box.y, width: box.width, height: box.height, rx: node.kind === "resource" ? 14 : 6 }),
    lines, detail);
}

function pictureOf(graph) {
  const layout = placed(graph);
  const edges = graph.edges.map((edge) => drawn("path", { class: `edge ${edge.state}`,
    d: curve(layout.boxes.get(edge.start), layout.boxes.get(edge.end)), "data-start": edge.start, "data-end": edge.end }));
  const heads = layout.heads.map((head) => drawn("text", { class: "head", x: head.x + 2, y: 18, "aria-hidden": "true" }, HEADS[head.kind]));
  const nodes = graph.nodes.map((node, index) => boxOf(node, layout.boxes.get(index), index));
  const svg = drawn("svg", { width: layout.width, height: layout.height, viewBox: `0 0 ${layout.width} ${layout.height}`,
    role: "list", "aria-label": "From the handler through calls to actions and resources" }, heads, edges, nodes);
  svg.style.minWidth = `${Math.min(layout.width, Math.max(560, layout.width * 0.68))}px`; // it shrinks as long as it can be read
  const trace = (event) => light(svg, graph, Number(event.target.closest(".node")?.dataset.node ?? -1));
  for (const event of ["mouseover", "focusin"]) svg.addEventListener(event, trace);
  for (const event of ["mouseleave", "focusout"]) svg.addEventListener(event, () => light(svg, graph, -1));
  return svg;
}

// Everything that leads to a node, and everything that it leads to.
function light(svg, graph, index) {
  const lit = new Set(index < 0 ? [] : [index]);
  for (const [here, there] of [["start", "end"], ["end", "start"]]) {
    const around = new Set(lit.size ? [index] : []);
    for (let grown = -1; grown !== around.size;) {
      grown = around.size;
      for (const edge of graph.edges) if (around.has(edge[here])) around.add(edge[there]);
    }
    around.forEach((one) => lit.add(one));
  }
  svg.classList.toggle("traced", index >= 0);
  for (const node of svg.querySelectorAll(".node")) node.classList.toggle("lit", lit.has(Number(node.dataset.node)));
  for (const edge of svg.querySelectorAll(".edge")) {
    edge.classList.toggle("lit", lit.has(Number(edge.dataset.start)) && lit.has(Number(edge.dataset.end)));
  }
}

function legendOf(graph) {
  const present = new Set(graph.nodes.filter((node) => node.kind === "action").map(stateOf));
  return el("ul", { class: "legend" }, STATES.filter(([state]) => present.has(state)).map(([state, words]) => el("li", {},
    drawn("svg", { width: 22, height: 13, "aria-hidden": "true" }, drawn("g", { class: state },
      drawn("rect", { class: "box", x: 1, y: 1, width: 20, height: 11, rx: 3 }))), words)));
}

function graphSection(data) {
  return [el("h3", {}, "From the handler to the resources", el("small", {}, "point at a box to follow its ways")),
    el("div", { class: "picture" }, pictureOf(data.graph)), legendOf(data.graph)];
}
