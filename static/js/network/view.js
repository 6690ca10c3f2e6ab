/* The picture: sigma with our shapes, the camera, and what lies over it. */

import { Overlay } from "./overlay.js";
import { css, onThemeChange, readPalette } from "./palette.js";
import { shapeProgram } from "./shapes.js";

const MANY = 4000; // ties; beyond this thin lines that cost little, and none while the picture moves
const FLIGHT = 450; // milliseconds

export class View {
  constructor(stage, network, words) {
    this.stage = stage;
    this.network = network;
    this.palette = readPalette(stage);
    this.graph = network.build(this.ties());
    this.many = network.columns.ties.a.length > MANY;
    this.frame = document.createElement("div");
    this.frame.className = "frame";
    this.frame.ariaHidden = "true";
    stage.prepend(this.frame);
    this.sigma = new Sigma(this.graph, this.frame, this.settings());
    this.overlay = new Overlay(this, words);
    this.overlay.regroup();
    this.frame.append(this.overlay.canvas);
    this.sigma.on("afterRender", () => this.overlay.paint());
    this.frameAll();
    this.sigma.getCamera().on("updated", () => this.moved());
    onThemeChange(() => this.recolour());
    this.guardWheel();
  }

  /* What the whole picture is, whoever is shown; sigma draws it, and the names over it, at once. */
  frameAll() {
    const { left, right, top, bottom } = this.network.settled.frame;
    this.sigma.setCustomBBox({ x: [left, right], y: [-bottom, -top] });
    this.sigma.refresh();
  }

  settings() {
    const line = this.many ? Sigma.rendering.EdgeLineProgram : Sigma.rendering.EdgeRectangleProgram;
    return {
      nodeProgramClasses: { shape: shapeProgram(() => this.palette) },
      defaultNodeType: "shape",
      edgeProgramClasses: { line },
      minEdgeThickness: 1.3,
      renderLabels: false,
      defaultDrawNodeHover: () => {},
      hideEdgesOnMove: this.many,
      minCameraRatio: 0.02,
      maxCameraRatio: 1.6,
      stagePadding: 36,
      zIndex: false,
    };
  }

  /* A little weaker between communities, so that these stand out. */
  ties() {
    const mix = (share) => css(this.palette.paper.map((part, at) => part + share * (this.palette.edge[at] - part)));
    return { within: mix(this.network.count > 2000 ? 0.4 : 0.9), between: mix(this.network.count > 2000 ? 0.25 : 0.55) };
  }

  recolour() {
    this.palette = readPalette(this.stage);
    const { within, between } = this.ties();
    const paint = (_, look) => Object.assign(look, { color: look.within ? within : between });
    this.graph.updateEachEdgeAttributes(paint, { attributes: ["color"] });
  }

  /* After the form has changed: what is hidden goes, the places stay. */
  narrowed() {
    const { network, graph } = this;
    const only = { attributes: ["hidden"] };
    const hide = (look, shown) => Object.assign(look, { hidden: !shown });
    graph.updateEachNodeAttributes((id, look) => hide(look, network.shown[network.number.get(id)]), only);
    graph.updateEachEdgeAttributes((tie, look) => hide(look, network.shownTies[Number(tie)]), only);
    this.overlay.regroup();
  }

  at(number) {
    return this.sigma.graphToViewport(this.graph.getNodeAttributes(this.network.id(number)));
  }

  radius(number) {
    return this.sigma.scaleSize(this.network.sizes[number]);
  }

  size() {
    return this.sigma.getDimensions();
  }

  moved() {
    clearTimeout(this.still);
    this.overlay.moving = this.many;
    this.still = setTimeout(() => {
      this.overlay.moving = false;
      this.overlay.paint();
    }, 160);
  }

  zoom(way) {
    const camera = this.sigma.getCamera();
    const options = { duration: this.pace() / 2 };
    if (way === "in") camera.animatedZoom(options);
    else if (way === "out") camera.animatedUnzoom(options);
    else camera.animatedReset(options);
  }

  /* To some of them: so near that they fill two thirds of the picture, and one alone has its neighbours around. */
  flyTo(numbers, nearest = 0.22) {
    const points = numbers.map((number) => this.sigma.getNodeDisplayData(this.network.id(number))).filter(Boolean);
    if (!points.length) return;
    const [left, right] = [Math.min(...points.map((p) => p.x)), Math.max(...points.map((p) => p.x))];
    const [low, high] = [Math.min(...points.map((p) => p.y)), Math.max(...points.map((p) => p.y))];
    const { width, height } = this.size();
    const ratio = Math.max((right - left) * 1.35, ((high - low) * 1.35 * width) / height / 1.2, nearest);
    const state = { x: (left + right) / 2, y: (low + high) / 2, ratio: Math.min(ratio, 0.9) };
    this.sigma.getCamera().animate(state, { duration: this.pace() });
  }

  pace() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : FLIGHT;
  }

  light(lit) {
    this.overlay.light(lit);
  }

  /* One with its partners and the ties between them, as `light` wants it. */
  around(number) {
    const near = this.network.neighbours(number);
    const nodes = new Map(near.map(([other]) => [other, false]));
    nodes.set(number, true);
    return { nodes, ties: near.map(([other]) => [number, other, 1.5]) };
  }

  /* The page scrolls over the picture until one has pressed into it, or holds Ctrl. */
  guardWheel() {
    let inside = false;
    this.stage.addEventListener("pointerdown", () => { inside = true; });
    this.stage.addEventListener("pointerleave", () => { inside = false; });
    const pass = (event) => { if (!inside && !event.ctrlKey && !event.metaKey) event.stopPropagation(); };
    this.stage.addEventListener("wheel", pass, { capture: true });
  }
}
