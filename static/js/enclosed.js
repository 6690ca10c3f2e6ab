/* Says at once where chosen files are too many or too large, and sends nothing then. The server looks again, and
   so does whoever has no script. */

document.querySelectorAll("input[type=file][data-most-bytes]").forEach((input) => {
  const said = document.createElement("p");
  said.className = "error";
  said.id = `${input.id}-size`;
  said.setAttribute("role", "alert");
  const field = input.closest(".field");

  const fault = () => {
    const sizes = [...input.files].map((file) => file.size);
    if (sizes.length > Number(input.dataset.mostFiles)) return input.dataset.tooMany;
    const all = sizes.reduce((sum, size) => sum + size, 0);
    return all > Number(input.dataset.mostBytes) ? input.dataset.tooLarge : "";
  };

  const look = () => {
    said.textContent = fault();
    const hints = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== said.id);
    if (said.textContent) input.before(said);
    else said.remove();
    input.setAttribute("aria-describedby", [...hints, ...(said.textContent ? [said.id] : [])].join(" "));
    if (said.textContent) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    field.classList.toggle("wrong", Boolean(said.textContent));
    return !said.textContent;
  };

  input.addEventListener("change", look);
  input.form.addEventListener("submit", (event) => {
    if (look()) return;
    event.preventDefault();
    input.focus();
  });
});
