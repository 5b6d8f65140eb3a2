const DAY = 24 * 60 * 60 * 1000;

/**
 * A tap on a bar opens the days of the part under it, as `app.css` divides it; without script, or by keyboard, the bar
 * opens the cell with all its days.
 */
document.addEventListener("click", (event) => {
  const bar = event.target.closest?.("a.bar");
  const last = bar?.closest("[data-last-day]")?.dataset.lastDay;
  if (!last || event.detail === 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const strip = bar.querySelector("svg");
  const days = strip.viewBox.baseVal.width;
  const at = strip.getBoundingClientRect();
  const parts = Number(getComputedStyle(bar).getPropertyValue("--parts")) || 1;
  const part = Math.min(parts - 1, Math.max(0, Math.floor(((event.clientX - at.left) / at.width) * parts)));
  const date = (day) => new Date(Date.parse(last) - (days - 1 - day) * DAY).toISOString().slice(0, 10);
  const first = (part * days) / parts;
  event.preventDefault();
  location.assign(`${bar.pathname}?day=${date(first)}&to=${date(first + days / parts - 1)}#day`);
});
