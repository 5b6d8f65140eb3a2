// Says whether what stands here is how things are, or how they were before Tocsin fell silent.
(() => {
  const SECOND = 1000;
  const page = document.body;
  const written = Date.parse(page.dataset.writtenAt);
  const until = Date.parse(page.dataset.validUntil);
  let skew = 0;

  function lasting(millis) {
    const minutes = Math.max(0, Math.floor(millis / SECOND / 60));
    const hours = Math.floor(minutes / 60);
    if (minutes < 1) return `${Math.max(0, Math.floor(millis / SECOND))} s`;
    if (hours < 1) return `${minutes} min`;
    if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
    return `${Math.floor(hours / 24)} days`;
  }

  // A clock that shows a time before this was written is wrong, so it tells nothing.
  function stateAt(now) {
    if (now < written - 60 * SECOND) return "undated";
    return now < until ? "now" : "silent";
  }

  function tell() {
    const now = Date.now() + skew;
    const state = stateAt(now);
    page.classList.toggle("is-now", state === "now");
    for (const other of ["undated", "now", "silent"]) {
      for (const part of document.querySelectorAll(`.if-${other}`)) part.hidden = other !== state;
    }
    for (const time of document.querySelectorAll("[data-ago]")) {
      const ago = `${lasting(now - Date.parse(time.dataset.ago))} ago`;
      if (time.textContent !== ago) time.textContent = ago;
    }
  }

  // The server's clock is believed before the reader's; where there is no server, the reader's has to do.
  async function ask() {
    try {
      const answer = await fetch(page.dataset.news, { cache: "no-store", signal: AbortSignal.timeout(3 * SECOND) });
      const age = Number(answer.headers.get("Age") ?? 0) * SECOND;
      const date = Date.parse(answer.headers.get("Date") ?? "");
      if (!Number.isNaN(date)) skew = date + age - Date.now();
      if (answer.ok && Date.parse((await answer.json()).written_at) > written) location.reload();
    } catch {
      // Nobody answers: what is known is what stands here.
    }
  }

  ask().finally(() => {
    tell();
    setInterval(tell, SECOND);
  });
  setInterval(ask, 15 * SECOND);
})();
