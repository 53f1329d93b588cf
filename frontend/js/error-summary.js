// A form that came back with errors: bring the summary to who reads with a screen reader. What was just done with a part of
// the page is said in that part; the page stands there already, after it jumped.
document.querySelector("[data-error-summary]")?.focus();
addEventListener("load", () => document.querySelector("[data-beside]")?.focus({ preventScroll: true }), { once: true });
