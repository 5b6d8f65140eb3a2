/** Makes the marks on a wall as large as fits into one screen. */
const main = document.querySelector(".wall main");
const SIZES = [40, 32, 28, 24, 20, 18, 16, 14, 12, 11, 10, 9, 8, 7, 6, 5];
const LEAST = 4;

let known = "";

function fits(size) {
  main.style.setProperty("--mark", `${size}px`);
  return main.offsetHeight <= innerHeight;
}

const measure = () => `${innerWidth} ${innerHeight} ${main.offsetHeight}`;

/** Repeats the fitting only when the size of the screen or of the page has changed. */
function fit() {
  if (!main || measure() === known) return;
  if (!SIZES.some(fits)) fits(LEAST);
  known = measure();
}

fit();
addEventListener("resize", fit);
document.addEventListener("patched", fit);
