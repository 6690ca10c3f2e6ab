/* Keeps the summary of a folded list of boxes true while one chooses, also of a list that came later. Without
   script it says what was chosen when the page came. */

document.addEventListener("change", (event) => {
  const fold = event.target.closest("details.folded");
  const chosen = fold?.querySelector(".chosen");
  if (!chosen) return;
  const labels = [...fold.querySelectorAll("input:checked")].map((box) => box.labels[0].textContent.trim());
  chosen.textContent = labels.join(", ") || chosen.dataset.nothing;
});
