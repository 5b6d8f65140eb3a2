// Says whether what stands here is how things are, or how they were before Tocsin fell silent.
(() => {
  const SECOND = 1000;
  const page = document.body;
  for (const block of document.querySelectorAll("script.with-script")) {
    const parts = document.createElement("template");
    parts.innerHTML = block.textContent;
    block.replaceWith(parts.content);
  }
  let written = Date.parse(page.dataset.writtenAt);
  let until = Date.parse(page.dataset.validUntil);
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
      say(time, `${lasting(now - (time.dataset.asOf ? Date.parse(time.dataset.asOf) : written))} ago`);
    }
    for (const time of document.querySelectorAll("[data-lasting-of]")) {
      say(time, lasting((state === "now" ? now : written) - Date.parse(time.dataset.lastingOf)));
    }
  }

  function say(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  // Of the same content there is a newer edition: what stands here holds for longer.
  function renew(news) {
    written = Date.parse(news.written_at);
    until = Date.parse(news.valid_until);
    for (const time of document.querySelectorAll("[data-written]")) say(time, news.written);
    for (const time of document.querySelectorAll("[data-valid]")) say(time, news.valid);
    for (const time of document.querySelectorAll("[data-as-of]")) time.dataset.asOf = news.as_of ?? news.written_at;
  }

  // The server's clock is believed before the reader's; where there is no server, the reader's has to do.
  async function ask() {
    try {
      const answer = await fetch(page.dataset.news, { cache: "no-store", signal: AbortSignal.timeout(3 * SECOND) });
      const age = Number(answer.headers.get("Age") ?? 0) * SECOND;
      const date = Date.parse(answer.headers.get("Date") ?? "");
      if (!Number.isNaN(date)) skew = date + age - Date.now();
      const news = answer.ok ? await answer.json() : null;
      if (!news || Date.parse(news.written_at) <= written) return;
      if (news.content === page.dataset.content) renew(news);
      else location.reload();
    } catch {
      // Nobody answers: what is known is what stands here.
    }
  }

  ask().finally(() => {
    tell();
    setInterval(tell, SECOND);
  });
  setInterval(ask, 10 * SECOND);
})();
