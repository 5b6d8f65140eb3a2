/**
 * The filters of the overview hide what does not match, on the page that is open and in what is patched in later, and
 * keep the address in step. The server hides the same for who opens that address: see `GridFilter`.
 */
const form = document.querySelector("form.filters");
const grid = document.getElementById("grid");

/** The worst first, as the server ranks them. */
const STATUSES = ["down", "degraded", "unknown", "maintenance", "up", "not-watched"];
const MOST_NAMED = 150;
const USUAL_SORT = "worst";

const chosen = (name) => form.elements[name]?.value ?? "";

/** A tile has an id, a mark is a link alone. */
function cellOf(element) {
  const link = element.matches("a") ? element : element.querySelector("a");
  const classes = (element.matches("a") ? element : element.querySelector(".status")).classList;
  const name = decodeURIComponent(link.getAttribute("href").split("/").at(-1));
  const [component, region] = name.split("@");
  return { element, name, component, region, rank: STATUSES.findIndex((status) => classes.contains(status)) };
}

function rowOf(element) {
  const cells = [...element.querySelectorAll('[id^="cell-"], .row > a')].map(cellOf);
  return { element, cells, name: element.dataset.name.toLowerCase(), rank: Math.min(...cells.map((cell) => cell.rank)) };
}

const groupOf = (element) => element.closest("tbody, .group");
const titleOf = (group) => group.querySelector("tr.group, h3")?.textContent.trim() ?? "";

function show(element, isShown) {
  if (element.hidden === isShown) element.hidden = !isShown;
}

/** The cells of the incidents that the reader has. */
function own() {
  const incidents = [...document.querySelectorAll("#open [data-by]")];
  const taken = incidents.filter((incident) => incident.dataset.by === form.dataset.reader);
  return new Set(taken.flatMap((incident) => [...incident.querySelectorAll(".cells code")].map((cell) => cell.textContent)));
}

function matcher() {
  const [region, component, group, status] = ["region", "component", "group", "status"].map(chosen);
  const search = chosen("q").trim().toLowerCase();
  const mine = form.elements.mine.checked ? own() : null;
  const cellMatches = (cell) =>
    (!region || cell.region === region) &&
    (!component || cell.component === component) &&
    (!status || STATUSES[cell.rank] === status) &&
    (!mine || mine.has(cell.name));
  return (row) =>
    (row.name.includes(search) || row.cells[0]?.component.includes(search)) &&
    (!group || titleOf(groupOf(row.element)) === group) &&
    row.cells.some(cellMatches);
}

/** In a table a region is a column; elsewhere it is an item of each list. */
function showRegion(rows, region) {
  for (const { cells } of rows) {
    for (const cell of cells) {
      const item = cell.element.closest(".tiles > li") ?? cell.element;
      if (!item.matches("td")) show(item, !region || cell.region === region);
    }
  }
  for (const gap of grid.querySelectorAll(".marks i")) show(gap, !region);
  const column = rows.flatMap((row) => row.cells).find((cell) => cell.region === region)?.element.cellIndex;
  for (const line of grid.querySelectorAll("table.grid tr:not(.group)")) {
    [...line.cells].forEach((one, at) => show(one, at === 0 || !region || at === column));
  }
}

function reorder(parent, items) {
  const before = [...parent.children].filter((child) => items.includes(child));
  if (before.some((child, at) => child !== items[at])) parent.append(...items);
}

const by = (key) => (one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0);

function sort(rows) {
  const isByName = chosen("sort") === "name";
  const sorted = rows.toSorted(by((row) => (isByName ? row.name : row.rank)));
  const groups = [...new Set(sorted.map((row) => groupOf(row.element)))];
  for (const group of groups) {
    const inside = sorted.filter((row) => groupOf(row.element) === group).map((row) => row.element);
    reorder(inside[0].parentElement, inside);
  }
  if (isByName) groups.sort(by((group) => titleOf(group).toLowerCase()));
  if (groups.length > 0) reorder(groups[0].parentElement, groups);
}

/** Rows do not move under the pointer or the focus, unless the reader asked for another order. */
const isInUse = () => grid.matches(":hover, :focus-within");

function filter(wasAsked = false) {
  const rows = [...grid.querySelectorAll("[data-name]")].map(rowOf);
  const matches = matcher();
  let shown = 0;
  for (const row of rows) {
    const isShown = matches(row);
    show(row.element, isShown);
    if (isShown) shown++;
  }
  for (const group of new Set(rows.map((row) => groupOf(row.element)))) {
    show(group, Boolean(group.querySelector("[data-name]:not([hidden])")));
  }
  showRegion(rows, chosen("region"));
  grid.querySelector(".marks")?.classList.toggle("named", shown <= MOST_NAMED);
  if (wasAsked || !isInUse()) sort(rows);
  say(shown, rows.length);
}

function say(shown, all) {
  const isMine = form.elements.mine.checked;
  for (const incident of document.querySelectorAll("#open [data-by]")) {
    show(incident, !isMine || incident.dataset.by === form.dataset.reader);
  }
  show(document.querySelector(".mine"), isMine);
  const count = document.querySelector(".filtered");
  show(count, [...query().keys()].some((name) => name !== "sort"));
  count.querySelector(".shown").textContent = `${shown.toLocaleString("en")} of ${all.toLocaleString("en")}`;
}

function query() {
  const filled = [...new FormData(form)].filter(([name, value]) => value && !(name === "sort" && value === USUAL_SORT));
  return new URLSearchParams(filled);
}

form?.addEventListener("input", () => {
  const text = query().toString();
  history.replaceState(null, "", text ? `?${text}` : location.pathname);
  filter(true);
});
form?.addEventListener("submit", (event) => event.preventDefault());
if (form) document.addEventListener("patched", () => filter());
