// <div data-copy> with a text field, a hidden button and a place for the answer: the button copies the field.
for (const line of document.querySelectorAll("[data-copy]")) {
  const [field, button, answer] = ["input", "button", "[role=status]"].map((part) => line.querySelector(part));
  button.hidden = !navigator.clipboard;
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      answer.textContent = "Gekopieerd";
    } catch {
      field.select();
      answer.textContent = "Kopieer het geselecteerde adres zelf";
    }
  });
}
