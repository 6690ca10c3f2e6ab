/* Keys on the broker's desk. Every key only does what a link, a box or a button beside it does too, and none does
   anything while somebody types. They can be switched off (WCAG 2.1.4); the choice stays in this browser.

   What sends something goes to its button first: only the same key once more, or Enter, presses it. Where the row
   is not the one that lies open, it is opened, and the key goes on there. */

const OFF = "matchmaker.desk.keys"; // "off" in localStorage
const GOES_ON = "matchmaker.desk.key"; // the key that goes on after the next page, in sessionStorage

const ROW = "[data-desk] .meets > li";
const list = document.querySelector("[data-desk]");
const dialog = document.querySelector("dialog.keys");
const hint = document.querySelector(".keys-hint");
const box = dialog.querySelector("[data-keys-on]");

const links = () => [...(list?.querySelectorAll(".meets > li h3 a") ?? [])];
const row = () =>
  document.activeElement?.closest(ROW)
  ?? list?.querySelector(".meets > [aria-current]")
  ?? list?.querySelector(".meets > li");
const target = (key) => document.querySelector(`[data-key="${key}"]`);

function step(by) {
  const all = links();
  const here = all.indexOf(row()?.querySelector("h3 a"));
  const among = all.includes(document.activeElement) ? here + by : here;
  all[Math.max(0, Math.min(all.length - 1, among))]?.focus();
}

/* Go to a button, or press it where one is there already; the notes are opened and written into. */
function go(key) {
  const found = target(key);
  if (!found) return;
  if (found.matches("details")) {
    found.open = true;
    found.querySelector("textarea, input:not([type=hidden])")?.focus();
  } else if (document.activeElement === found) found.click();
  else found.focus();
}

/* On the row that lies open at once; another one is opened first. */
function act(key) {
  const one = document.activeElement?.closest(ROW);
  if (!one || one.hasAttribute("aria-current")) {
    go(key);
    return;
  }
  sessionStorage.setItem(GOES_ON, key);
  one.querySelector("h3 a").click();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  o: () => row()?.querySelector("h3 a")?.click(),
  x: () => row()?.querySelector("input[type=checkbox]")?.click(),
  a: () => act("a"),
  h: () => act("h"),
  n: () => act("n"),
  "?": () => dialog.showModal(),
};
const MOVES = new Set(["j", "k", "ArrowDown", "ArrowUp"]);
const ARROWS = { ArrowDown: KEYS.j, ArrowUp: KEYS.k };

function typing(element) {
  return element?.isContentEditable || element?.matches("textarea, select, input:not([type=checkbox], [type=radio])");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
  if (!box.checked || typing(event.target)) return;
  // a key that is held down moves on through the list, and presses nothing a second time
  if (event.repeat && !MOVES.has(event.key)) return;
  // elsewhere the arrows go on moving the page and the choice among radios
  const found = KEYS[event.key] ?? (event.target.closest?.(ROW) ? ARROWS[event.key] : undefined);
  if (!found) return;
  event.preventDefault();
  found();
});

box.checked = localStorage.getItem(OFF) !== "off";
box.addEventListener("change", () => localStorage.setItem(OFF, box.checked ? "on" : "off"));
hint.hidden = false;
hint.querySelector("button").addEventListener("click", () => dialog.showModal());

const key = sessionStorage.getItem(GOES_ON);
sessionStorage.removeItem(GOES_ON);
// the browser goes to the #open of the address first, which takes the focus away
if (key) window.addEventListener("load", () => requestAnimationFrame(() => go(key)));
