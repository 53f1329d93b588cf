// What was read and not yet sent, in this browser, per event and person. A mark makes each count once.
const PREFIX = "inchecken|";

export function waiting(event) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + event) ?? "[]");
  } catch {
    return [];
  }
}

export const count = (event) => waiting(event).length;

// Whether it worked: a full or closed storage says no.
export function add(event, { code, how }) {
  return keep(event, [...waiting(event), { mark: newMark(), code, how, at: Date.now() }]);
}

export function forget(event, marks) {
  keep(event, waiting(event).filter(({ mark }) => !marks.includes(mark)));
}

function keep(event, readings) {
  try {
    if (readings.length) localStorage.setItem(PREFIX + event, JSON.stringify(readings));
    else localStorage.removeItem(PREFIX + event);
    return true;
  } catch {
    return false;
  }
}

// A version 4 UUID, also where the page is not secure and randomUUID is not there.
function newMark() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
