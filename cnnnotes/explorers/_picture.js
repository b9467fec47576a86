// ipywidgets gives sliders and their numbers no name that a screen reader could say.
function name(explorer) {
  for (const label of explorer.querySelectorAll(".widget-label"))
    for (const control of label.parentElement.querySelectorAll("[role], [contenteditable]")) {
      control.role ??= "textbox";
      control.ariaLabel = label.textContent;
    }
}

function render({ model, el }) {
  const image = document.createElement("img"), text = document.createElement("p");
  text.setAttribute("aria-live", "polite");
  el.classList.add("cnnnotes-picture");
  el.append(image, text);
  const draw = () => {
    URL.revokeObjectURL(image.src);
    image.src = URL.createObjectURL(new Blob([model.get("png")], { type: "image/png" }));
    image.alt = model.get("alt");
    image.width = model.get("width");
    // Words that stay are not said again.
    if (text.textContent !== model.get("text")) text.textContent = model.get("text");
  };
  draw();
  model.on("change", draw);
  const changes = new MutationObserver(() => name(el.closest(".cnnnotes-explorer")));
  const shown = new ResizeObserver(() => {
    const explorer = el.closest(".cnnnotes-explorer");
    if (!explorer) return;
    shown.disconnect();
    name(explorer);
    changes.observe(explorer, { childList: true, subtree: true });
  });
  shown.observe(el);
  return () => {  // the cell runs again, or is deleted
    shown.disconnect();
    changes.disconnect();
    URL.revokeObjectURL(image.src);
  };
}

export default { render };
