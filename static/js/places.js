/* Suggestions while one types a place: turns <input data-places="/places"> into a combobox with a list (ARIA
   Authoring Practices, "list autocomplete with manual selection"). Without script the plain field works.

   The address answers ?q=… with JSON: {"places": [{"value", "text", "note", "code"}], "said": "3 places"};
   `value` goes into the field, `text` and `note` are shown, `said` is read out, `code` goes into the field whose
   id stands in data-places-code, if there is one. What is chosen is told by the event "chosen". */

const LEAST = 2; // letters before the first question
const PAUSE = 150; // milliseconds without a key before we ask

class Places {
  constructor(input) {
    this.input = input;
    this.code = document.getElementById(input.dataset.placesCode ?? "");
    this.found = [];
    this.active = -1;
    this.build();
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
  }

  build() {
    const { input } = this;
    const frame = document.createElement("div");
    frame.className = "suggests";
    input.replaceWith(frame);

    this.list = document.createElement("ul");
    this.list.id = `${input.id}-places`;
    this.list.className = "suggestions";
    this.list.role = "listbox";
    this.list.hidden = true;
    this.list.ariaLabel = input.labels[0]?.textContent.trim() ?? "";
    // a press must not take the focus from the field before the click arrives
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());

    this.status = document.createElement("div");
    this.status.className = "unseen";
    this.status.role = "status";
    frame.append(input, this.list, this.status);

    input.autocomplete = "off";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.list.id);
  }

  typed() {
    if (this.code) this.code.value = "";
    clearTimeout(this.timer);
    this.asked?.abort();
    const text = this.input.value.trim();
    if (text.length < LEAST) this.close();
    else this.timer = setTimeout(() => this.ask(text), PAUSE);
  }

  async ask(text) {
    this.asked = new AbortController();
    const url = new URL(this.input.dataset.places, location.href);
    url.searchParams.set("q", text);
    try {
      const answer = await fetch(url, { signal: this.asked.signal, headers: { Accept: "application/json" } });
      if (answer.ok) this.show(await answer.json());
    } catch (error) {
      // typed on, or no connection: the plain field still works
      if (error.name !== "AbortError") this.close();
    }
  }

  show({ places, said }) {
    if (document.activeElement !== this.input) return;
    this.found = places;
    this.active = -1;
    this.list.replaceChildren(...places.map((place, at) => this.option(place, at)));
    this.list.hidden = places.length === 0;
    this.status.textContent = said ?? "";
    this.mark();
  }

  option(place, at) {
    const line = document.createElement("li");
    line.id = `${this.list.id}-${at}`;
    line.role = "option";
    line.append(place.text);
    if (place.note) {
      const note = document.createElement("small");
      note.textContent = place.note;
      line.append(" ", note);
    }
    line.addEventListener("click", () => this.choose(at));
    return line;
  }

  key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && this.found.length && !this.list.hidden) {
      event.preventDefault();
      const count = this.found.length + 1; // one stop is the field itself
      this.active = ((this.active + 1 + steps[event.key] + count) % count) - 1;
      this.mark();
    } else if (event.key === "ArrowDown" && this.input.value.trim().length >= LEAST) {
      event.preventDefault();
      this.ask(this.input.value.trim());
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === "Escape") {
      // also before the list is there: what was asked for is not wanted any more
      if (!this.list.hidden) event.preventDefault();
      this.close();
    }
  }

  choose(at) {
    const place = this.found[at];
    this.input.value = place.value;
    if (this.code) this.code.value = place.code ?? "";
    this.close();
    this.input.dispatchEvent(new CustomEvent("chosen", { detail: place, bubbles: true }));
  }

  close() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.found = [];
    this.active = -1;
    this.list.hidden = true;
    this.status.textContent = "";
    this.mark();
  }

  mark() {
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    [...this.list.children].forEach((line, at) => line.setAttribute("aria-selected", String(at === this.active)));
    const line = this.list.children[this.active];
    if (line) this.input.setAttribute("aria-activedescendant", line.id);
    else this.input.removeAttribute("aria-activedescendant");
    line?.scrollIntoView({ block: "nearest" });
  }
}

document.querySelectorAll("input[data-places]").forEach((input) => new Places(input));
