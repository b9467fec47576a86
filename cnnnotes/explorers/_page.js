function render({ model, el }) {
  const side = model.get("side"), unit = model.get("unit"), most = model.get("most");
  const add = (kind, set) => el.appendChild(Object.assign(document.createElement(kind), set));
  const page = add("canvas", { width: side, height: side, tabIndex: 0, role: "application" });
  const button = (text) => add("button", { textContent: text, className: "jupyter-button" });
  const clear = button("Clear"), move = button("Move");
  const hint = add("p", { textContent: "Draw, or choose Move and drag. Keys: arrows move the " +
    "pen, Space lowers and lifts it, Delete clears." });
  const said = add("p", { className: "cnnnotes-said" });
  said.setAttribute("aria-live", "polite");
  el.classList.add("cnnnotes-page");
  page.dataset.lmSuppressShortcuts = "true";  // its keys are no commands of JupyterLab
  page.ariaLabel = "page to draw on; " + hint.textContent;
  move.ariaPressed = "false";
  move.title = "drag the drawing, or move it with the arrows, in place of drawing";

  const ink = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const drawn = ink.getContext("2d", { willReadFrequently: true });
  const seen = page.getContext("2d");
  const palette = getComputedStyle(document.documentElement);
  const colour = palette.getPropertyValue("--cnnnotes-vermilion");
  drawn.lineWidth = 2.4 * unit;  // a stroke of MNIST is two or three of its pixels wide
  drawn.lineCap = "round";
  let last = null, held = null, down = false, sent = null, due = 0;
  let pen = [side / 2, side / 2];

  const white = (on) => { on.fillStyle = "white"; on.fillRect(0, 0, side, side); };
  const show = () => {
    white(seen);
    seen.drawImage(ink, unit * model.get("right"), unit * model.get("down"));
    if (!page.matches(":focus-visible") || moving()) return;
    seen.beginPath();
    seen.arc(...pen, 1.2 * unit, 0, 7);
    seen.fillStyle = seen.strokeStyle = colour;
    if (down) seen.fill();
    else seen.stroke();
  };
  const load = () => {
    const bytes = model.get("value");
    if (bytes === sent) return;
    const image = drawn.createImageData(side, side);
    for (let i = 0; i < side * side; i++) {
      image.data.fill(bytes.getUint8(i), 4 * i, 4 * i + 3);
      image.data[4 * i + 3] = 255;
    }
    drawn.putImageData(image, 0, 0);
    show();
  };
  const send = () => due ||= requestAnimationFrame(() => {
    due = 0;
    const image = drawn.getImageData(0, 0, side, side).data;
    const greys = Uint8Array.from({ length: side * side }, (_, i) => image[4 * i]);
    sent = new DataView(greys.buffer);
    model.set("value", sent);
    model.save_changes();
  });
  const moving = () => move.ariaPressed === "true";
  const place = (right, down) => {
    const near = (steps) => Math.max(-most, Math.min(most, Math.round(steps)));
    model.set("right", near(right));
    model.set("down", near(down));
    model.save_changes();
  };
  // A new stroke goes on where the drawing lies now; what had left the page is gone.
  const settle = () => {
    if (!model.get("right") && !model.get("down")) return;
    const moved = drawn.getImageData(0, 0, side, side);
    white(drawn);
    drawn.putImageData(moved, unit * model.get("right"), unit * model.get("down"));
    model.set("right", 0);
    model.set("down", 0);
  };
  const stroke = (from, to) => {
    settle();
    drawn.beginPath();
    drawn.moveTo(...from);
    drawn.lineTo(...to);
    drawn.stroke();
    send();
  };
  const at = (event) => {
    const box = page.getBoundingClientRect();
    return [(event.clientX - box.left) * side / box.width,
            (event.clientY - box.top) * side / box.height];
  };

  page.onpointerdown = (event) => {
    if (event.button) return;
    page.setPointerCapture(event.pointerId);
    last = at(event);
    held = [model.get("right"), model.get("down"), ...last];
    if (!moving()) stroke(last, last);
    show();
  };
  page.onpointermove = (event) => {
    if (!last) return;
    for (const now of [...event.getCoalescedEvents?.() ?? [], event]) {
      if (!moving()) stroke(last, at(now));
      last = at(now);
    }
    if (moving())
      place(held[0] + (last[0] - held[2]) / unit, held[1] + (last[1] - held[3]) / unit);
    show();
  };
  page.onpointerup = page.onpointercancel = () => last = null;
  page.onkeydown = (event) => {
    const step = { Left: [-1, 0], Right: [1, 0], Up: [0, -1], Down: [0, 1] }[
      event.key.replace("Arrow", "")];
    if (step && moving())
      place(model.get("right") + step[0], model.get("down") + step[1]);
    else if (step) {
      const before = pen;
      pen = pen.map((p, i) => Math.max(0, Math.min(side, p + unit * step[i])));
      if (down) stroke(before, pen);
    } else if (event.key === " ") {
      down = !down;
      if (down) stroke(pen, pen);
    } else if (event.key === "Delete" || event.key === "Backspace") clear.onclick();
    else return;
    event.preventDefault();
    event.stopPropagation();
    if (!moving())
      said.textContent = `pen ${down ? "down" : "up"}, ` +
        `row ${pen[1] / unit}, column ${pen[0] / unit}`;
    show();
  };
  page.onfocus = page.onblur = () => { down = false; show(); };
  clear.onclick = () => { settle(); white(drawn); show(); send(); };
  move.onclick = () => {
    move.ariaPressed = String(!moving());
    move.classList.toggle("mod-active", moving());
    page.style.cursor = moving() ? "move" : "crosshair";
  };
  load();
  model.on("change:value", load);
  model.on("change:right change:down", show);
}

export default { render };
