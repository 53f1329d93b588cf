// A <select> of more than twenty choices becomes a field to type in (WAI-ARIA combobox), next to the select itself, which
// keeps the value and is what the form sends. Words are found in any order, without accents.
// data-suggest-url: an address that gets ?q=... and answers JSON {"results": [{"label"}]}, best first: it knows other
// names and spelling mistakes. Without an answer the own labels serve.
import { element } from "./element.js";

const LONG = 20;
const PAUSE = 150;
const SHOWN = 60;

const plain = (text) => text.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();

class LongSelect {
  constructor(select) {
    this.select = select;
    this.choices = [...select.options].map((option) => ({ option, label: option.label, key: ` ${plain(option.label)}` }));
    this.active = -1;
    this.input = this.build();
    this.status = this.wrapper.appendChild(element("div", { className: "visually-hidden", role: "status" }));
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("click", () => this.list.hidden && this.show(this.found("")));
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("blur", () => this.left());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => this.choose([...this.list.children].indexOf(target.closest("li"))));
    select.addEventListener("change", () => this.fill());
    select.form?.addEventListener("reset", () => setTimeout(() => this.fill()));
    addEventListener("pageshow", () => this.fill());
    this.fill();
  }

  // The field takes the place of the select: its id, label, help and errors.
  build() {
    const { select } = this;
    const { id } = select;
    const label = select.labels[0]?.textContent.trim() ?? "";
    select.id = `${id}_keuze`;
    select.hidden = true;
    this.wrapper = element("div", { className: "typeahead typeahead--list utrecht-combobox" });
    select.before(this.wrapper);
    const input = element("input", { type: "text", id, className: "utrecht-textbox utrecht-textbox--html-input", role: "combobox", autocomplete: "off" });
    this.list = element("ul", { className: "utrecht-listbox", role: "listbox", id: `${id}_list`, hidden: true });
    this.list.setAttribute("aria-label", label || "Keuzes");
    for (const name of ["aria-describedby", "aria-invalid", "aria-label", "autofocus"]) {
      if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
    }
    input.setAttribute("aria-required", select.required);
    select.required = false; // what is not shown cannot be asked for by the browser; the server asks
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.list.id);
    this.wrapper.append(input, this.list);
    return input;
  }

  // What is chosen; an empty choice stands as a hint in the empty field.
  fill() {
    const chosen = this.select.selectedOptions[0];
    const empty = !chosen?.value;
    this.input.value = empty ? "" : chosen.label;
    this.input.placeholder = empty ? (chosen?.label ?? "") : "";
  }

  found(text) {
    const words = plain(text).split(" ").filter(Boolean);
    const fitting = this.choices.filter(({ key, option }) => (words.length ? option.value : true) && words.every((word) => key.includes(` ${word}`)));
    const start = ` ${plain(text)}`;
    return [...fitting.filter(({ key }) => key.startsWith(start)), ...fitting.filter(({ key }) => !key.startsWith(start))];
  }

  typed() {
    clearTimeout(this.timer);
    const text = this.input.value.trim();
    this.show(this.found(text));
    if (this.select.dataset.suggestUrl && text.length > 1) this.timer = setTimeout(() => this.ask(text), PAUSE);
  }

  async ask(text) {
    this.request?.abort();
    this.request = new AbortController();
    try {
      const url = new URL(this.select.dataset.suggestUrl, location.href);
      url.searchParams.set("q", text);
      const answer = await fetch(url, { signal: this.request.signal, headers: { Accept: "application/json" } });
      if (!answer.ok || text !== this.input.value.trim()) return;
      const labels = (await answer.json()).results.map(({ label }) => label);
      const known = labels.map((label) => this.choices.find((choice) => choice.label === label)).filter(Boolean);
      if (known.length) this.show(known);
    } catch {
      // Offline or overtaken by the next letter: the own labels stand there already.
    }
  }

  show(choices) {
    this.shown = choices.slice(0, Math.max(SHOWN, this.input.value ? 0 : choices.length));
    this.list.replaceChildren(...this.shown.map(({ label }, index) => this.row(label, index)));
    if (!this.shown.length) this.list.append(this.nothing());
    this.open(document.activeElement === this.input);
    this.status.textContent = this.shown.length ? `${choices.length} keuzes` : "Niets gevonden";
    if (this.shown.length && this.input.value.trim() && document.activeElement === this.input) this.mark(0);
  }

  row(label, index) {
    const row = element("li", { role: "option", id: `${this.list.id}_${index}`, textContent: label });
    row.setAttribute("aria-selected", "false");
    return row;
  }

  nothing() {
    const row = element("li", { role: "option", className: "typeahead__nothing", textContent: "Niets gevonden. Controleer wat je typt." });
    row.setAttribute("aria-disabled", "true");
    return row;
  }

  key(event) {
    if (event.key === "Escape" && !this.list.hidden) this.close();
    else if (event.key === "ArrowDown") this.move(1);
    else if (event.key === "ArrowUp") this.move(-1);
    else if (event.key === "Enter" && !this.list.hidden) this.choose(this.active); // never sends the form meanwhile
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  move(step) {
    if (this.list.hidden) return this.show(this.found(this.isChosen ? "" : this.input.value));
    if (this.shown.length) this.mark((this.active + step + this.shown.length) % this.shown.length);
  }

  get isChosen() {
    return this.input.value === (this.select.value ? this.select.selectedOptions[0]?.label : "");
  }

  mark(index) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = index;
    const row = this.list.children[index];
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", row.id);
  }

  choose(index) {
    const choice = this.shown?.[index];
    if (!choice) return;
    this.close();
    this.select.value = choice.option.value;
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
    this.input.setSelectionRange(this.input.value.length, this.input.value.length);
  }

  // Whoever goes on without choosing meant the first of the list, or nothing where the field is empty.
  left() {
    const text = this.input.value.trim();
    const meant = text ? this.shown?.[Math.max(0, this.active)] : this.choices.find(({ option }) => !option.value);
    const typed = !this.isChosen;
    this.close();
    if (!typed) return;
    if (meant) this.select.value = meant.option.value;
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  open(visible) {
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.hidden = !visible;
    this.input.setAttribute("aria-expanded", String(visible));
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.open(false);
  }
}

function enhance(root) {
  for (const select of root.querySelectorAll?.("select:not([multiple])") ?? []) {
    if (select.options.length > LONG && select.id && !select.id.endsWith("_keuze")) new LongSelect(select);
  }
}

// Last, because a class exists only after its line.
enhance(document);
document.addEventListener("htmx:load", (event) => enhance(event.target));
