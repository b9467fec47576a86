// Explorers that move without a kernel: controls choose among frames that site/moving.py computed.

const asked = new Map();  // frames by their address, once for all

function load(address) {
  if (!asked.has(address)) asked.set(address, fetchFrames(address).catch((error) => {
    asked.delete(address);
    throw error;
  }));
  return asked.get(address);
}

async function fetchFrames(address) {
  const moving = await (await fetch(address)).json();
  moving.sheets = await Promise.all(moving.sheets.map(async (name) => {
    const sheet = await fetch(new URL(name, address));
    return createImageBitmap(await sheet.blob());
  }));
  return moving;
}

// Where a control stands: the place of its value among its values.
function at(field) {
  if (field.type === "checkbox") return Number(field.checked);
  return field.type === "range" ? Number(field.value) : field.selectedIndex;
}

function put(field, place) {
  if (field.type === "checkbox") field.checked = Boolean(place);
  else if (field.type === "range") field.value = place;
  else field.selectedIndex = place;
  name(field);
}

function name(field) {
  if (field.type !== "range") return;
  const said = field.dataset.names.split("|")[at(field)];
  field.nextElementSibling.textContent = said;
  field.setAttribute("aria-valuetext", said);
}

class Picture {
  // A canvas in place of the first picture; only tiles that change are drawn.
  constructor(moving, image) {
    const [width, height] = moving.size;
    this.moving = moving;
    this.canvas = Object.assign(document.createElement("canvas"), { width, height });
    this.canvas.style.width = `${image.width}px`;
    this.canvas.setAttribute("role", "img");
    this.columns = Math.ceil(width / moving.side);
    this.drawn = [];
    this.draw(0);
  }

  draw(number) {
    const { pictures, side, across, down, sheets } = this.moving;
    const tiles = [...pictures[0]], context = this.canvas.getContext("2d");
    if (number) for (let i = 0; i < pictures[number].length; i += 2)
      tiles[pictures[number][i]] = pictures[number][i + 1];
    tiles.forEach((tile, place) => {
      if (tile === this.drawn[place]) return;
      const inSheet = tile % (across * down);
      context.drawImage(
        sheets[Math.floor(tile / (across * down))],
        (inSheet % across) * side, Math.floor(inSheet / across) * side, side, side,
        (place % this.columns) * side, Math.floor(place / this.columns) * side, side, side,
      );
    });
    this.drawn = tiles;
  }
}

function set_up(figure) {
  const fields = [...figure.querySelectorAll("[data-place]")];
  const image = figure.querySelector("img"), readout = figure.querySelector(".readout");
  const address = new URL(figure.dataset.frames, document.baseURI).href;
  let picture, last;

  function move(moving, changed) {
    let frame = moving.frames[fields.map(at)];
    if (!frame) {  // what does not move together with this control goes back to where it began
      const place = fields.indexOf(changed);
      const together = moving.groups.find((group) => group.includes(place));
      fields.forEach((field, other) => {
        if (!together.includes(other)) put(field, moving.controls[other].start);
      });
      frame = moving.frames[fields.map(at)];
    }
    const [number, text, alt, places] = frame;
    if (places) fields.forEach((field, place) => put(field, places[place]));
    if (!picture) {
      picture = new Picture(moving, image);
      image.replaceWith(picture.canvas);
    }
    picture.draw(number);
    picture.canvas.setAttribute("aria-label", alt);
    if (readout.textContent !== text) readout.textContent = text;
    figure.dispatchEvent(new CustomEvent("moved"));
  }

  async function changed(event) {
    const field = last = event.target;
    name(field);
    try {
      const moving = await load(address);
      if (field === last) move(moving, field);
    } catch {
      readout.textContent = "The frames of this explorer could not be loaded.";
    }
  }

  for (const field of fields) {
    field.addEventListener("input", changed);
    // Who is about to move a control does not wait for its frames.
    for (const near of ["focus", "pointerenter"])
      field.addEventListener(near, () => load(address).catch(() => {}), { once: true });
  }
  figure.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  for (const hidden of figure.querySelectorAll("[hidden]")) hidden.hidden = false;
}

document.querySelectorAll("figure.moving").forEach(set_up);
