/**
 * Shows the status of a product in one line on any page:
 *
 *     <script src="https://status.example.com/widget.js" data-region="na" data-component="login" async></script>
 *
 * The line stands where the script stands, or in the element whose id is in `data-target`. It follows the colour scheme
 * of the page, unless `data-theme` is `light`, `dark` or `system`. It sets no cookie, keeps nothing, and asks the status
 * page alone.
 */
(() => {
  "use strict";

  const script = document.currentScript;
  if (!script) return;

  const SECOND = 1000;
  const PERIOD = 30 * SECOND;
  const LONGEST_PERIOD = 600 * SECOND;
  const PATIENCE = 10 * SECOND;
  const SILENT_FIRST = 15 * SECOND;
  const SILENT_FOR = 120 * SECOND;

  const SVG = "http://www.w3.org/2000/svg";
  const root = new URL(".", script.src);
  const { region, component, target, theme } = script.dataset;

  const STYLE = `
    :host { display: inline-block; max-width: 100%; vertical-align: middle; }
    :host([hidden]) { display: none; }
    :host([data-theme="light"]) { color-scheme: light; }
    :host([data-theme="dark"]) { color-scheme: dark; }
    :host([data-theme="system"]) { color-scheme: light dark; }
    a {
      display: inline-flex; align-items: flex-start; gap: 8px; box-sizing: border-box; max-width: 100%;
      padding: 7px 12px; border: 1px solid light-dark(#dfe3e8, #2e343c); border-radius: 6px;
      background: light-dark(#ffffff, #14171b); color: light-dark(#1b1f24, #e8eaed);
      font: 400 15px/24px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
      letter-spacing: normal; text-align: start; text-decoration: none; text-transform: none; overflow-wrap: anywhere;
    }
    a:hover .text { text-decoration: underline; text-underline-offset: 3px; text-decoration-thickness: 1px; }
    a:focus-visible { outline: 2px solid light-dark(#2b59c3, #8fb0ff); outline-offset: 2px; }
    .text { min-width: 0; }
    .word { font-weight: 650; color: var(--status); }
    svg { flex: none; width: 16px; height: 16px; margin-top: 4px; color: var(--status); fill: currentColor; }
    .cut, .line { fill: none; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
    .cut { stroke: light-dark(#ffffff, #14171b); }
    .line { stroke: currentColor; }
    .thin { stroke-width: 1; }
    .up { --status: light-dark(#0f7b5f, #3ecf9b); }
    .degraded { --status: light-dark(#9a6700, #f2b84b); }
    .down { --status: light-dark(#c0311f, #ff7a66); }
    .unknown { --status: light-dark(#6b7280, #9aa3b2); }
    .maintenance { --status: light-dark(#2b59c3, #8fb0ff); }
    @media (forced-colors: active) { .cut { stroke: Canvas; } }
    @media print { a { border: 0; padding: 0; } }
  `;

  /** Each status has a colour and a shape; a shape is a list of elements: name, attributes. */
  const SHAPES = {
    up: [["circle", { cx: 8, cy: 8, r: 8 }], ["path", { class: "cut", d: "M4.2 8.4l2.6 2.6 5-5.4" }]],
    degraded: [["path", { d: "M8 .8l7.8 14.2H.2z" }], ["path", { class: "cut", d: "M8 6v4M8 12v.6" }]],
    down: [
      ["rect", { x: .5, y: .5, width: 15, height: 15, rx: 2 }],
      ["path", { class: "cut", d: "M4.7 4.7l6.6 6.6M11.3 4.7l-6.6 6.6" }],
    ],
    unknown: [
      ["circle", { class: "line", cx: 8, cy: 8, r: 6.8 }],
      ["path", { class: "line thin", d: "M3.4 9.8l6.4-6.4M5 13l8-8M9.2 14.2l5-5" }],
    ],
    maintenance: [["path", {
      d: "M15.2 3.7l-2.6 2.6-2.3-.6-.6-2.3 2.6-2.6a4.7 4.7 0 0 0-6 6L.9 12.2a2 2 0 0 0 2.9 2.9l5.4-5.4a4.7 4.7 0 0 0 6-6z",
    }]],
  };

  const host = document.createElement("tocsin-status");
  host.hidden = true;
  if (theme) host.dataset.theme = theme;
  const shadow = host.attachShadow({ mode: "open" });
  const link = document.createElement("a");
  const line = document.createElement("span");
  line.setAttribute("aria-atomic", "true");
  line.append(link);
  shadow.append(line);
  wear();

  /** A page's policy may forbid styles within it, but not style sheets that are made this way. */
  function wear() {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      shadow.adoptedStyleSheets = [sheet];
    } catch {
      // In an old browser the line looks like the page around it.
    }
  }

  function place() {
    const wanted = target && document.getElementById(target);
    if (wanted) wanted.append(host);
    else if (script.isConnected && !document.head.contains(script)) script.after(host);
    else document.body?.append(host);
  }

  function mark(style) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    for (const [name, attributes] of SHAPES[style]) {
      const shape = document.createElementNS(SVG, name);
      for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
      svg.append(shape);
    }
    return svg;
  }

  let shown = "";

  /** What stays the same is left alone, so that screen readers say only what changed. */
  function show(status, word, text, url) {
    const next = JSON.stringify([status, word, text, url]);
    if (next === shown) return;
    const style = Object.hasOwn(SHAPES, status) ? status : "unknown";
    link.className = style;
    link.href = /^https?:/.test(url) ? url : root.href;
    link.replaceChildren(mark(style), sentence(word, text));
    if (!host.isConnected) place();
    host.hidden = false;
    if (!shown) setTimeout(() => line.setAttribute("aria-live", "polite"));
    shown = next;
  }

  /** Most sentences hold the word of the status; before others it stands. */
  function sentence(word, text) {
    const words = document.createElement("span");
    words.className = "text";
    if (!text.toLowerCase().split(/[^a-z]+/).includes(word.toLowerCase())) {
      const first = document.createElement("span");
      first.className = "word";
      first.textContent = word;
      words.append(first, " \u00b7 ");
    }
    words.append(text);
    return words;
  }

  const started = Date.now();
  let answeredAt = 0;
  let failures = 0;
  let timer = 0;
  let asking = false;
  let nextAt = 0;
  let page = root.href;

  const clock = (at) => new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

  /** The last answer is not shown for ever: nobody knows what became of it. */
  function showSilence() {
    if (answeredAt ? Date.now() - answeredAt < SILENT_FOR : Date.now() - started < SILENT_FIRST) return;
    const since = answeredAt ? `has not answered since ${clock(answeredAt)}` : "does not answer";
    show("unknown", "Unknown", `The status page ${since}`, page);
  }

  async function ask() {
    const url = new URL("api/v1/status", root);
    if (region) url.searchParams.set("region", region);
    if (component) url.searchParams.set("component", component);
    const answer = await fetch(url, {
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!answer.ok) throw await refusal(answer);
    return answer.json();
  }

  async function refusal(answer) {
    const problem = await answer.json().catch(() => ({}));
    if (answer.status === 400) console.warn(`The status widget asks in vain: ${problem.detail}`);
    const error = new Error(String(answer.status));
    error.wait = Number(answer.headers.get("Retry-After")) * SECOND || 0;
    return error;
  }

  /** The browser's cache keeps the answer with its tag, and asks for it only if it changed. */
  async function round() {
    if (asking) return;
    asking = true;
    let wait = 0;
    try {
      const { status, word, headline, url } = await ask();
      answeredAt = Date.now();
      failures = 0;
      page = url;
      show(String(status).toLowerCase(), String(word), String(headline), String(url));
    } catch (error) {
      failures++;
      wait = error.wait || 0;
      showSilence();
    }
    asking = false;
    plan(wait);
  }

  /** Readers of many pages come at different times, and less often while they ask in vain. */
  function plan(wait) {
    const period = failures && !answeredAt && Date.now() - started < SILENT_FIRST
      ? SILENT_FIRST / 3
      : Math.min(PERIOD * 2 ** Math.max(0, failures - 1), LONGEST_PERIOD);
    nextAt = Date.now() + Math.max(wait, period * (.8 + Math.random() * .4));
    tick();
  }

  /** A page that nobody looks at asks nothing; when it comes to light again, it asks at once if it is time. */
  function tick() {
    clearTimeout(timer);
    if (document.hidden) return;
    if (failures) showSilence();
    const left = nextAt - Date.now();
    if (left <= 0) round();
    else timer = setTimeout(tick, failures ? Math.min(left, SILENT_FIRST) : left);
  }

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && answeredAt && Date.now() - answeredAt > SILENT_FOR) nextAt = 0;
    tick();
  });

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", tick, { once: true });
  else tick();
})();
