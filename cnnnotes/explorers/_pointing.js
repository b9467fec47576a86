function render({ model, el }) {
  const add = (to, kind, set) =>
    to.appendChild(Object.assign(document.createElement(kind), set));
  const box = add(el, "div", { className: "cnnnotes-pointing" });
  const picture = add(box, "img", { width: model.get("width") });
  picture.src = URL.createObjectURL(new Blob([model.get("png")], { type: "image/png" }));
  const grids = model.get("grids"), [rows, columns] = grids.at(-1).slice(4);
  const frames = grids.map(() => add(box, "div", { className: "cnnnotes-frame" }));
  const map = add(box, "div", { className: "cnnnotes-map", tabIndex: 0, role: "application" });
  map.ariaLabel = "feature map: point at a number, or move with the arrow keys";
  map.dataset.lmSuppressShortcuts = "true";  // its keys are no commands of JupyterLab
  const text = add(el, "p", {});
  text.setAttribute("aria-live", "polite");
  el.classList.add("cnnnotes-picture");

  const cover = (element, [left, top, width, height]) => {
    const sides = { left, top, width, height };
    for (const side in sides) element.style[side] = 100 * sides[side] + "%";
  };
  cover(map, grids.at(-1));
  let row, column, rest;
  const show = () => {
    frames.forEach((frame, i) => {
      const [left, top, width, height, down, across] = grids[i];
      const [tall, wide] = i < grids.length - 1 ? model.get("window") : [1, 1];
      const w = width / across, h = height / down;
      cover(frame, [left + column * w, top + row * h, wide * w, tall * h]);
    });
    text.textContent = model.get("words")[row][column];
    picture.alt = model.get("alt") + " " + text.textContent;
  };
  const go = (r, c) => {
    r = Math.max(0, Math.min(rows - 1, r));
    c = Math.max(0, Math.min(columns - 1, c));
    if (r === row && c === column) return;
    [row, column] = [r, c];
    show();
    clearTimeout(rest);
    rest = setTimeout(() => {
      model.set({ row, column });
      model.save_changes();
    }, 150);
  };
  map.onpointermove = map.onpointerdown = (event) => {
    const { left, top, width, height } = map.getBoundingClientRect();
    go(Math.floor(rows * (event.clientY - top) / height),
       Math.floor(columns * (event.clientX - left) / width));
  };
  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  map.onkeydown = (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    go(row + step[0], column + step[1]);
  };
  const follow = () => {
    [row, column] = [model.get("row"), model.get("column")];
    show();
  };
  follow();
  model.on("change:row change:column", follow);
  return () => URL.revokeObjectURL(picture.src);
}

export default { render };
