/* One stop of the tab key for a whole map: the arrow keys go to the nearest place in their direction, Home and End
   to the first and the last, Enter opens (these are links). Without script every place is a stop of its own. */

const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const ASIDE = 2.5; // how much farther a place counts that lies aside of the way

class Roving {
  constructor(map) {
    this.links = [...map.querySelectorAll("a[href]:not([aria-hidden])")];
    if (this.links.length < 2) return;
    if (document.getElementById("roving")) map.setAttribute("aria-describedby", "roving");
    this.links.forEach((link, at) => link.setAttribute("tabindex", at ? "-1" : "0"));
    map.addEventListener("keydown", (event) => this.key(event));
    // not on the map itself: an svg that listens for focus becomes a stop of the tab key of its own
    for (const link of this.links) link.addEventListener("focus", () => this.stop(link));
  }

  key(event) {
    const here = event.target.closest("a");
    if (!here || event.ctrlKey || event.altKey || event.metaKey) return;
    let next = null;
    if (event.key in WAYS) next = this.nearest(here, WAYS[event.key]);
    else if (event.key === "Home") next = this.links[0];
    else if (event.key === "End") next = this.links.at(-1);
    else return;
    event.preventDefault();
    next?.focus();
  }

  nearest(here, [x, y]) {
    const from = middle(here);
    let found = null;
    let least = Infinity;
    for (const link of this.links) {
      const to = middle(link);
      const [right, down] = [to.x - from.x, to.y - from.y];
      const along = right * x + down * y;
      if (link === here || along <= 0.5) continue;
      const far = along + ASIDE * Math.abs(right * y - down * x);
      if (far < least) [found, least] = [link, far];
    }
    return found;
  }

  stop(link) {
    if (!link) return;
    for (const one of this.links) one.setAttribute("tabindex", one === link ? "0" : "-1");
    link.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  }
}

/* The middle of the mark itself: names stand beside it. */
function middle(link) {
  const box = (link.querySelector("circle, use, path") ?? link).getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

document.querySelectorAll("svg[data-roving]").forEach((map) => {
  new Roving(map);
  // On a phone a map is wider than its frame; what matters most is seldom at the left edge.
  const frame = map.parentElement;
  frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2;
});
