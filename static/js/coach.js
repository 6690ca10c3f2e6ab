/* Hints while one types: what would make the sentence clearer. The text is looked at and not kept. Without script
   the same hints come after saving. */

const PAUSE = 900; // so long nothing is typed before it is looked at; nobody is interrupted in a word
const LEAST = 3; // words

class Coach {
  constructor(place) {
    this.place = place;
    this.field = document.getElementById(place.dataset.field);
    this.form = this.field.form;
    this.field.addEventListener("input", () => this.typed());
    this.form.addEventListener("change", (event) => event.target.name === "cooperation" && this.typed());
  }

  typed() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const text = this.field.value.trim();
    if (text.split(/\s+/).length < LEAST) return this.show("");
    const form = new FormData(this.form);
    const sent = new URLSearchParams({ text, csrf_token: form.get("csrf_token") ?? "" });
    for (const kind of form.getAll("cooperation")) sent.append("cooperation", kind);
    this.asked = new AbortController();
    try {
      const headers = { "HX-Request": "true" };
      const answer = await fetch(this.place.dataset.coach, { method: "POST", body: sent, headers, signal: this.asked.signal });
      if (answer.ok) this.show(await answer.text());
    } catch {
      // typed on, signed out or no connection: the form works without hints
    }
  }

  show(html) {
    // said once: the same hints again would be read out again
    if (html.trim() === this.shown) return;
    this.shown = html.trim();
    this.place.replaceChildren(document.createRange().createContextualFragment(this.shown));
  }
}

document.querySelectorAll("[data-coach]").forEach((place) => new Coach(place));
