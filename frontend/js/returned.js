// A page that answers a form can only be had again by sending that form again: Back and reload end in an error of the
// browser. So its place in the history becomes a plain one, and what was typed is put back when somebody returns to it,
// or opens a form whose sending got no answer. Drafts do that themselves; secrets are kept nowhere. It lasts as long as
// this tab, and until somebody logs out.
import { fill, read } from "./form-fields.js";

const PREFIX = "getypt|";
const SECRET = "[type=password], [autocomplete=one-time-code]";

const typedIn = [...document.querySelectorAll("form[method=post]:not([data-draft-key])")].filter(
  (form) => !form.querySelector(SECRET) && Object.keys(read(form)).length,
);
const nameOf = (form) => `${PREFIX}${location.pathname}|${typedIn.indexOf(form)}`;
const sent = new Set();

function kept(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
}

function keep(form) {
  try {
    sessionStorage.setItem(nameOf(form), JSON.stringify({ data: read(form), unanswered: sent.has(form) }));
  } catch {
    // Full or closed: nothing is promised here.
  }
}

function all() {
  try {
    return Object.keys(sessionStorage).filter((one) => one.startsWith(PREFIX));
  } catch {
    return [];
  }
}

// This page came from the page with that form: whatever it says is the answer.
function answered() {
  const from = document.referrer && new URL(document.referrer).pathname;
  for (const name of all().filter((one) => one.startsWith(`${PREFIX}${from}|`))) {
    sessionStorage.setItem(name, JSON.stringify({ ...kept(name), unanswered: false }));
  }
}

history.replaceState(history.state, "", location.href);
const returned = ["back_forward", "reload"].includes(performance.getEntriesByType("navigation")[0]?.type);
if (!returned) answered();
for (const form of typedIn) {
  const copy = kept(nameOf(form));
  if (copy && (returned || copy.unanswered)) fill(form, copy.data);
}
addEventListener("pagehide", () => typedIn.forEach(keep));
document.addEventListener("submit", ({ target }) => {
  sent.add(target);
  if (target.action.includes("/uitloggen/")) addEventListener("pagehide", () => all().forEach((one) => sessionStorage.removeItem(one)));
});
