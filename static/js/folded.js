/* Keeps the summary of a folded list of boxes true while one chooses. Without script it says what was chosen when
   the page came. */

document.querySelectorAll("details.folded").forEach((fold) => {
  const chosen = fold.querySelector(".chosen");
  fold.addEventListener("change", () => {
    const labels = [...fold.querySelectorAll("input:checked")].map((box) => box.labels[0].textContent.trim());
    chosen.textContent = labels.join(", ") || chosen.dataset.nothing;
  });
});
