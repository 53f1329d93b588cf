// The buttons above the editor: Dutch names, one tab stop, arrow keys between them, pressed state for screen readers.
const shapes = {
  bold: '<path d="M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z"/>',
  italic: '<path d="M10 5h8M6 19h8M14 5l-4 14"/>',
  link: '<path d="M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7l1.1-1.1"/>',
  heading: '<path d="M6 5v14M18 5v14M6 12h12"/>',
  quote: '<path d="M5 18c3-1 4-3 4-6H5V6h5v6M14 18c3-1 4-3 4-6h-4V6h5v6"/>',
  bullet: '<path d="M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01"/>',
  number: '<path d="M10 6h10M10 12h10M10 18h10M4 4.5 5.5 4v5M4 15.5c2.5-1.5 3 .5 0 3.500h3"/>',
  undo: '<path d="M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3"/>',
  redo: '<path d="m15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3"/>',
};

// The first button is the tab stop from the beginning, also when the editor takes its time to start.
const button = (name, does, shape) =>
  `<button type="button" class="rich__button" ${does} title="${name}" tabindex="-1"><svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shapes[shape]}</svg><span class="visually-hidden">${name}</span></button>`;

const toggle = (name, attribute, shape, more = "") =>
  button(name, `data-trix-attribute="${attribute}" aria-pressed="false" ${more}`, shape);

const html = `<div class="rich__buttons">
${toggle("Vet", "bold", "bold", 'data-trix-key="b"')}${toggle("Schuin", "italic", "italic", 'data-trix-key="i"')}
${toggle("Link", "href", "link", 'data-trix-action="link" data-trix-key="k"')}
${toggle("Tussenkop", "heading1", "heading")}${toggle("Citaat", "quote", "quote")}
${toggle("Lijst", "bullet", "bullet")}${toggle("Genummerde lijst", "number", "number")}
${button("Ongedaan maken", 'data-trix-action="undo" data-trix-key="z"', "undo")}${button("Opnieuw", 'data-trix-action="redo" data-trix-key="shift+z"', "redo")}</div>
<div data-trix-dialogs><div class="rich__dialog" data-trix-dialog="href" data-trix-dialog-attribute="href">
<label>Adres van de link <input class="utrecht-textbox utrecht-textbox--html-input" type="text" inputmode="url" name="href" placeholder="https://" required disabled data-trix-input></label>
<span class="cluster"><button type="button" class="utrecht-button utrecht-button--secondary-action" data-trix-method="setAttribute">Maak link</button><button type="button" class="utrecht-button utrecht-button--subtle" data-trix-method="removeAttribute">Haal link weg</button></span>
</div></div>`;

export const toolbarHtml = html.replace('tabindex="-1"', 'tabindex="0"');

export function makeToolbar(id) {
  const bar = document.createElement("trix-toolbar");
  bar.id = id;
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Opmaak");
  bar.addEventListener("keydown", (event) => move(bar, event));
  bar.addEventListener("keydown", (event) => press(bar, event));
  bar.addEventListener("focusin", ({ target }) => target.matches(".rich__button") && rove(bar, target));
  new MutationObserver(() => tellPressed(bar)).observe(bar, { attributes: true, attributeFilter: ["class"], subtree: true });
  return bar;
}

const buttons = (bar) => [...bar.querySelectorAll(".rich__button")];

function rove(bar, current) {
  for (const one of buttons(bar)) one.tabIndex = one === current ? 0 : -1;
}

// By keyboard the editor lost the focus: it gets it back first, or the choice is forgotten when it does.
function press(bar, event) {
  const attribute = event.target.dataset?.trixAttribute;
  if (!["Enter", " "].includes(event.key) || !attribute || attribute === "href") return;
  event.preventDefault();
  const element = document.querySelector(`trix-editor[toolbar="${bar.id}"]`);
  element.focus();
  requestAnimationFrame(() => {
    const active = element.editor.attributeIsActive(attribute);
    if (active) element.editor.deactivateAttribute(attribute);
    else element.editor.activateAttribute(attribute);
  });
}

function move(bar, event) {
  const usable = buttons(bar).filter((one) => !one.disabled);
  const at = usable.indexOf(document.activeElement);
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: usable.length - 1 }[event.key];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  usable.at(next % usable.length).focus();
}

function tellPressed(bar) {
  for (const one of bar.querySelectorAll("[aria-pressed]")) {
    const pressed = String(one.classList.contains("trix-active"));
    if (one.getAttribute("aria-pressed") !== pressed) one.setAttribute("aria-pressed", pressed);
  }
}
