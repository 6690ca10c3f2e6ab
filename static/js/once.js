/* A form is sent once: who presses its button twice sees the answer to the first press, not that it came too late.
   Without script the site itself takes care that nothing is done twice. */

const PAUSE = 5000; // so long after a press the same form does nothing; then it may be tried again
const sent = new Set();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  sent.add(form);
  setTimeout(() => sent.delete(form), PAUSE);
});
// back on the page it may be sent again
window.addEventListener("pageshow", () => sent.clear());
