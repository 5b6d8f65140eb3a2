const DAY = 24 * 60 * 60 * 1000;

/** A tap on a bar opens the day under it; without script, or by keyboard, the bar opens the cell with all its days. */
document.addEventListener("click", (event) => {
  const bar = event.target.closest?.("a.bar");
  const last = bar?.closest("[data-last-day]")?.dataset.lastDay;
  if (!last || event.detail === 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const strip = bar.querySelector("svg");
  const days = strip.viewBox.baseVal.width;
  const at = strip.getBoundingClientRect();
  const day = Math.min(days - 1, Math.max(0, Math.floor(((event.clientX - at.left) / at.width) * days)));
  const date = new Date(Date.parse(last) - (days - 1 - day) * DAY).toISOString().slice(0, 10);
  event.preventDefault();
  location.assign(`${bar.pathname}?day=${date}#day`);
});
