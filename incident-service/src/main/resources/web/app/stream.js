/**
 * Follows a page's stream: what it tells of an element is put in there, and what changed is marked. A browser that loses
 * the connection comes back by itself and says what it knows; where it gives up, since it was refused, we ask again.
 * Each patch is an event `patched` of the document.
 */
import { find } from "./find.js";
import { tellLocalTimes, tellTimes } from "./times.js";

const SECOND = 1000;
const LOST_AFTER = 15 * SECOND;
const REFUSED_FOR = 5 * SECOND;
const MARKED_FOR = 2 * SECOND;

/** Patched all the time, or of no news to who looks. */
const UNMARKED = ["as-of", "charts", "sight", "monitoring", "map", "vantage-points", "months", "last-days", "days", "subscribe"];

let heard = Date.now();

function tellLoss(lost) {
  document.body.classList.toggle("is-lost", lost);
  for (const note of document.querySelectorAll(".lost")) note.hidden = !lost;
}

function hear() {
  heard = Date.now();
  tellLoss(false);
}

const statusOf = (element) => element.querySelector(".status")?.textContent ?? "";

/** A status that stayed the same is none that changed. */
function mark(element, before) {
  if (UNMARKED.includes(element.id) || (before && before === statusOf(element))) return;
  flash(element);
}

function flash(element) {
  element.classList.add("changed");
  setTimeout(() => element.classList.remove("changed"), MARKED_FOR);
}

/** A link by where it leads, a button by its key. */
function likeOf(element) {
  const name = ["href", "data-key"].find((attribute) => element.hasAttribute(attribute));
  return name && `[${name}="${CSS.escape(element.getAttribute(name))}"]`;
}

/** What the reader opened stays open, and what has the focus keeps it. */
function fill(element, nodes) {
  const open = [...element.querySelectorAll("details")].map((details) => details.open);
  const focused = element.contains(document.activeElement) && likeOf(document.activeElement);
  element.replaceChildren(...nodes);
  element.querySelectorAll("details").forEach((details, at) => (details.open = open[at] ?? false));
  if (focused) element.querySelector(focused)?.focus({ preventScroll: true });
}

/** Marks of cells have no ids, since there are thousands: they are known by their links. */
const marks = () => new Map([...document.querySelectorAll(".marks .row > a")].map((mark) => [mark.getAttribute("href"), mark]));

/** Only the status and the title of a mark change; the link stays where it is. */
function restate(mark, told) {
  const isOther = !mark.classList.contains(told.className);
  mark.className = told.className;
  mark.title = told.title;
  if (isOther) flash(mark);
}

function patch(html) {
  const told = document.createElement("template");
  told.innerHTML = html;
  let known;
  for (const part of told.content.children) {
    const element = document.getElementById(part.dataset.of);
    const link = part.firstElementChild?.getAttribute("href");
    if (!element && link) {
      known ??= marks();
      if (known.has(link)) restate(known.get(link), part.firstElementChild);
    }
    if (!element) continue;
    const before = statusOf(element);
    fill(element, part.childNodes);
    mark(element, before);
    if (element.id === "headline") tellTitle(element.querySelector("h1").firstChild.textContent.trim());
  }
}

function tellTitle(words) {
  document.title = document.title.replace(/^[^·]*·/, `${words} ·`);
}

function follow(url) {
  const source = new EventSource(url);
  source.addEventListener("open", hear);
  source.addEventListener("alive", hear);
  source.addEventListener("patch", ({ data }) => {
    patch(data);
    find();
    document.dispatchEvent(new Event("patched"));
    hear();
    tellTimes();
    tellLocalTimes();
  });
  source.addEventListener("error", () => {
    tellLoss(true);
    if (source.readyState === EventSource.CLOSED) setTimeout(() => follow(url), REFUSED_FOR);
  });
}

const stream = document.querySelector("main[data-stream]")?.dataset.stream;
if (stream) {
  follow(stream);
  setInterval(() => {
    if (Date.now() - heard > LOST_AFTER) tellLoss(true);
    tellTimes();
  }, SECOND);
}
