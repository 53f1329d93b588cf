// Only on pages with a form to write in: lib/richtext puts this beside its field.
import "./rich-text.js";
import "./mention.js";
import "./draft.js";
