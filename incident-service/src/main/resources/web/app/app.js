import "./htmx.js";
import "htmx-ext-sse";
import "./app.css";
import "./bars.js";
import "./choices.js";

const SECOND = 1000;
const LOST_AFTER = 15 * SECOND;

/** The same words as the server's. */
function lasting(millis) {
  const seconds = Math.max(0, Math.floor(millis / SECOND));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes < 1) return `${seconds} s`;
  if (hours < 1) return `${minutes} min`;
  if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return `${Math.floor(hours / 24)} days`;
}

let skew = 0;
let heard = Date.now();

function tellTimes() {
  const now = Date.now() + skew;
  const since = (iso) => lasting(now - Date.parse(iso));
  for (const time of document.querySelectorAll("[data-ago]")) time.textContent = `${since(time.dateTime)} ago`;
  for (const time of document.querySelectorAll("[data-ago-of]")) time.textContent = `${since(time.dataset.agoOf)} ago`;
  for (const time of document.querySelectorAll("[data-lasting-of]")) time.textContent = since(time.dataset.lastingOf);
}

function tellLoss(lost) {
  document.body.classList.toggle("is-lost", lost);
  for (const note of document.querySelectorAll(".lost")) note.hidden = !lost;
}

const statusOf = (element) => element.querySelector(".status")?.textContent ?? "";

/** Marks for two seconds what was patched, but not what is patched all the time, nor a status that stayed the same. */
function mark(element) {
  if (!element || ["as-of", "vantage-points", "months"].includes(element.id)) return;
  if (element.dataset.was && element.dataset.was === statusOf(element)) return;
  element.classList.add("changed");
  setTimeout(() => element.classList.remove("changed"), 2 * SECOND);
}

let settled = false;
document.body.addEventListener("htmx:sseOpen", () => {
  heard = Date.now();
  settled = false;
  tellLoss(false);
});
document.body.addEventListener("htmx:sseError", () => tellLoss(true));
document.body.addEventListener("htmx:sseMessage", () => {
  heard = Date.now();
  tellLoss(false);
  settled = true;
  tellTimes();
});
document.body.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  if (detail.target) detail.target.dataset.was = statusOf(detail.target);
});
document.body.addEventListener("htmx:oobAfterSwap", (event) => {
  if (settled) mark(event.detail.target);
  if (event.detail.target?.id === "headline") {
    const words = event.detail.target.querySelector("h1").firstChild.textContent.trim();
    document.title = document.title.replace(/^[^·]*·/, `${words} ·`);
  }
});

if (document.querySelector("[sse-connect]")) {
  setInterval(() => {
    if (Date.now() - heard > LOST_AFTER) tellLoss(true);
    tellTimes();
  }, SECOND);
}
