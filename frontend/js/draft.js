// <form data-draft-key data-draft-url data-draft-owner data-draft-version> is saved while somebody types.
// What the server cannot take (no connection, logged out, another tab) stays in this browser until it can.
import { keep, forget, others, tidyUp } from "./local-drafts.js";
import { fill, read } from "./form-fields.js";
import { freshToken } from "./fresh-token.js";
import { element } from "./element.js";

const PAUSE = 1500;
const RETRY = 15000;

class Draft {
  // `touched`: somebody was typing already before this could start, so nothing of it counts as saved.
  constructor(form, { touched = false } = {}) {
    this.form = form;
    this.state = form.querySelector("[data-draft-state]");
    this.version = form.dataset.draftVersion ?? "";
    // What stands on an answer is saved nowhere yet: who goes away from it comes back to it.
    this.saved = touched || this.bound ? "" : JSON.stringify(read(form));
    this.failing = false;
    for (const name of ["input", "change", "trix-change"]) form.addEventListener(name, () => this.typed());
    form.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("submit", ({ target }) => target.id === "bestaat-al" && this.settled());
    addEventListener("online", () => this.failing && this.save());
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.leave() : this.failing && this.save()));
    tidyUp();
    this.recover();
    if (touched) this.typed();
  }

  get key() {
    return { owner: this.form.dataset.draftOwner, key: this.form.dataset.draftKey, formKey: this.form.elements.form_key.value };
  }

  // This page answers a form that was sent: what stands here is the newest.
  get bound() {
    return "draftBound" in this.form.dataset;
  }

  get text() {
    return JSON.stringify(read(this.form));
  }

  typed() {
    if (this.text === this.saved) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), this.failing ? RETRY : PAUSE);
    if (this.failing) this.keep();
  }

  async save() {
    clearTimeout(this.timer);
    if (this.sent) return;
    if (this.saving) return (this.again = true);
    const text = this.text;
    if (text === this.saved && !this.failing) return;
    this.saving = true;
    await this.send(text);
    this.saving = false;
    if (this.again) {
      this.again = false;
      this.typed();
    }
  }

  async send(text, { renewed = false } = {}) {
    try {
      const answer = await fetch(this.form.dataset.draftUrl, { method: "POST", body: this.body(text), headers: { Accept: "application/json" } });
      const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
      if (told.saved) this.done(text, told);
      else if (told.conflict) this.failed("Je schrijft dit ook in een ander tabblad. Wat je hier typt, bewaren we op dit apparaat.");
      else if (answer.status === 422) this.failed("Deze tekst is te lang om als concept te bewaren. Hij staat wel op dit apparaat.");
      else if (answer.redirected || answer.status === 403) await this.loggedOut(text, renewed);
      else this.failed("Bewaren lukt nu niet. Je tekst staat op dit apparaat. We proberen het zo weer.", { again: true });
    } catch {
      this.failed("Geen verbinding. Je tekst staat op dit apparaat en wordt bewaard zodra je weer verbinding hebt.", { again: true });
    }
  }

  body(text) {
    const body = new FormData();
    const { key, formKey } = this.key;
    const values = { key, form_key: formKey, data: text, seen: this.version, csrfmiddlewaretoken: this.form.elements.csrfmiddlewaretoken.value };
    for (const [name, value] of Object.entries(values)) body.set(name, value);
    return body;
  }

  done(text, told) {
    this.saved = text;
    this.version = told.version;
    this.failing = false;
    if (told.version) this.keep({ version: told.version }); // for a page that was asked for just before this was saved
    else forget(this.key);
    this.typed(); // what was written meanwhile need not wait as long as after a failure
    this.say(told.version ? `Concept bewaard om ${told.at}` : "");
  }

  // Logged in again in another tab: the page needs the new token, then everything goes on at once.
  async loggedOut(text, renewed) {
    if (renewed) return this.failed("Bewaren lukt nu niet. Je tekst staat op dit apparaat.", { again: true });
    if (await freshToken()) return this.send(text, { renewed: true });
    const link = element("a", { href: "/inloggen/", target: "_blank", textContent: "Log in op een nieuw tabblad" });
    this.failed("Je bent uitgelogd. Je tekst staat op dit apparaat. ", { link });
  }

  failed(message, { again = false, link = null } = {}) {
    this.failing = true;
    const kept = this.keep();
    this.say(kept ? message : "Bewaren lukt nu niet. Kopieer je tekst voordat je weggaat.", { trouble: true });
    if (link) this.state.append(link);
    if (again) this.timer = setTimeout(() => this.save(), RETRY);
  }

  keep(more = {}) {
    return keep(this.key, { data: read(this.form), ...more });
  }

  say(message, { trouble = false } = {}) {
    if (this.state.textContent === message) return;
    this.state.classList.toggle("draft-state--trouble", trouble);
    this.state.textContent = message;
  }

  // The answer was there already: nothing is written here any more, so leaving the page saves nothing.
  settled() {
    clearTimeout(this.timer);
    this.sent = true;
    forget(this.key);
  }

  submitted(event) {
    if (event.defaultPrevented) return;
    this.keep({ sent: true });
    if (!navigator.onLine) {
      event.preventDefault();
      return this.failed("Geen verbinding. Je tekst staat op dit apparaat. Plaats hem zodra je weer verbinding hebt.");
    }
    this.sent = true;
    addEventListener("pageshow", () => (this.sent = false), { once: true });
  }

  leave() {
    const text = this.text;
    if (this.sent || text === this.saved) return;
    this.keep();
    fetch(this.form.dataset.draftUrl, { method: "POST", body: this.body(text), keepalive: true }).catch(() => {});
  }

  // What this browser still has from another time: posted meanwhile, the same as here, newer, or another version.
  async recover() {
    // The editor changes its field while it starts, so whether anything was typed or chosen is known from doing so.
    const fresh = this.text === this.saved;
    let typing = false;
    for (const name of ["beforeinput", "change"]) this.form.addEventListener(name, () => (typing = true), { once: true });
    for (const copy of others(this.key)) {
      const told = this.stands(copy) ? null : await this.ask(copy);
      if (!told || isSettled(copy, told)) forget(copy);
      else if (this.isNewest(copy, told) && fresh && !typing && !this.bound) this.putBack(copy, told);
      else this.offer(copy);
    }
  }

  // What this page shows already.
  stands(copy) {
    const answered = this.bound && copy.sent && copy.formKey === this.key.formKey;
    return answered || JSON.stringify(copy.data) === this.text || (copy.version && copy.version === this.version);
  }

  // Whether the form of this copy arrived, and which draft the server keeps; nothing when it cannot be reached.
  async ask({ key, formKey }) {
    const address = `${this.form.dataset.draftUrl}?${new URLSearchParams({ key, form_key: formKey })}`;
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      return answer.ok ? await answer.json() : {};
    } catch {
      return {};
    }
  }

  // What one opening of a form kept here without an answer is newer than what it had saved, whatever the two clocks say.
  isNewest(copy, told) {
    return (told.same_form && !copy.version) || copy.at * 1000 > Number(this.version || 0);
  }

  putBack(copy, told) {
    if (told.same_form) this.version = told.version;
    fill(this.form, copy.data);
    this.form.elements.form_key.value = copy.formKey;
    this.say(`Je tekst van ${clock(copy.at)} staat er weer.`);
    this.save();
  }

  offer(copy) {
    const line = element("p", { className: "draft-state", textContent: `Er is nog een andere versie van je tekst, van ${clock(copy.at)}. ` });
    const button = (text, act) => element("button", { type: "button", className: "post__act", textContent: text, onclick: () => (act(), line.remove()) });
    line.append(
      button("Zet die terug", () => (this.keep(), fill(this.form, copy.data), forget(copy))),
      button("Wis die", () => forget(copy)),
    );
    this.state.after(line);
  }
}

// Posted, or saved on the server and since then changed or thrown away.
function isSettled({ version }, { posted, version: now }) {
  return posted || Boolean(version && now !== undefined && version !== now);
}

function clock(at) {
  return new Date(at).toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
}

// Trix rewrites its field once when it starts; only after that a difference is something typed. It starts a frame later
// than it takes what is typed, so that is listened to from the beginning, and kept when the page goes before that frame.
document.querySelectorAll("form[data-draft-key]").forEach((form) => {
  if (!form.querySelector("trix-editor")) return new Draft(form);
  let touched = false;
  const begun = new AbortController();
  for (const name of ["beforeinput", "input", "change"]) form.addEventListener(name, () => (touched = true), { signal: begun.signal });
  const begin = () => {
    begun.abort();
    return new Draft(form, { touched });
  };
  form.addEventListener("trix-initialize", begin, { signal: begun.signal });
  addEventListener("pagehide", () => touched && begin().leave(), { signal: begun.signal });
});
