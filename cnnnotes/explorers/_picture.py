"""A picture that changes in place, with alt text and a line of numbers for a screen reader."""

from anywidget import AnyWidget
from traitlets import Bytes, Int, Unicode


class Picture(AnyWidget):
    """An image (`png`, shown `width` browser pixels wide) with its `alt`, and `text` below it."""

    png = Bytes().tag(sync=True)
    alt = Unicode().tag(sync=True)
    text = Unicode().tag(sync=True)
    width = Int().tag(sync=True)

    _esm = """
    export default { render({ model, el }) {
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
      // ipywidgets gives sliders and their numbers no name a screen reader could say.
      const name = (explorer) => {
        for (const label of explorer.querySelectorAll(".widget-label"))
          for (const control of label.parentElement.querySelectorAll("[role], [contenteditable]")) {
            control.role ??= "textbox";
            control.ariaLabel = label.textContent;
          }
      };
      const shown = new ResizeObserver(() => {
        const explorer = el.closest(".cnnnotes-explorer");
        if (!explorer) return;
        shown.disconnect();
        name(explorer);
        const changes = new MutationObserver(() => name(explorer));
        changes.observe(explorer, { childList: true, subtree: true });
      });
      shown.observe(el);
    } };
    """
    # In a narrow window, or at 400 % zoom, the picture scrolls rather than shrink out of sight, and
    # a control goes below its label.
    _css = """
    .cnnnotes-picture { overflow-x: auto; }
    .cnnnotes-picture img { max-width: max(100%, 32em); height: auto; border-radius: 4px; }
    .cnnnotes-explorer { container-type: inline-size; }
    @container (max-width: 30em) {
      .cnnnotes-explorer .widget-inline-hbox { flex-wrap: wrap; height: auto; }
      .cnnnotes-explorer .slider-container, .cnnnotes-explorer select { min-width: 10em; }
      .cnnnotes-explorer select { min-height: var(--jp-widgets-inline-height); }
    }
    .cnnnotes-picture p { white-space: pre-wrap; font-size: 1.1em; }
    """
