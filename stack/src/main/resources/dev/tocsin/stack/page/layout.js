// Measures each frame of the document, and writes what is wrong into #result.

const HYPHENS = /[\s\u00a0\-\u2010-\u2015/]+/;

let known = new Map();

function isHidden(element) {
  if (!element) return false;
  if (!known.has(element)) {
    const style = element.ownerDocument.defaultView.getComputedStyle(element);
    const closed = element.parentElement?.matches("details:not([open])") && element.tagName !== "SUMMARY";
    const alone = closed || style.clipPath !== "none" || style.visibility === "hidden" || style.display === "none";
    known.set(element, alone || isHidden(element.parentElement));
  }
  return known.get(element);
}

function texts(document) {
  const walker = document.createTreeWalker(document.body, 4);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.data.trim() && !/^(STYLE|SCRIPT|OPTION|TITLE|TEXTAREA)$/.test(node.parentElement.tagName) && !isHidden(node.parentElement)) {
      found.push(node);
    }
  }
  return found;
}

function lines(node, from, to) {
  const range = node.ownerDocument.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  return [...range.getClientRects()].filter((rect) => rect.width > 0.5 && rect.height > 0.5);
}

function widthOf(word, element) {
  const probe = element.ownerDocument.createElement("span");
  probe.textContent = word;
  Object.assign(probe.style, { position: "absolute", whiteSpace: "nowrap", visibility: "hidden" });
  element.append(probe);
  const width = probe.getBoundingClientRect().width;
  probe.remove();
  return width;
}

/** The width of its line, and at least most of the page: a neighbour must not squeeze it. */
function room(element) {
  const view = element.ownerDocument.defaultView;
  let block = element;
  while (/^(inline|contents)/.test(view.getComputedStyle(block).display)) block = block.parentElement;
  const style = view.getComputedStyle(block);
  const line = block.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return Math.max(line, 0.6 * (element.closest("main")?.clientWidth ?? 0));
}

/** Between two letters or digits; after a bracket and the like any line may end. */
function breaksWithin(node, at, word) {
  const tops = lines(node, at, at + word.length).map((rect) => Math.round(rect.top));
  if (new Set(tops).size < 2) return false;
  for (let index = 1; index < word.length; index++) {
    if (!/[\p{L}\p{N}]{2}/u.test(word.slice(index - 1, index + 1))) continue;
    const [one] = lines(node, at + index - 1, at + index);
    const [next] = lines(node, at + index, at + index + 1);
    if (one && next && Math.round(one.top) !== Math.round(next.top)) return true;
  }
  return false;
}

function brokenWords(document) {
  const broken = [];
  for (const node of texts(document)) {
    if (lines(node, 0, node.length).length < 2) continue;
    let at = 0;
    for (const word of node.data.split(HYPHENS)) {
      if (!word) continue;
      at = node.data.indexOf(word, at);
      // A word that is wider than its line has to break somewhere.
      if (breaksWithin(node, at, word) && widthOf(word, node.parentElement) <= room(node.parentElement)) broken.push(word);
      at += word.length;
    }
  }
  return broken;
}

function overlaps(document) {
  const rects = [];
  for (const node of texts(document)) {
    for (const rect of lines(node, 0, node.length)) rects.push({ rect, what: node.data.trim().slice(0, 40) });
  }
  for (const mark of document.querySelectorAll("svg.mark, input, button, .bar")) {
    const rect = mark.getBoundingClientRect();
    const inside = mark.matches("button, .bar");
    if (rect.width > 1 && !inside && !isHidden(mark)) rects.push({ rect, what: mark.outerHTML.slice(0, 40) });
  }
  rects.sort((one, other) => one.rect.top - other.rect.top);
  const found = [];
  rects.forEach(({ rect, what }, index) => {
    for (let next = index + 1; next < rects.length && rects[next].rect.top < rect.bottom; next++) {
      const other = rects[next].rect;
      const across = Math.min(rect.right, other.right) - Math.max(rect.left, other.left);
      const down = Math.min(rect.bottom, other.bottom) - Math.max(rect.top, other.top);
      if (across > 1.5 && down > 4) found.push(`“${what}” and “${rects[next].what}”`);
    }
  });
  return found;
}

/** Text that is only reached by scrolling sideways. */
function cutOff(document) {
  return [...document.querySelectorAll("main *, header *, footer *")]
    .filter((element) => !element.closest("pre, svg, select, textarea, input") && !isHidden(element))
    .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
    .filter((element) => document.defaultView.getComputedStyle(element).overflowX !== "visible")
    .map((element) => `${element.tagName} ${element.id || element.className}`);
}

/** A list has the browser's marks or ours. */
function doubleBullets(document) {
  const view = document.defaultView;
  return [...document.querySelectorAll("li")]
    .filter((item) => view.getComputedStyle(item).listStyleType !== "none")
    .filter((item) => view.getComputedStyle(item, "::before").content !== "none")
    .map((item) => item.textContent.trim().slice(0, 40));
}

function luminance(colour) {
  const [red, green, blue] = colour.match(/[\d.]+/g).map(Number);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Paper is white, so that what is printed has to be dark. */
function pale(document) {
  return texts(document)
    .filter((node) => !node.parentElement.closest("button, .button"))
    .filter((node) => luminance(document.defaultView.getComputedStyle(node.parentElement).color) > 140)
    .map((node) => node.data.trim().slice(0, 40));
}

/** As it is loaded, and with all that can be opened open. */
function faults(frame) {
  const found = measured(frame, frame.title);
  const closed = [...frame.contentDocument.querySelectorAll("details:not([open])")];
  if (closed.length === 0) return found;
  for (const details of closed) details.open = true;
  return [...found, ...measured(frame, `${frame.title}, all open`)];
}

function measured(frame, state) {
  const document = frame.contentDocument;
  const found = [];
  known = new Map();
  const wide = document.documentElement.scrollWidth;
  const note = (what, of) => of.length && found.push(`${state}: ${what}: ${[...new Set(of)].slice(0, 5).join("; ")}`);
  if (wide > frame.clientWidth) found.push(`${state}: it is ${wide} px wide`);
  note("broken words", brokenWords(document));
  note("overlaps", overlaps(document));
  note("cut off", cutOff(document));
  note("two bullets", doubleBullets(document));
  if (frame.title.startsWith("printed")) note("pale in print", pale(document));
  return found;
}

addEventListener("load", () => {
  const all = [...document.querySelectorAll("iframe")].flatMap(faults);
  document.getElementById("result").textContent = JSON.stringify(all);
});
