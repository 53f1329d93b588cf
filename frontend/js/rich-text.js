// <textarea data-rich> becomes an editor. The textarea stays, hidden, and holds the HTML; the field <name>_as says so.
// Somebody who typed before this script came keeps the plain field.
import Trix from "trix/dist/trix.esm.js";
import { makeToolbar, toolbarHtml } from "./toolbar.js";

const { blockAttributes, toolbar } = Trix.config;
toolbar.getDefaultHTML = () => toolbarHtml;
blockAttributes.heading1.tagName = "h2";
blockAttributes.heading2 = { ...blockAttributes.heading1, tagName: "h3" };

document.querySelectorAll("textarea[data-rich]:not([hidden])").forEach(enhance);

function enhance(area) {
  const notation = area.form.elements[`${area.name}_as`];
  const restored = notation.value === "html";
  if (!restored && area.value !== area.defaultValue) return;
  area.value = restored ? area.value : (notation.dataset.richValue ?? "");
  notation.value = "html";
  const bar = makeToolbar(`${area.id}-knoppen`);
  const editor = makeEditor(area, bar);
  const box = Object.assign(document.createElement("div"), { className: "rich" });
  area.hidden = true;
  area.after(box);
  keepInStep(editor, area);
  box.append(bar, editor);
}

// On a busy machine Trix may leave the last sign out of the field until the next one is typed: what one sees is what is sent.
function keepInStep(editor, area) {
  const step = () => {
    const before = area.value;
    editor.editorController?.updateInputElement();
    if (area.value !== before) editor.dispatchEvent(new Event("trix-change", { bubbles: true }));
  };
  let later;
  editor.addEventListener("keyup", () => {
    clearTimeout(later);
    later = setTimeout(step, 300);
  });
  editor.addEventListener("focusout", step);
  area.form.addEventListener("submit", step, { capture: true });
  addEventListener("pagehide", step); // before the draft is kept: that begins when the editor is there
}

function makeEditor(area, bar) {
  const editor = document.createElement("trix-editor");
  const [label] = area.labels;
  label.id ||= `${area.id}-label`;
  editor.setAttribute("aria-labelledby", label.id);
  editor.id = area.id;
  area.id = `${area.id}-html`;
  editor.className = "rich__text prose";
  editor.setAttribute("input", area.id);
  editor.setAttribute("toolbar", bar.id);
  editor.setAttribute("aria-multiline", "true");
  editor.setAttribute("autocapitalize", "sentences");
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (area.hasAttribute(name)) editor.setAttribute(name, area.getAttribute(name));
  }
  editor.addEventListener("keydown", leaveWithTab, { capture: true });
  editor.addEventListener("trix-before-paste", ({ paste }) => {
    if (paste.html) paste.html = tidy(paste.html);
  });
  editor.addEventListener("trix-file-accept", (event) => {
    event.preventDefault();
    giveToUpload(area.form, event.file);
  });
  return editor;
}

// Trix uses Tab for lists in lists; here it always moves on, so that nobody gets stuck.
function leaveWithTab(event) {
  if (event.key === "Tab") event.stopImmediatePropagation();
}

// Word sends styles and comments along. They go before anything reads them.
function tidy(html) {
  return html
    .replace(/<!--[\s\S]*?-->|<(style|xml|script)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/\s(style|class|lang|align|width|height)=("[^"]*"|'[^']*'|[^\s>]+)/gi, "");
}

// A file that is dropped or pasted goes where files go.
function giveToUpload(form, file) {
  const upload = form.querySelector("input[type=file]");
  if (!upload) return;
  const files = new DataTransfer();
  for (const one of [...upload.files, file]) files.items.add(one);
  upload.files = files.files;
  upload.scrollIntoView({ block: "center" });
}
