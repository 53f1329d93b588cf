// <ol data-reorder="id of a hidden field">: rows with data-id can be dragged; the field gets their order for the next save.
// The buttons in the rows do the same without a mouse and without script.
for (const list of document.querySelectorAll("[data-reorder]")) {
  const field = document.getElementById(list.dataset.reorder);
  const state = list.parentElement.querySelector("[data-reorder-state]");
  let moving = null;
  for (const row of list.children) {
    row.draggable = true;
    row.addEventListener("dragstart", (event) => {
      moving = row;
      event.dataTransfer.effectAllowed = "move";
      row.classList.add("block--moving");
    });
    row.addEventListener("dragend", () => {
      row.classList.remove("block--moving");
      moving = null;
      const order = [...list.children].map((one) => one.dataset.id).join(",");
      if (order === field.value) return;
      field.value = order;
      state.textContent = "De volgorde is anders. Sla op om hem te houden.";
    });
  }
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest?.("[data-id]");
    if (!moving) return;
    event.preventDefault();
    if (!over || over === moving || over.parentElement !== list) return;
    const { top, height } = over.getBoundingClientRect();
    list.insertBefore(moving, event.clientY > top + height / 2 ? over.nextSibling : over);
  });
  list.addEventListener("drop", (event) => moving && event.preventDefault());
}
