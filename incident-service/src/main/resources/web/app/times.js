const SECOND = 1000;
const WRONG_BY = 120 * SECOND;

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

/** What the server's clock is ahead of ours, where ours is plainly wrong; a page may have been on its way for a while. */
function ahead() {
  const made = Date.parse(document.querySelector("main")?.dataset.now ?? "");
  const difference = made - Date.now();
  return Math.abs(difference) > WRONG_BY ? difference : 0;
}

const skew = ahead();
const since = (iso) => lasting(Date.now() + skew - Date.parse(iso));

/** How long ago what stands on the page was. */
export function tellTimes() {
  for (const time of document.querySelectorAll("[data-ago]")) time.textContent = `${since(time.dateTime)} ago`;
  for (const time of document.querySelectorAll("[data-ago-of]")) time.textContent = `${since(time.dataset.agoOf)} ago`;
  for (const time of document.querySelectorAll("[data-lasting-of]")) time.textContent = since(time.dataset.lastingOf);
}
