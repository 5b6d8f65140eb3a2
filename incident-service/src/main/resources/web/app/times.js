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

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" };
const here = new Intl.DateTimeFormat("en-GB", CLOCK);
const utc = new Intl.DateTimeFormat("en-GB", { ...CLOCK, timeZone: "UTC" });

/** With the day unless it is today, and with the year unless it is this year or `full`. */
function local(at, full) {
  const now = new Date(Date.now() + skew);
  const isThisYear = at.getFullYear() === now.getFullYear();
  if (!full && isThisYear && at.getMonth() === now.getMonth() && at.getDate() === now.getDate()) return here.format(at);
  const year = full || !isThisYear ? ` ${at.getFullYear()}` : "";
  return `${at.getDate()} ${MONTHS[at.getMonth()]}${year}, ${here.format(at)}`;
}

/**
 * Times of public pages in the zone of the reader, with UTC on hover. The server writes them in the zone of the page, and
 * with the year where they are always written in full. Hours of a day and times in reports stay in the zone of the page.
 */
export function tellLocalTimes() {
  for (const time of document.querySelectorAll(".public time[datetime]:not([data-ago], [data-local], .intervals time, .report time)")) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    time.dataset.local = "";
    time.textContent = local(at, /\b\d{4},/.test(time.textContent));
    time.title = `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}, ${utc.format(at)}`;
  }
}

tellLocalTimes();
