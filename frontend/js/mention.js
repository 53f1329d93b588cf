// An @ in the editor offers people, organisations and municipalities; the choice becomes a link.
// Arrow keys, Enter and Escape work; the list is announced.
import { element } from "./element.js";

const PAUSE = 200;
const ADDRESS = "/forum/noem/";
// After a space or at the start: @ and up to four words.
const ASKED = /(?:^|[\s(])@([^\s@]{1,30}(?: [^\s@]{1,30}){0,3})$/;

class Mentions {
  constructor(editor) {
    this.editor = editor;
    this.options = [];
    this.active = 0;
    this.list = element("ul", { className: "utrecht-listbox mentions", role: "listbox", id: `${editor.id}-namen`, hidden: true });
    this.list.setAttribute("aria-label", "Wie of wat noem je?");
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => this.choose([...this.list.children].indexOf(target.closest("li"))));
    this.status = element("div", { className: "visually-hidden", role: "status" });
    editor.after(this.list, this.status);
    editor.addEventListener("trix-change", () => this.typed());
    editor.addEventListener("trix-selection-change", () => this.typed());
    editor.addEventListener("keydown", (event) => this.key(event), { capture: true });
    editor.addEventListener("blur", () => this.close());
  }

  typed() {
    clearTimeout(this.timer);
    const asked = this.asked();
    if (!asked) return this.close();
    this.timer = setTimeout(() => this.ask(asked), PAUSE);
  }

  asked() {
    const [start, end] = this.editor.editor.getSelectedRange();
    if (start !== end || this.editor.editor.attributeIsActive("href")) return null;
    const before = this.editor.editor.getDocument().toString().slice(Math.max(0, end - 130), end);
    return ASKED.exec(before)?.[1] ?? null;
  }

  async ask(words) {
    this.request?.abort();
    if (words.length < 2) return this.close();
    this.request = new AbortController();
    try {
      const address = `${ADDRESS}?q=${encodeURIComponent(words)}`;
      const response = await fetch(address, { signal: this.request.signal, headers: { Accept: "application/json" } });
      if (response.ok && words === this.asked()) this.show((await response.json()).results, words);
    } catch {
      // Offline or overtaken: the text stays ordinary text.
    }
  }

  show(options, words) {
    this.options = options;
    this.words = words;
    this.list.replaceChildren(...options.map((option, index) => this.row(option, index)));
    this.list.hidden = options.length === 0;
    if (!options.length) return this.close();
    this.place();
    this.editor.setAttribute("aria-controls", this.list.id);
    this.mark(0);
    this.status.textContent = `${options.length} namen. Kies met de pijltjes en Enter.`;
  }

  row(option, index) {
    const row = element("li", { role: "option", id: `${this.list.id}-${index}`, textContent: option.label });
    if (option.detail) row.append(element("small", { textContent: option.detail }));
    return row;
  }

  // Under the line that is being typed.
  place() {
    const box = this.list.offsetParent.getBoundingClientRect();
    const caret = this.editor.editor.getClientRectAtPosition(this.editor.editor.getPosition() - 1);
    const room = box.width - this.list.offsetWidth - 8;
    this.list.style.top = `${(caret?.bottom ?? box.bottom) - box.top + 6}px`;
    this.list.style.left = `${Math.max(8, Math.min((caret?.left ?? box.left) - box.left, room))}px`;
  }

  mark(index) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = (index + this.options.length) % this.options.length;
    const row = this.list.children[this.active];
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    this.editor.setAttribute("aria-activedescendant", row.id);
  }

  key(event) {
    if (this.list.hidden) return;
    if (event.key === "ArrowDown") this.mark(this.active + 1);
    else if (event.key === "ArrowUp") this.mark(this.active - 1);
    else if (event.key === "Enter") this.choose(this.active);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  choose(index) {
    const option = this.options[index];
    if (!option) return;
    const { editor } = this.editor;
    const end = editor.getPosition();
    editor.setSelectedRange([end - this.words.length - 1, end]);
    editor.insertHTML(element("a", { href: option.value, textContent: option.label }).outerHTML);
    if (editor.attributeIsActive("href")) editor.deactivateAttribute("href");
    editor.insertString(" ");
    this.close();
    this.status.textContent = `${option.label} genoemd`;
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.list.hidden = true;
    this.editor.removeAttribute("aria-activedescendant");
    this.editor.removeAttribute("aria-controls");
  }
}

document.querySelectorAll("form:not([data-no-mentions]) trix-editor").forEach((editor) => new Mentions(editor));
