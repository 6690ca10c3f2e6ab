/* Keeps a draft while one types, so that a closed window loses nothing, and brings the suggestions of the text.
   Without script the buttons do the same.

   The form goes to its own address with go=keep and is answered with JSON: {"said", "version"} when it was kept,
   {"said"} with what to do when it was not, and a new {"token"} after a new sign-in. */

const PAUSE = 900; // milliseconds without a key before we save
const AGAIN = 10000; // and before we try again without a connection

class Draft {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-kept]");
    this.dirty = false;
    this.stopped = false;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("submit", () => this.stop());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.dirty && !this.stopped && !this.busy) this.send();
    });
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

  body() {
    const body = new FormData(this.form);
    body.set("go", "keep");
    return body;
  }

  /* A window that goes away cannot wait for an answer. */
  send() {
    this.dirty = false;
    navigator.sendBeacon(location.href, this.body());
  }

  async keep() {
    if (this.busy || this.stopped) return;
    this.busy = true;
    this.dirty = false;
    try {
      const answer = await fetch(location.href, { method: "POST", body: this.body(), headers: { Accept: "application/json" } });
      await this.take(answer);
    } catch {
      this.dirty = true;
      this.say(this.form.dataset.failed);
      this.timer = setTimeout(() => this.keep(), AGAIN);
    } finally {
      this.busy = false;
      if (this.dirty && !this.stopped && this.status.textContent !== this.form.dataset.failed) this.changed();
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
    if ("suggests" in this.form.dataset) await this.suggest();
  }

  say(text) {
    this.status.textContent = text;
  }

  /* Put the suggestions of the saved text in place of the old ones; what is chosen stays chosen. */
  async suggest() {
    const text = this.form.querySelector("textarea").value;
    if (text === this.suggested) return;
    const page = await (await fetch(location.href)).text();
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
