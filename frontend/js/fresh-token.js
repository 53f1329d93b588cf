// After logging in again in another tab the forms of this page need the new token. True when there is one.
export async function freshToken() {
  try {
    const answer = await fetch(location.pathname + location.search, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return false;
    const found = /name="csrfmiddlewaretoken" value="(\w+)"/.exec(await answer.text());
    for (const one of document.querySelectorAll("[name=csrfmiddlewaretoken]")) if (found) one.value = found[1];
    return Boolean(found);
  } catch {
    return false;
  }
}
