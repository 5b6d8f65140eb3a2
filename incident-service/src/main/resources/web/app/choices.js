import { kept } from "./kept.js";

const themes = document.querySelectorAll("[data-theme-choice]");

function wear(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  for (const button of themes) button.setAttribute("aria-pressed", String(button.dataset.themeChoice === (theme ?? "")));
}

wear(kept.get("theme"));
for (const button of themes) {
  button.addEventListener("click", () => {
    kept.set("theme", button.dataset.themeChoice);
    wear(button.dataset.themeChoice || null);
  });
}

const regions = [...document.querySelectorAll("[data-region-choice]")];
for (const link of regions) {
  link.addEventListener("click", () => kept.set("region", link.dataset.regionChoice));
}
if (regions.length > 0 && !new URLSearchParams(location.search).has("region")) {
  const chosen = regions.find((link) => link.dataset.regionChoice && link.dataset.regionChoice === kept.get("region"));
  if (chosen) location.replace(chosen.href);
}
