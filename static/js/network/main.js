/* Puts the living picture of a network in the place of the server's drawing. Whatever fails, the drawing, the table
   and the plain forms stay. */

import { Network } from "./graph.js";
import { asQuery, readWanted } from "./narrow.js";
import { ask, Panel } from "./panel.js";
import { savePicture } from "./png.js";
import { View } from "./view.js";

const NARROW = 560; // pixels
const stage = document.getElementById("stage");

class NetworkPage {
  constructor(columns) {
    this.network = new Network(columns, sizeOfFrame(), stage.clientWidth < NARROW ? 0.72 : 1);
    this.form = document.getElementById("narrow");
    this.said = document.getElementById("network-said");
    if (this.form) this.network.narrow(readWanted(this.form, columns));
    const { alone, aloneWords } = stage.dataset;
    const words = { alone, aloneAll: Number(stage.dataset.aloneAll), aloneWords, communities: communityNames() };
    this.view = new View(stage, this.network, words);
    stage.querySelector(".zoom").hidden = false;
    this.listenToPicture();
    if (stage.dataset.whole === undefined) this.listenToPage();
  }

  listenToPicture() {
    const { sigma } = this.view;
    sigma.on("enterNode", ({ node }) => {
      this.hovered = this.network.number.get(node);
      stage.classList.add("over-node");
      this.light();
    });
    sigma.on("leaveNode", () => {
      this.hovered = undefined;
      stage.classList.remove("over-node");
      this.light();
    });
    sigma.on("clickNode", ({ node }) => this.open(node));
    sigma.on("clickStage", () => this.panel?.close());
    stage.querySelectorAll("[data-zoom]").forEach((button) => {
      button.addEventListener("click", () => this.view.zoom(button.dataset.zoom));
    });
  }

