/* The columns of network.json as a graph; what is hidden and what is looked for is asked here. */

import { settle } from "./alone.js";

const SMALLEST = 2;

/* How large a shape is, in pixels from its middle: by its ties, less in a crowd and on a phone. */
function sizes(degrees, room) {
  const crowd = Math.min(1, Math.max(0.42, 2.2 / Math.log10(degrees.length + 10)));
  return degrees.map((ties) => Math.max(SMALLEST, (5 + 1.4 * Math.sqrt(ties)) * crowd * room));
}

export class Network {
  /* `room` is 1 on a wide page, less on a phone; `stage` is how wide and high the picture is. */
  constructor(columns, stage, room = 1) {
    const { nodes, ties } = columns;
    this.columns = columns;
    this.count = nodes.id.length;
    this.number = new Map(nodes.id.map((id, at) => [id, at]));
    this.near = nodes.id.map(() => []);
    ties.a.forEach((a, tie) => {
      const b = ties.b[tie];
      this.near[a].push([b, tie]);
      this.near[b].push([a, tie]);
    });
    this.degrees = this.near.map((others) => others.length);
    this.settled = settle(nodes, this.degrees, stage);
    const fit = 0.38 * this.settled.step;
    this.sizes = sizes(this.degrees, room).map((size, at) => (this.degrees[at] ? size : Math.min(size, fit)));
    this.shown = new Uint8Array(this.count).fill(1);
    this.shownTies = new Uint8Array(ties.a.length).fill(1);
    // The best tied first: they are named first.
    this.order = nodes.id.map((_, at) => at).sort((one, other) => this.degrees[other] - this.degrees[one]);
  }

  name(at) {
    return this.columns.nodes.name[at];
  }

  id(at) {
    return this.columns.nodes.id[at];
  }

  kind(at) {
    return this.columns.nodes.kind[at];
  }

  community(at) {
    return this.columns.nodes.community[at];
  }

  /* Those with a tie to one, as the picture shows it just now. */
  neighbours(at) {
    return this.near[at].filter(([other, tie]) => this.shown[other] && this.shownTies[tie]);
  }

  /* A graph for sigma; the place of the server has y downwards, that of sigma upwards. */
  build(colours) {
    const { nodes, ties } = this.columns;
    const graph = new graphology.UndirectedGraph({ allowSelfLoops: false });
    const { x, y } = this.settled;
    nodes.id.forEach((id, at) => {
      const hidden = !this.shown[at];
      graph.addNode(id, { x: x[at], y: -y[at], size: this.sizes[at], kind: nodes.kind[at], hidden });
    });
    ties.a.forEach((a, tie) => {
      const within = nodes.community[a] === nodes.community[ties.b[tie]];
      const look = { within, size: 1.3, hidden: !this.shownTies[tie], color: within ? colours.within : colours.between };
      graph.addEdgeWithKey(String(tie), nodes.id[a], nodes.id[ties.b[tie]], look);
    });
    return graph;
  }

  /* Shows only what is asked for; a tie goes with its ends. */
  narrow(wanted) {
    const { nodes, ties } = this.columns;
    for (let at = 0; at < this.count; at += 1) this.shown[at] = wanted.passes(nodes, at) ? 1 : 0;
    for (let tie = 0; tie < ties.a.length; tie += 1) {
      const ends = this.shown[ties.a[tie]] && this.shown[ties.b[tie]];
      this.shownTies[tie] = ends && wanted.keeps(ties, tie) ? 1 : 0;
    }
  }
}
