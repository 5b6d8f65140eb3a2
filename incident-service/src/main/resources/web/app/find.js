/** Shows only the components whose names contain what is typed; `/` leads there. */
const field = document.querySelector("[data-finds]");

export function find() {
  if (!field) return;
  const wanted = field.value.trim().toLowerCase();
  for (const part of document.getElementById(field.dataset.finds).querySelectorAll("[data-name]")) {
    part.hidden = !part.dataset.name.toLowerCase().includes(wanted);
  }
  for (const group of document.getElementById(field.dataset.finds).querySelectorAll("tbody, div.group")) {
    group.hidden = !group.querySelector("[data-name]:not([hidden])");
  }
}

field?.addEventListener("input", find);
if (field) {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select");
    if (event.key !== "/" || typing || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    field.focus();
  });
}
