// A form that came back with errors: bring the summary to who reads with a screen reader.
document.querySelector("[data-error-summary]")?.focus();
