/**
 * Keys: an element says by `data-key` which one presses it, a link by `data-go` which letter after a `g` follows it, and
 * what `j` and `k` walk along has `data-item`. `?` lists all that the page has. Who speaks to the browser, or types by
 * accident, turns them off there.
 */
import { kept } from "../app/kept.js";

const AFTER_G = 1500;
const OFF = "off";

let led = 0;

const search = () => document.querySelector("[data-finds], input[type=search]");
const items = () => [...document.querySelectorAll("main [data-item]")].filter((item) => item.checkVisibility());
const isOn = () => kept.get("keys") !== OFF;

function walk(step) {
  const all = items();
  if (all.length === 0) return false;
  const at = all.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
  all[next].focus();
  return true;
}

/** A form that is folded up is opened, and typing goes on in it. */
function press(element) {
  if (element.tagName !== "SUMMARY") return element.click();
  element.parentElement.open = true;
  const fields = element.parentElement;
  (fields.querySelector("textarea") ?? fields.querySelector("input:not([type=hidden]), select, button") ?? element).focus();
}

function pressed(key) {
  const target = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
  if (target) press(target);
  return Boolean(target);
}

function go(key) {
  const target = [...document.querySelectorAll("[data-go]")].find((one) => one.dataset.go === key);
  target?.click();
  return Boolean(target);
}

function act(key) {
  const afterG = Date.now() - led < AFTER_G;
  led = 0;
  if (afterG) return go(key);
  switch (key) {
    case "?":
      list();
      return true;
    case "/":
      search()?.focus();
      return Boolean(search());
    case "j":
      return walk(1);
    case "k":
      return walk(-1);
    case "g":
      led = Date.now();
      return true;
    default:
      return pressed(key);
  }
}

const words = (element) => element.dataset.does ?? element.textContent.trim();

function known() {
  const keys = [["?", "Show this list"]];
  if (search()) keys.push(["/", "Search"]);
  if (items().length > 0) keys.push(["j k", "Next, previous"], ["Enter", "Open"]);
  for (const one of document.querySelectorAll("[data-key]")) keys.push([one.dataset.key, words(one)]);
  for (const one of document.querySelectorAll("[data-go]")) keys.push([`g ${one.dataset.go}`, words(one)]);
  return keys;
}

function list() {
  document.querySelector("dialog.keys")?.remove();
  const dialog = document.createElement("dialog");
  dialog.className = "keys";
  dialog.setAttribute("aria-label", "Keys");
  const title = document.createElement("h2");
  title.textContent = "Keys";
  const rows = document.createElement("dl");
  for (const [key, does] of known()) {
    const term = document.createElement("dt");
    for (const one of key.split(" ")) term.append(Object.assign(document.createElement("kbd"), { textContent: one }), " ");
    rows.append(term, Object.assign(document.createElement("dd"), { textContent: does }));
  }
  const form = Object.assign(document.createElement("form"), { method: "dialog" });
  const toggle = Object.assign(document.createElement("button"), { type: "submit", className: "plain" });
  toggle.textContent = isOn() ? "Turn keys off" : "Turn keys on";
  toggle.addEventListener("click", () => kept.set("keys", isOn() ? OFF : null));
  form.append(Object.assign(document.createElement("button"), { textContent: "Close" }), " ", toggle);
  dialog.append(title, rows, form);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

document.querySelector("[data-help]")?.addEventListener("click", list);
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, dialog");
  if (!isOn() || typing || event.metaKey || event.ctrlKey || event.altKey) return;
  if (act(event.key)) event.preventDefault();
});
