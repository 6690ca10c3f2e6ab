/* What lies over the shapes: names of communities and of the best tied, and what is lit: one with its ties, or the
   ways between two. Painted on a plain canvas after each picture of sigma's; nothing here is changed for all nodes. */

import { css } from "./palette.js";
import { outline } from "./shapes.js";

const LETTERS = '500 13px Commissioner, "Segoe UI", system-ui, sans-serif';
const STRONG = '650 13.5px Commissioner, "Segoe UI", system-ui, sans-serif';
const SERIF = 'italic 400 19px Literata, Georgia, serif';
const ROOM_OF_LABEL = 42_000; // square pixels of picture for each name
const LINE = 22;
const LONGEST = 30;

const cut = (text) => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).trimEnd()}…`);

/* Rectangles that are taken; `place` answers whether there was room. */
class Room {
  constructor() {
    this.taken = [];
  }

  place(box) {
    const free = this.taken.every(
      (one) => box.x > one.x + one.w || one.x > box.x + box.w || box.y > one.y + one.h || one.y > box.y + box.h,
    );
    if (free) this.taken.push(box);
    return free;
  }
}

export class Overlay {
  constructor(view, { alone = "", communities = new Map() } = {}) {
    this.view = view;
    this.words = { alone, communities };
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
    const room = new Room();
    if (this.lit) this.drawLit(pen, room, width, height);
    pen.globalAlpha = this.lit ? 0.45 : 1;
    this.drawCommunities(pen, room, width, height);
    pen.globalAlpha = 1;
    if (!this.lit && !this.moving) this.drawNames(pen, room, width, height);
  }

  drawCommunities(pen, room, width, height) {
    const named = [...this.words.communities].filter(([number]) => (this.groups.get(number)?.length ?? 0) > 2);
    named.sort(([one], [other]) => this.groups.get(other).length - this.groups.get(one).length);
    pen.font = SERIF;
    for (const [number, name] of named) {
      const [x, y] = this.top(this.groups.get(number));
      this.title(pen, room, name, x, y - 12, { width, height });
    }
    const own = this.groups.get(-1);
    if (own?.length > 1 && this.words.alone) {
      const [x, y] = this.top(own);
      this.title(pen, room, this.words.alone, x, y - 14, { width, height });
    }
  }

  /* The name of a community: each of its themes on a line of its own, or none of it where there is no room. */
  title(pen, room, name, x, y, frame) {
    const lines = name.split(", ");
    const wide = Math.max(...lines.map((line) => pen.measureText(line).width));
    const top = y - LINE * (lines.length - 1);
    if (x < 0 || x > frame.width || y < 8 || top > frame.height) return;
    if (!room.place({ x: x - wide / 2 - 8, y: top - 20, w: wide + 16, h: LINE * lines.length + 4 })) return;
    lines.forEach((line, at) => {
      this.letter(pen, line, x, Math.max(top, 18) + at * LINE, this.view.palette.soft, frame.width);
    });
  }

  /* Above the midst of some: their mean from left to right, and the highest but a tenth. */
  top(members) {
    const step = Math.max(1, Math.floor(members.length / 300));
    const points = [];
    for (let i = 0; i < members.length; i += step) points.push(this.view.at(members[i]));
    const x = points.reduce((sum, point) => sum + point.x, 0) / points.length;
    const ys = points.map((point) => point.y).sort((a, b) => a - b);
    return [x, ys[Math.floor(ys.length / 30)]];
  }

  drawNames(pen, room, width, height) {
    const { network, palette } = this.view;
    pen.font = LETTERS;
    const most = Math.max(6, Math.round((width * height) / ROOM_OF_LABEL));
    let left = most;
    let tried = 0;
    for (const at of network.order) {
      if (left === 0 || tried > 400) break;
      if (!network.shown[at] || network.degrees[at] === 0) continue;
      const { x, y } = this.view.at(at);
      if (x < 0 || y < 0 || x > width || y > height) continue;
      tried += 1;
      if (tried > most * 3 && this.view.radius(at) < 3.5) break;
      if (this.under(pen, room, at, x, y, palette.ink, { width, height })) left -= 1;
    }
  }

  /* The name below its shape; whether there was room. */
  under(pen, room, at, x, y, colour, frame) {
    const r = this.view.radius(at);
    return this.write(pen, room, cut(this.view.network.name(at)), x, y + r + 13, colour, 3, frame);
  }

  write(pen, room, text, x, y, colour, air, { width, height }) {
    const wide = pen.measureText(text).width;
    const box = { x: x - wide / 2 - air, y: y - 13 - air / 2, w: wide + 2 * air, h: 17 + air };
    if (x < 0 || x > width || y < 8 || y > height + 8 || !room.place(box)) return false;
    this.letter(pen, text, x, y, colour, width);
    return true;
  }

  /* A line of letters with paper around it, kept inside the picture. */
  letter(pen, text, x, y, colour, width) {
    const wide = pen.measureText(text).width;
    const inside = Math.min(Math.max(x, wide / 2 + 4), Math.max(width - wide / 2 - 4, wide / 2 + 4));
    pen.textAlign = "center";
    pen.lineWidth = 4;
    pen.strokeStyle = css(this.view.palette.paper, 0.92);
    pen.strokeText(text, inside, y);
    pen.fillStyle = css(colour);
    pen.fillText(text, inside, y);
  }

  drawLit(pen, room, width, height) {
    const { view } = this;
    const { palette, network } = view;
    for (const [a, b, wide] of this.lit.ties) {
      const [one, other] = [view.at(a), view.at(b)];
      pen.beginPath();
      pen.moveTo(one.x, one.y);
      pen.lineTo(other.x, other.y);
      pen.lineWidth = wide;
      pen.strokeStyle = css(palette.ink, wide > 2 ? 1 : 0.6);
      pen.stroke();
    }
    const nodes = [...this.lit.nodes].sort((one, other) => network.degrees[other[0]] - network.degrees[one[0]]);
    for (const [at, strong] of nodes) this.drawShape(pen, at, strong);
    for (const [at, strong] of [...nodes.filter(([, s]) => s), ...nodes.filter(([, s]) => !s)]) {
      const { x, y } = view.at(at);
      pen.font = strong ? STRONG : LETTERS;
      this.under(pen, room, at, x, y + (strong ? 5 : 1), palette.ink, { width, height });
    }
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
