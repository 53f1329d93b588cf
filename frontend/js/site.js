import "./htmx.js";
import "./theme-switch.js";
import "./passkey.js";
import "./submit-once.js";
import "./filter-auto-submit.js";
import "./typeahead.js";
import "./menu.js";
import "./error-summary.js";
