// All instruments on one page, again without connection. Fetched as a visitor, so that nothing of a person is kept.
const NAME = "instrumenten-1";
const PAGE = "{% url 'instruments:everything' %}";
const HOME = "{% url 'instruments:index' %}";
const ASSETS = [{% for asset in assets %}"{{ asset|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keep());
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (event.request.mode === "navigate" && pathname.startsWith(HOME)) event.respondWith(page(event.request, pathname));
  else if (ASSETS.includes(pathname)) event.respondWith(fetch(event.request).catch(() => kept(pathname)));
});

async function keep() {
  const cache = await caches.open(NAME);
  for (const path of [...ASSETS, PAGE]) {
    const answer = await fetch(path, { credentials: "omit", cache: "no-cache" });
    if (answer.ok && !answer.redirected) await cache.put(path, answer);
  }
}

async function kept(path) {
  return (await (await caches.open(NAME)).match(path)) ?? Response.error();
}

// From the network; without it the page with everything, at the instrument that was asked.
async function page(request, pathname) {
  try {
    const answer = await fetch(request);
    if (answer.ok && pathname === HOME) keep().catch(() => {});
    return answer;
  } catch {
    const slug = pathname.slice(HOME.length).split("/")[0];
    return pathname === PAGE || pathname === HOME || !slug ? kept(PAGE) : Response.redirect(`${PAGE}#${slug}`);
  }
}
