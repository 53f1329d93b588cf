// <input data-typeahead-url="/organisaties/zoek/"> becomes a combobox (WAI-ARIA, list autocomplete).
// The address gets ?q=... and answers JSON {"results": [{"value", "label", "detail", "url"}]}, all but "label" optional.
// Choosing a row with "url" goes there.
// data-typeahead-target="id": the hidden or select field that receives "value"; emptied again when the text is changed.
import { element } from "./element.js";

const PAUSE = 150;

function enhance(input) {
  if (input.role === "combobox") return;
  const box = new Typeahead(input);
  input.addEventListener("input", () => box.typed());
  input.addEventListener("keydown", (event) => box.key(event));
  input.addEventListener("blur", () => box.close());
}

class Typeahead {
  constructor(input) {
    this.input = input;
    this.options = [];
    this.active = -1;
    this.target = document.getElementById(input.dataset.typeaheadTarget ?? "");
    this.list = this.build();
    this.status = this.wrapper.appendChild(element("div", { className: "visually-hidden", role: "status" }));
  }

  build() {
    this.wrapper = element("div", { className: "typeahead utrecht-combobox" });
    this.input.before(this.wrapper);
    this.wrapper.append(this.input);
    const list = element("ul", { className: "utrecht-listbox", role: "listbox", id: `${this.input.id}_list`, hidden: true });
    list.setAttribute("aria-label", this.input.labels[0]?.textContent.trim() ?? "Suggesties");
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => this.choose([...list.children].indexOf(event.target.closest("[role=option]"))));
    this.input.role = "combobox";
    this.input.autocomplete = "off";
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-expanded", "false");
    this.input.setAttribute("aria-controls", list.id);
    return this.wrapper.appendChild(list);
  }

  typed() {
    if (this.target) this.target.value = "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(this.input.value.trim()), PAUSE);
  }

  async ask(text) {
    this.request?.abort();
    if (text.length < Number(this.input.dataset.typeaheadMinimum ?? 2)) return this.close();
    this.request = new AbortController();
    try {
      const url = new URL(this.input.dataset.typeaheadUrl, location.href);
      url.searchParams.set("q", text);
      const response = await fetch(url, { signal: this.request.signal, headers: { Accept: "application/json" } });
      if (response.ok) this.show((await response.json()).results);
    } catch (error) {
      // Offline or overtaken by the next letter: the field stays an ordinary text field.
      if (error.name !== "AbortError") this.close();
    }
  }

  show(options) {
    this.options = options;
    this.list.replaceChildren(...options.map((option, index) => this.row(option, index)));
    this.open(options.length > 0 && document.activeElement === this.input);
    this.status.textContent = options.length ? `${options.length} suggesties` : "Geen suggesties";
  }

  row(option, index) {
    const row = element("li", { role: "option", id: `${this.list.id}_${index}`, textContent: option.label });
    row.setAttribute("aria-selected", "false");
    if (option.detail) row.append(element("small", { textContent: option.detail }));
    return row;
  }

  key(event) {
    if (event.key === "Escape" && !this.list.hidden) this.close();
    else if (event.key === "ArrowDown") this.move(1);
    else if (event.key === "ArrowUp") this.move(-1);
    else if (event.key === "Enter" && this.active >= 0) this.choose(this.active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  move(step) {
    if (this.list.hidden) return this.ask(this.input.value.trim());
    this.mark((this.active + step + this.options.length) % this.options.length);
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
    const option = this.options[index];
    if (!option) return;
    if (option.url) return location.assign(option.url);
    this.input.value = option.label;
    if (this.target) this.target.value = option.value ?? "";
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
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

// Last, because a class exists only after its line.
document.querySelectorAll("input[data-typeahead-url]").forEach(enhance);
document.addEventListener("htmx:load", (event) => event.target.querySelectorAll?.("input[data-typeahead-url]").forEach(enhance));
