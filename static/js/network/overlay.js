/* What lies over the shapes: names of communities and of the best tied, and what is lit: one with its ties, or the
   ways between two. Painted on a plain canvas after each picture of sigma's; nothing here is changed for all nodes. */

import { css } from "./palette.js";
import { outline } from "./shapes.js";

const FAMILY = 'Commissioner, "Segoe UI", system-ui, sans-serif';
const NARROW = 560; // pixels; below it all letters are smaller
const ROOM_OF_LABEL = 42_000; // square pixels of picture for each name
const LONGEST = 30;
const WIDEST_TITLE = 24; // letters in a line of a community's name
const AROUND = 4; // pixels between two names, above and below
const MOST_BELOW_TITLE = 5; // shapes that the name of a community may cover, or a quarter of its own if that is more
const MOST_BELOW_NAME = 1;
const MOST_KNOWN = 1500; // with more shapes than this, names do not look for a place beside them

const cut = (text) => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).trimEnd()}…`);

const apart = (one, other) =>
  one.x > other.x + other.w || other.x > one.x + one.w || one.y > other.y + other.h || other.y > one.y + one.h;

const crowded = (one, other) => !apart({ ...one, y: one.y - AROUND, h: one.h + 2 * AROUND }, other);

/* Rectangles that are taken: letters never cover letters nor touch them, and as few shapes as can be. */
class Room {
  constructor(shapes) {
    this.letters = [];
    this.shapes = shapes;
  }

  /* The first of the boxes with the fewest shapes below it; undefined where letters stand everywhere, or each box
     covers more than `most` shapes. */
  place(boxes, most = Infinity) {
    const free = boxes.filter((box) => !this.letters.some((one) => crowded(box, one)));
    const covered = free.map((box) => this.shapes.reduce((sum, one) => sum + (apart(box, one) ? 0 : 1), 0));
    const fewest = Math.min(...covered);
    const best = fewest <= most ? free[covered.indexOf(fewest)] : undefined;
    if (best) this.letters.push(best);
    return best;
  }
}

/* A name in lines: each theme begins one, and long ones are broken between words. */
function linesOf(name) {
  return name.split(", ").flatMap((theme) => {
    const lines = [""];
    for (const word of theme.split(" ")) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (longer.length > WIDEST_TITLE && lines.at(-1)) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  });
}

export class Overlay {
  constructor(view, words) {
    this.view = view;
    this.words = words;
    this.lit = null; // {nodes: Map(at → strong?), ties: [[a, b, width]]}
    this.moving = false;
    this.canvas = document.createElement("canvas");
    this.canvas.className = "over";
    this.canvas.ariaHidden = "true";
  }

  light(lit) {
    this.lit = lit;
    this.view.stage.classList.toggle("lit", lit !== null);
    this.paint();
  }

  /* Community → its members that are shown; found anew when the picture is narrowed. */
  regroup() {
    const { network } = this.view;
    this.groups = new Map();
    for (let at = 0; at < network.count; at += 1) {
      if (!network.shown[at]) continue;
      const number = network.degrees[at] ? network.community(at) : -1;
      if (!this.groups.has(number)) this.groups.set(number, []);
      this.groups.get(number).push(at);
    }
  }

  paint() {
    const { width, height } = this.view.size();
    const scale = window.devicePixelRatio || 1;
    if (this.canvas.width !== Math.round(width * scale) || this.canvas.height !== Math.round(height * scale)) {
      this.canvas.width = Math.round(width * scale);
      this.canvas.height = Math.round(height * scale);
    }
    const pen = this.canvas.getContext("2d");
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, width, height);
    this.draw(pen, width, height);
  }

  draw(pen, width, height) {
    pen.lineJoin = "round";
    this.small = width < NARROW ? 0.8 : 1;
    const room = new Room(this.lit ? [] : this.shapes());
    const frame = { width, height };
    if (this.lit) this.drawLit(pen, room, frame);
    pen.globalAlpha = this.lit ? 0.45 : 1;
    this.drawCommunities(pen, room, frame);
    pen.globalAlpha = 1;
    if (!this.lit && !this.moving) this.drawNames(pen, room, frame);
  }

  /* The boxes of all shapes, where there are not too many. */
  shapes() {
    const { network } = this.view;
    if (network.count > MOST_KNOWN || this.moving) return [];
    return network.order.filter((at) => network.shown[at]).map((at) => {
      const { x, y } = this.view.at(at);
      const r = this.view.radius(at);
      return { x: x - r, y: y - r, w: 2 * r, h: 2 * r };
    });
  }

  drawCommunities(pen, room, frame) {
    const own = this.groups.get(-1);
    // How many they are is said while all of them are shown.
    const { alone, aloneAll, aloneWords } = this.words;
    if (own?.length) this.title(pen, room, own.length === aloneAll ? aloneWords : alone, this.ends(own), frame);
    const named = [...this.words.communities].filter(([number]) => (this.groups.get(number)?.length ?? 0) > 2);
    named.sort(([one], [other]) => this.groups.get(other).length - this.groups.get(one).length);
    for (const [number, name] of named) {
      const members = this.groups.get(number);
      this.title(pen, room, name, this.ends(members), frame, Math.max(MOST_BELOW_TITLE, members.length / 4));
    }
  }

  /* The name of a community above it or below, a little aside where there is no room, or not at all. */
  title(pen, room, name, ends, { width, height }, most = Infinity) {
    const size = 19 * this.small;
    const line = size * 1.15;
    pen.font = `italic 400 ${size}px Literata, Georgia, serif`;
    const lines = linesOf(name);
    const wide = Math.max(...lines.map((text) => pen.measureText(text).width));
    const high = line * lines.length;
    const { x, top, bottom } = ends;
    if (x < 0 || x > width || top < 0 || top - high > height) return;
    const middle = Math.min(Math.max(x, wide / 2 + 4), Math.max(width - wide / 2 - 4, wide / 2 + 4));
    const asides = [0, -wide / 3, wide / 3];
    const spots = [Math.max(top - high - 8, 2), bottom + 8].flatMap((y) => asides.map((aside) => [aside, y]));
    const boxes = spots.map(([aside, y]) => ({ x: middle + aside - wide / 2 - 6, y, w: wide + 12, h: high }));
    const inside = (one) => one.x > -4 && one.x + one.w < width + 4 && one.y + one.h < height;
    const box = room.place(boxes.filter(inside), most);
    if (!box) return;
    lines.forEach((text, at) => {
      this.letters(pen, text, box.x + box.w / 2, box.y + size * 0.85 + at * line, this.view.palette.soft);
    });
  }

  /* The midst of some from left to right, and where they begin and end but for a thirtieth. */
  ends(members) {
    const step = Math.max(1, Math.floor(members.length / 300));
    const points = [];
    for (let i = 0; i < members.length; i += step) points.push(this.view.at(members[i]));
    const x = points.reduce((sum, point) => sum + point.x, 0) / points.length;
    const ys = points.map((point) => point.y).sort((a, b) => a - b);
    const few = Math.floor(ys.length / 30);
    return { x, top: ys[few], bottom: ys[ys.length - 1 - few] };
  }

  drawNames(pen, room, frame) {
    const { network } = this.view;
    const most = Math.max(6, Math.round((frame.width * frame.height) / ROOM_OF_LABEL));
    let left = most;
    let tried = 0;
    for (const at of network.order) {
      if (left === 0 || tried > most * 12) break;
      if (!network.shown[at] || network.degrees[at] === 0) continue;
      const { x, y } = this.view.at(at);
      if (x < 0 || y < 0 || x > frame.width || y > frame.height) continue;
      tried += 1;
      if (tried > most * 3 && this.view.radius(at) < 3.5) break;
      if (this.beside(pen, room, at, frame)) left -= 1;
    }
  }

  /* The name below its shape, above, or at a side; whether there was room. */
  beside(pen, room, at, { width, height }, strong = false) {
    const size = (strong ? 14 : 13) * this.small;
    pen.font = `${strong ? 650 : 500} ${size}px ${FAMILY}`;
    const text = cut(this.view.network.name(at));
    const wide = pen.measureText(text).width;
    const { x, y } = this.view.at(at);
    const away = this.view.radius(at) + (strong ? 8 : 3);
    const high = size * 1.3;
    const boxes = [
      { x: x - wide / 2, y: y + away, w: wide, h: high },
      { x: x - wide / 2, y: y - away - high, w: wide, h: high },
      { x: x + away, y: y - high / 2, w: wide, h: high },
      { x: x - away - wide, y: y - high / 2, w: wide, h: high },
    ].filter((box) => box.x > 0 && box.x + box.w < width && box.y > 0 && box.y + box.h < height);
    const box = room.place(boxes, MOST_BELOW_NAME);
    if (box) this.letters(pen, text, box.x + wide / 2, box.y + size, this.view.palette.ink);
    return Boolean(box);
  }

  /* A line of letters with paper around it. */
  letters(pen, text, x, y, colour) {
    pen.textAlign = "center";
    pen.lineWidth = 4;
    pen.strokeStyle = css(this.view.palette.paper, 0.92);
    pen.strokeText(text, x, y);
    pen.fillStyle = css(colour);
    pen.fillText(text, x, y);
  }

  drawLit(pen, room, frame) {
    const { palette, network } = this.view;
    for (const [a, b, wide] of this.lit.ties) {
      const [one, other] = [this.view.at(a), this.view.at(b)];
      pen.beginPath();
      pen.moveTo(one.x, one.y);
      pen.lineTo(other.x, other.y);
      pen.lineWidth = wide;
      pen.strokeStyle = css(palette.ink, wide > 2 ? 1 : 0.6);
      pen.stroke();
    }
    const nodes = [...this.lit.nodes].sort((one, other) => network.degrees[other[0]] - network.degrees[one[0]]);
    for (const [at, strong] of nodes) this.drawShape(pen, at, strong);
    const named = [...nodes.filter(([, strong]) => strong), ...nodes.filter(([, strong]) => !strong)];
    for (const [at, strong] of named) this.beside(pen, room, at, frame, strong);
  }

  drawShape(pen, at, strong) {
    const { palette, network } = this.view;
    const { x, y } = this.view.at(at);
    const size = Math.max(this.view.radius(at), 4);
    const path = outline(network.kind(at), x, y, size);
    pen.lineWidth = 3;
    pen.strokeStyle = css(palette.paper);
    pen.stroke(path);
    pen.fillStyle = css(palette.kinds[network.kind(at)]);
    pen.fill(path);
    if (!strong) return;
    pen.beginPath();
    pen.arc(x, y, size + 5, 0, 2 * Math.PI);
    pen.lineWidth = 1.75;
    pen.strokeStyle = css(palette.ink);
    pen.stroke();
  }
}
