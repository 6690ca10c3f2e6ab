/* Keeps a draft while one types, so that a closed window loses nothing, and brings the suggestions of the text.
   Without script the buttons do the same.

   The form goes to its own address with go=keep and is answered with JSON: {"said", "version"} when it was kept,
   {"said"} with what to do when it was not, and a new {"token"} after a new sign-in. */

const PAUSE = 900; // milliseconds without a key before we save
const AGAIN = 10000; // and before we try again without a connection

/* Whether a field holds something else than the page came with. */
function differs(field) {
  if (field.options) {
    const options = [...field.options];
    // A list that comes with no choice shows its first entry.
    if (!options.some((one) => one.defaultSelected)) return field.selectedIndex > 0;
    return options.some((one) => one.selected !== one.defaultSelected);
  }
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  return "defaultValue" in field && field.value !== field.defaultValue;
}

class Draft {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-kept]");
    this.dirty = false;
    this.stopped = false;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.dirty) this.keep();
    });
    // A page from the browser's memory shows what was true when one left it.
    window.addEventListener("pageshow", (event) => event.persisted && location.reload());
    // Who types before this script has come is not made to type again.
    if ([...form.elements].some(differs)) this.changed();
  }

  changed() {
    this.dirty = true;
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => this.keep(), PAUSE);
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /* What is being saved comes first: else the page would meet its own words as those of another window. */
  submit(event) {
    this.stop();
    if (!this.busy) return;
    event.preventDefault();
    const button = event.submitter;
    this.busy.then(() => this.form.requestSubmit(button));
  }

  body() {
    const body = new FormData(this.form);
    body.set("go", "keep");
    return body;
  }

  keep() {
    if (this.busy || this.stopped) return;
    clearTimeout(this.timer);
    this.dirty = false;
    this.busy = this.ask().then((pause) => {
      this.busy = null;
      if (this.dirty && !this.stopped) this.timer = setTimeout(() => this.keep(), pause);
    });
  }

  /* Save; the answer is how long to wait before what was typed meanwhile is saved. */
  async ask() {
    try {
      // Kept alive, it arrives also from a window that is being closed; a long text could not be sent so.
      const keepalive = document.visibilityState === "hidden";
      await this.take(await fetch(location.href, { method: "POST", body: this.body(), keepalive }));
      return PAUSE;
    } catch {
      this.dirty = true;
      this.say(this.form.dataset.failed);
      return AGAIN;
    }
  }

  async take(answer) {
    const said = await answer.json();
    if (said.token) {
      this.form.elements.csrf_token.value = said.token;
      this.dirty = true;
    }
    if (!answer.ok) {
      this.say(said.said);
      // Another window said otherwise: only a person can put the two together.
      if (answer.status === 409) this.stop();
      return;
    }
    this.form.elements.version.value = said.version;
    this.say(said.said);
    if ("suggests" in this.form.dataset) this.suggest();
  }

  say(text) {
    this.status.textContent = text;
  }

  /* Put the suggestions of the saved text in place of the old ones; what is chosen stays chosen. */
  async suggest() {
    const text = this.form.querySelector("textarea").value;
    if (text === this.suggested) return;
    const page = await fetch(location.href).then((answer) => answer.text(), () => "");
    const fresh = new DOMParser().parseFromString(page, "text/html");
    for (const old of this.form.querySelectorAll("[data-offered]")) {
      const made = fresh.getElementById(old.id);
      if (!made || old.contains(document.activeElement)) continue;
      const chosen = new Set([...old.querySelectorAll("input:checked")].map((box) => box.value));
      for (const box of made.querySelectorAll("input")) box.checked = chosen.has(box.value);
      const open = old.querySelector("details").open;
      old.replaceChildren(...made.childNodes);
      old.querySelector("details").open = open;
    }
    this.suggested = text;
  }
}

document.querySelectorAll("form[data-draft]").forEach((form) => new Draft(form));
