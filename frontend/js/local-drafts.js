// Copies of drafts in this browser, per person, form and opening of that form. Gone after two weeks.
const PREFIX = "concept|";
const LONGEST = 14 * 24 * 3600 * 1000;

const name = ({ owner, key, formKey }) => `${PREFIX}${owner}|${key}|${formKey}`;

// Whether it worked: a full or closed storage says no.
export function keep(place, { data, sent = false, version = "" }) {
  try {
    localStorage.setItem(name(place), JSON.stringify({ ...place, data, sent, version, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

export function forget(place) {
  try {
    localStorage.removeItem(name(place));
  } catch {
    // Nothing was kept either.
  }
}

// Of the same person and form, the newest first.
export function others({ owner, key }) {
  return all().filter((copy) => copy.owner === owner && copy.key === key).sort((a, b) => b.at - a.at);
}

export function tidyUp() {
  all().filter(({ at }) => Date.now() - at > LONGEST).forEach(forget);
}

function all() {
  try {
    return Object.keys(localStorage).filter((one) => one.startsWith(PREFIX)).map((one) => JSON.parse(localStorage.getItem(one)));
  } catch {
    return [];
  }
}
