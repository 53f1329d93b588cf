// The door: codes read by the camera and buttons of the list, also without connection.
import { startCamera } from "./check-in-camera.js";
import { add, count, forget, waiting } from "./check-in-queue.js";
import { freshToken } from "./fresh-token.js";

const AGAIN_AFTER = 4000;
const SYNC_EVERY = 20_000;
const door = document.querySelector("[data-check-in]");
if (door) begin(door);

function begin(door) {
  const event = `${door.dataset.checkIn}|${door.dataset.person}`;
  const found = (name) => door.querySelector(`[data-${name}]`);
  const lines = new Map([...document.querySelectorAll("[data-code]")].map((line) => [line.dataset.code, line]));
  let last = { code: "", at: 0 };
  let stop = null;
  let busy = false;
  let problem = "";

  door.hidden = false;
  waiting(event).forEach(({ code, at }) => arrived(code, clock(at), true));
  document.getElementById("aankomst").addEventListener("submit", (submit) => {
    submit.preventDefault();
    read(submit.submitter.closest("[data-code]").dataset.code, "list");
  });
  document.querySelector("[data-door-search] input").addEventListener("input", ({ target }) => filter(target.value));
  found("scan").addEventListener("click", scan);
  found("scan-stop").addEventListener("click", stopScanning);
  addEventListener("online", sync);
  addEventListener("offline", tell);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sync());
  setInterval(sync, SYNC_EVERY);
  sync();
  keepPage(door.dataset.worker, Number(door.dataset.until));

  async function scan() {
    found("scan").hidden = true;
    try {
      found("camera").hidden = false;
      stop = await startCamera(found("camera").querySelector("video"), seen);
      found("scan-stop").hidden = false;
    } catch {
      stopScanning();
      say("no", "De camera werkt niet. Geef toestemming in je browser, of gebruik de lijst.");
    }
  }

  function stopScanning() {
    stop?.();
    stop = null;
    found("camera").hidden = found("scan-stop").hidden = true;
    found("scan").hidden = false;
  }

  // A code stays before the camera for a while: that is one reading.
  function seen(text) {
    const code = /\/agenda\/inchecken\/([\w-]+)\/?$/.exec(text)?.[1] ?? "";
    const now = Date.now();
    const same = code === last.code && now - last.at < AGAIN_AFTER;
    last = { code, at: now };
    if (same) return;
    navigator.vibrate?.(60);
    if (code) read(code, "scanned");
    else say("no", "Dit is geen code van dit platform.");
  }

  function read(code, how) {
    const line = lines.get(code);
    const name = line?.querySelector(".door-line__name").textContent;
    const before = line?.querySelector("[data-at]").textContent;
    if (!add(event, { code, how })) return say("no", "De opslag van deze telefoon is vol. Schrijf de naam op.");
    if (before) say("again", `${name} was al binnen om ${before}.`);
    else if (line) say("in", `${name} is binnen.`);
    else say("later", "Deze code staat niet op deze lijst. We kijken hem na zodra er verbinding is.");
    arrived(code, before || clock(Date.now()), true);
    sync();
  }

  async function sync() {
    if (busy) return;
    busy = true;
    problem = "";
    const sent = waiting(event);
    try {
      const answer = await post(sent);
      if (answer) settle(answer, sent);
    } catch {
      // No connection: what waits goes along with the next try.
    } finally {
      busy = false;
      tell();
    }
    if (navigator.onLine && waiting(event).some(({ mark }) => !sent.some((one) => one.mark === mark))) sync();
  }

  async function post(sent, again = true) {
    const scans = sent.map(({ mark, code, how, at }) => ({ mark, code, how, ago: (Date.now() - at) / 1000 }));
    const token = document.querySelector("#aankomst [name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ scans: JSON.stringify(scans) });
    const answer = await fetch(door.dataset.sync, { method: "POST", body, headers: { "X-CSRFToken": token } });
    if (answer.status === 403 && again && (await freshToken())) return post(sent, false);
    if (answer.redirected || answer.status === 403) problem = "Je bent uitgelogd. Log opnieuw in: wat je scande, blijft bewaard.";
    if (answer.status === 409) say("no", (await answer.json()).error);
    return answer.ok && !answer.redirected ? answer.json() : null;
  }

  function settle({ results, arrivals, present, expected }, sent) {
    forget(event, sent.map(({ mark }) => mark));
    const left = new Set(waiting(event).map(({ code }) => code));
    for (const [code, line] of lines) if (!left.has(code)) mark(line, arrivals[code] ?? "", false);
    document.querySelector("[data-present]").textContent = present;
    document.querySelector("[data-expected]").textContent = expected;
    const odd = results.filter(({ kind, mark }) => kind === "no" || !lines.has(sent.find((one) => one.mark === mark)?.code));
    if (odd.length) say(odd.at(-1).kind, odd.map(({ text }) => text).join(" "));
  }

  function arrived(code, at, isWaiting) {
    const line = lines.get(code);
    if (!line || line.classList.contains("door-line--in")) return;
    mark(line, at, isWaiting);
    const present = document.querySelector("[data-present]");
    present.textContent = Number(present.textContent) + 1;
  }

  function mark(line, at, isWaiting) {
    line.classList.toggle("door-line--in", Boolean(at));
    line.classList.toggle("door-line--waiting", isWaiting);
    line.querySelector("[data-at]").textContent = at;
  }

  function filter(typed) {
    const words = typed.toLowerCase().split(/\s+/);
    for (const line of lines.values()) line.hidden = !words.every((word) => line.textContent.toLowerCase().includes(word));
  }

  function say(kind, text) {
    found("result").dataset.kind = kind;
    found("result").textContent = text;
  }

  function tell() {
    const left = count(event);
    door.dataset.waiting = left;
    const scans = left === 1 ? "1 aankomst wacht" : `${left} aankomsten wachten`;
    const offline = `Geen verbinding. Ga gewoon door${left ? `: ${scans} op verbinding` : ""}.`;
    const online = problem || (left ? `${scans} op verbinding.` : "");
    found("door-state").textContent = navigator.onLine ? online : offline;
  }
}

function clock(at) {
  return new Date(at).toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Amsterdam" });
}

// The page opens again without connection until a day after the event; then what was kept goes.
async function keepPage(worker, until) {
  if (!("serviceWorker" in navigator)) return;
  try {
    if (Date.now() < until) await navigator.serviceWorker.register(worker, { scope: new URL(".", new URL(worker, location.href)).pathname });
    for (const one of await navigator.serviceWorker.getRegistrations()) {
      if (Date.now() >= until && one.active?.scriptURL.endsWith(worker)) await one.unregister();
    }
    for (const name of await caches.keys()) if (Date.now() >= until && name.startsWith("inchecken-")) await caches.delete(name);
  } catch {
    // A browser that keeps nothing: the page works as long as it stays open.
  }
}
