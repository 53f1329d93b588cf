// The button [data-theme-switch] turns light into dark and back. Hidden without script: then the system decides.
const button = document.querySelector("[data-theme-switch]");
const system = matchMedia("(prefers-color-scheme: dark)");

if (button) {
  button.hidden = false;
  button.addEventListener("click", turn);
  system.addEventListener("change", label);
  label();
}

function isDark() {
  return (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
}

function turn() {
  const theme = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("theme", theme);
  label();
}

function label() {
  button.querySelector("span").textContent = isDark() ? "Lichte weergave" : "Donkere weergave";
}
