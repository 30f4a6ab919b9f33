"use strict";
// What was scanned reaches the page as text nodes and attributes alone: nothing is ever parsed as HTML.

const byId = (id) => document.getElementById(id);
const parsed = (id) => JSON.parse(byId(id).textContent);
const SVG = "http://www.w3.org/2000/svg";

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

const el = (name, attributes = {}, ...children) => filled(document.createElement(name), attributes, children);
const drawn = (name, attributes = {}, ...children) => filled(document.createElementNS(SVG, name), attributes, children);
const code = (text) => el("code", {}, text);
const plural = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

const LEVELS = ["error", "warning", "note"];
const report = parsed("report");
const functions = report.functions;

// The data of a function is parsed when somebody looks at it, and kept while they do.
let opened = { number: -1, data: null };
function dataOf(number) {
  if (opened.number !== number) opened = { number, data: parsed(`function-${number}`) };
  return opened.data;
}
