// Passkeys: a form with data-passkey asks the browser for a key when it is sent, and sends the answer as JSON.
// login: the options come from the form's own address; get and create: from the JSON element named in
// data-passkey-options.
const fromBase64 = (text) => {
  const padded = text.replace(/-/g, "+").replace(/_/g, "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
  return Uint8Array.from(atob(padded), (character) => character.charCodeAt(0));
};

const toBase64 = (buffer) => {
  const text = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
};

const withBytes = (key) => ({ ...key, id: fromBase64(key.id) });

function readOptions({ publicKey }) {
  const options = { ...publicKey, challenge: fromBase64(publicKey.challenge) };
  if (publicKey.user) options.user = withBytes(publicKey.user);
  if (publicKey.allowCredentials) options.allowCredentials = publicKey.allowCredentials.map(withBytes);
  if (publicKey.excludeCredentials) options.excludeCredentials = publicKey.excludeCredentials.map(withBytes);
  return { publicKey: options };
}

function writeCredential(credential) {
  const { response } = credential;
  const parts = { clientDataJSON: toBase64(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) parts[name] = toBase64(response[name]);
  }
  if (response.getTransports) parts.transports = response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: toBase64(credential.rawId),
    type: credential.type,
    response: parts,
    clientExtensionResults: credential.getClientExtensionResults(),
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
  });
}

async function fetchOptions(form) {
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`passkey options: ${answer.status}`);
  return (await answer.json()).request_options;
}

const embeddedOptions = (form) => JSON.parse(document.getElementById(form.dataset.passkeyOptions).textContent);

async function create(form) {
  const options = readOptions(embeddedOptions(form).creation_options);
  const wanted = form.elements.passwordless?.checked;
  Object.assign((options.publicKey.authenticatorSelection ??= {}), {
    residentKey: wanted ? "required" : "discouraged",
    requireResidentKey: Boolean(wanted),
    ...(wanted && { userVerification: "required" }),
  });
  return navigator.credentials.create(options);
}

const ways = {
  create,
  get: (form) => navigator.credentials.get(readOptions(embeddedOptions(form).request_options)),
  login: async (form) => navigator.credentials.get(readOptions(await fetchOptions(form))),
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const way = ways[form.dataset.passkey];
  if (!way) return;
  event.preventDefault();
  const message = form.querySelector("[data-passkey-error]");
  message.textContent = window.PublicKeyCredential ? "" : message.dataset.unsupported;
  if (!window.PublicKeyCredential) return;
  try {
    form.elements.credential.value = writeCredential(await way(form));
    form.submit();
  } catch {
    message.textContent = message.dataset.failed;
  }
});
