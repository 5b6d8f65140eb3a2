/**
 * Parts of a page that come from another service, at an address of their own, so that a silent one delays nothing else.
 * Until they are there, a link leads to them. They follow while the page is visible.
 */
const EVERY = 15_000;

/** It does not ask for HTML: a request for a page would make the sign-in lead back to the part, once a session ends. */
async function load(element) {
  try {
    const answer = await fetch(element.dataset.part);
    if (!answer.ok) return;
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