  listenToPage() {
    const place = document.getElementById("beside");
    this.panel = new Panel(place, {
      address: stage.dataset.one,
      chosen: (id, options) => this.open(id, { ...options, fly: true }),
      left: () => this.choose(undefined),
    });
    this.listenToForms(place);
    // On the list, whose items change with what is shown.
    document.getElementById("communities")?.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-community]");
      if (link) this.flyToCommunity(event, Number(link.dataset.community));
    });
    const png = document.querySelector("[data-png]");
    png.hidden = false;
    png.addEventListener("click", () => savePicture(this.view, stage.dataset.file));
    const given = place.querySelector("[data-panel]")?.dataset.panel;
    if (given) this.panel.addClose();
    if (this.network.number.has(given)) this.choose(this.network.number.get(given), { fly: true });
  }

  listenToForms(place) {
    const search = document.getElementById("search-q");
    search.addEventListener("chosen", (event) => {
      search.value = "";
      this.open(event.detail.code, { fly: true, focus: true });
    });
    this.form.addEventListener("change", () => this.narrow());
    document.getElementById("linked").addEventListener("submit", (event) => this.link(event));
    place.addEventListener("click", (event) => {
      const from = event.target.closest("a[data-from]");
      if (from) this.beginLink(event, from.dataset.from);
    });
  }

  /* Lights one up and shows its panel; somebody outside the picture has only a panel. */
  async open(id, { fly = false, focus = false, back = false, address = stage.dataset.one + id } = {}) {
    if (stage.dataset.whole !== undefined) {
      window.open(`${stage.dataset.whole}?of=${encodeURIComponent(id)}`, "_blank", "noopener");
      return;
    }
    this.choose(this.network.number.get(id), { fly });
    if (!(await this.panel.show(id, { focus, back }))) location.assign(address);
  }

  choose(number, { fly = false } = {}) {
    this.chosen = number;
    this.way = null;
    this.light();
    if (fly && number !== undefined) {
      this.view.flyTo([number, ...this.network.neighbours(number).map(([other]) => other)]);
    }
  }

  light() {
    if (this.hovered !== undefined) this.view.light(this.view.around(this.hovered));
    else if (this.way) this.view.light(this.way);
    else this.view.light(this.chosen === undefined ? null : this.view.around(this.chosen));
  }

  narrow() {
    this.network.narrow(readWanted(this.form, this.network.columns));
    this.view.narrowed();
    this.light();
    const query = asQuery(this.form);
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.followAll(), 300);
  }

  /* The rest of the page follows what the picture shows: its sentence, its table, its communities, its downloads. */
  async followAll() {
    const text = await ask(`${location.pathname}?${asQuery(this.form)}`);
    if (text === null) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    for (const part of [".opening .lead", "#table", "#communities", "#away"]) {
      const [old, now] = [document.querySelector(part), page.querySelector(part)];
      if (old && now) old.replaceChildren(...now.childNodes);
    }
    this.said.textContent = document.querySelector(".opening .lead")?.textContent ?? "";
    const clear = this.form.querySelector("[data-clear]");
    if (clear) clear.hidden = asQuery(this.form) === "";
  }

  flyToCommunity(event, number) {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    const members = this.view.overlay.groups.get(number) ?? [];
    this.view.flyTo(members, 0.3);
    stage.scrollIntoView({ block: "nearest" });
  }

  beginLink(event, id) {
    event.preventDefault();
    const number = this.network.number.get(id);
    document.getElementById("linked-from-id").value = id;
    const name = document.querySelector("#beside h2")?.textContent ?? "";
    document.getElementById("linked-from").value = number === undefined ? name : this.network.name(number);
    document.getElementById("linked-to").focus();
  }

  async link(event) {
    event.preventDefault();
    const form = event.target;
    const html = await ask(`${form.action}?${asQuery(form)}`);
    const found = html && new DOMParser().parseFromString(html, "text/html").querySelector(".linked");
    // Where a name means several, the page of its own asks which.
    if (!found) {
      form.submit();
      return;
    }
    this.panel.put(html, true);
    this.lightWays([...found.querySelectorAll("[data-path]")].map((one) => one.dataset.path.split(" ")));
  }

  lightWays(paths) {
    const nodes = new Map();
    const ties = [];
    paths.forEach((path, order) => {
      const numbers = path.map((id) => this.network.number.get(id));
      numbers.forEach((at) => at !== undefined && nodes.set(at, true));
      numbers.slice(1).forEach((at, i) => {
        if (at !== undefined && numbers[i] !== undefined) ties.push([numbers[i], at, order ? 1.75 : 4]);
      });
    });
    this.chosen = undefined;
    this.way = { nodes, ties };
    this.light();
    this.view.flyTo([...nodes.keys()]);
  }
}

/* As wide and high as the picture will be: its frame is measured before it stands there. */
function sizeOfFrame() {
  const frame = document.createElement("div");
  frame.className = "frame";
  stage.prepend(frame);
  const size = { width: frame.clientWidth, height: frame.clientHeight };
  frame.remove();
  return size;
}

function communityNames() {
  const named = document.querySelectorAll("[data-community]");
  return new Map([...named].map((one) => [Number(one.dataset.community), one.dataset.name]));
}

/* Until the style sheets are there, and the frame that the page may stand in is open. */
async function roomToDraw() {
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
  await document.fonts.ready;
  await new Promise((done) => {
    const watch = new ResizeObserver(() => {
      if (stage.clientWidth === 0) return;
      watch.disconnect();
      done();
    });
    watch.observe(stage);
  });
}

async function begin() {
  const answer = await fetch(stage.dataset.network);
  if (!answer.ok) return;
  const columns = await answer.json();
  if (columns.nodes.id.length === 0) return;
  await roomToDraw();
  stage.classList.add("living");
  try {
    stage.networkPage = new NetworkPage(columns);
  } catch (error) {
    stage.classList.remove("living");
    throw error;
  }
}

if (stage && window.WebGL2RenderingContext) begin();
