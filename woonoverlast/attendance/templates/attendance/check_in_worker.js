// The check-in page of this one event, again without connection. After a day it forgets everything.
const NAME = "inchecken-{{ event.pk }}";
const PAGE = "{% url 'attendance:check_in' event.pk %}";
const UNTIL = {{ until|stringformat:"d" }};
const ASSETS = [{% for asset in assets %}"{{ asset|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll([...ASSETS, PAGE])));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { pathname, search, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (Date.now() > UNTIL) return event.waitUntil(caches.delete(NAME));
  if (pathname === PAGE && !search) event.respondWith(fresh(event.request));
  else if (ASSETS.includes(pathname)) event.respondWith(fresh(event.request));
});

// From the network, and kept; without it what was kept last. A log-in page in between is not kept.
async function fresh(request) {
  const cache = await caches.open(NAME);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await cache.put(new URL(request.url).pathname, answer.clone());
    return answer;
  } catch (problem) {
    const kept = await cache.match(new URL(request.url).pathname);
    if (!kept) throw problem;
    return kept;
  }
}
