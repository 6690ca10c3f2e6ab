/* Asks the browser for a passkey and puts its answer into the form, which is then sent as any other. Without script, or
   in a browser without passkeys, a sentence in the place of the form says what to do. */

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

async function options(form) {
  const token = form.elements.csrf_token.value;
  const answer = await fetch(form.dataset.options, { method: "POST", headers: { "X-CSRFToken": token } });
  if (answer.redirected) {
    // one has to show first who one is
    location.assign(answer.url);
    return null;
  }
  if (!answer.ok) throw new Error(answer.statusText);
  const asked = await answer.json();
  asked.challenge = bytes(asked.challenge);
  if (asked.user) asked.user.id = bytes(asked.user.id);
  for (const name of ["excludeCredentials", "allowCredentials"])
    asked[name] = (asked[name] || []).map((one) => ({ ...one, id: bytes(one.id) }));
  return asked;
}

function spoken(found) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (found.response[name]) response[name] = text(found.response[name]);
  return JSON.stringify({ id: found.id, rawId: text(found.rawId), type: found.type, response });
}

async function ask(form) {
  const trouble = form.querySelector("[data-trouble]");
  trouble.hidden = true;
  try {
    const publicKey = await options(form);
    if (!publicKey) return;
    const make = form.dataset.passkey === "make";
    const found = await (make ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
    form.elements.credential.value = spoken(found);
    form.submit();
  } catch {
    trouble.hidden = false;
  }
}

if (window.PublicKeyCredential && window.isSecureContext) {
  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    form.hidden = false;
    form.parentElement.querySelector("[data-without]").hidden = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (form.checkValidity()) ask(form);
      else form.reportValidity();
    });
  });
}
