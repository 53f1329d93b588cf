// What somebody filled in on a form, as plain values, and back.
const skipped = ["hidden", "file", "submit", "button", "fieldset", "output"];

function fields(form) {
  const written = (one) => one.name && !one.closest("trix-toolbar") && (!skipped.includes(one.type) || one.name.endsWith("_as"));
  return [...form.elements].filter(written);
}

const many = (form, { name, type }) => type === "checkbox" && form.querySelectorAll(`[type=checkbox][name="${name}"]`).length > 1;

export function read(form) {
  const data = {};
  for (const one of fields(form)) {
    if (many(form, one)) (data[one.name] ??= []).push(...(one.checked ? [one.value] : []));
    else if (["checkbox", "radio"].includes(one.type)) {
      if (one.checked) data[one.name] = one.value;
    } else data[one.name] = one.value;
  }
  return data;
}

export function fill(form, data) {
  for (const one of fields(form)) {
    const value = data[one.name];
    const editor = form.querySelector(`trix-editor[input="${one.id}"]`);
    if (one.name.endsWith("_as")) continue;
    if (["checkbox", "radio"].includes(one.type)) one.checked = [value].flat().includes(one.value);
    else if (editor) editor.editor.loadHTML(value ?? "");
    else one.value = value ?? "";
  }
}
