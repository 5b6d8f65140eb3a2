/**
 * Parts of a page that come from another service, at an address of their own, so that a silent one delays nothing else.
 * Until they are there, a link leads to them. They follow while the page is visible.
 */
const EVERY = 15_000;

async function load(element) {
  try {
    const answer = await fetch(element.dataset.part, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    const html = await answer.text();
    if (element.contains(document.activeElement)) return;
    element.innerHTML = html;
  } catch {
    // the page says by itself that its service is away
  }
}

const parts = [...document.querySelectorAll("[data-part]")];
const loadAll = () => document.hidden || parts.forEach(load);

if (parts.length > 0) {
  loadAll();
  setInterval(loadAll, EVERY);
}
