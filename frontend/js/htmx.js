import htmx from "htmx.org/dist/htmx.esm.js";
// For pages that want htmx.ajax or htmx.on; the settings are in the meta tag of base.html.
window.htmx = htmx;
