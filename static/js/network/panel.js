/* The panel beside the picture: comes from the server, and walks along ties by arrow keys. */

const ASK = { "HX-Request": "true" };

export class Panel {
  constructor(place, { address, chosen, left }) {
    this.place = place;
    this.address = address;
    this.chosen = chosen;
    this.left = left;
    this.way = [];
    place.addEventListener("click", (event) => this.click(event));
    place.addEventListener("keydown", (event) => this.key(event));
  }

  /* Shows one; the answer is false where it did not come, and the page of its own is the way then. */
  async show(id, { focus = false, back = false } = {}) {
    const html = await ask(this.address + encodeURIComponent(id));
    if (html === null) return false;
    const before = this.place.querySelector("[data-panel]")?.dataset.panel;
    if (!back && before && before !== id) this.way.push(before);
    this.put(html, focus);
    return true;
  }

  put(html, focus) {
    this.place.innerHTML = html;
    this.place.hidden = false;
    this.addClose();
    if (focus) this.place.querySelector("h2")?.focus();
  }

  addClose() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain close";
    button.textContent = this.place.dataset.close;
    button.addEventListener("click", () => this.close());
    this.place.append(button);
  }

  close() {
    this.place.hidden = true;
    this.place.replaceChildren();
    this.way = [];
    this.left();
  }

  click(event) {
    const link = event.target.closest("a[data-id]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    this.chosen(link.dataset.id, { focus: event.detail === 0, address: link.href });
  }

  /* Up and down along the ties, right to a partner, left back to where one came from. */
  key(event) {
    if (event.key === "Escape") this.close();
    const links = [...this.place.querySelectorAll(".partners a")];
    const here = links.indexOf(document.activeElement);
    const head = document.activeElement?.tagName === "H2";
    if (event.key === "ArrowLeft" && this.way.length) {
      event.preventDefault();
      this.chosen(this.way.pop(), { focus: true, back: true });
    } else if (event.key === "ArrowRight" && here >= 0) {
      event.preventDefault();
      links[here].click();
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && (here >= 0 || head)) {
      event.preventDefault();
      const next = here + (event.key === "ArrowDown" ? 1 : -1);
      links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
    }
  }
}

/* A fragment of the server's, or null where it does not answer. */
export async function ask(url) {
  try {
    const answer = await fetch(url, { headers: ASK });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}
