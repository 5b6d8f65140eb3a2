/** What only works with script is put in by script, so that text browsers do not show it. */
for (const block of document.querySelectorAll("script.with-script")) {
  const parts = document.createElement("template");
  parts.innerHTML = block.textContent;
  block.replaceWith(parts.content);
}
