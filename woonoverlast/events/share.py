"""The card that shows when somebody shares the address of an event: a picture of 1200 by 630."""

import typst

from woonoverlast.events.models import Event
from woonoverlast.events.wording import moment

# The words go in as data, never into the source.
SOURCE = """
#set page(width: 600pt, height: 315pt, margin: (x: 40pt, y: 34pt), fill: rgb("#07383d"))
#set text(font: "Libertinus Serif", fill: white, lang: "nl", hyphenate: false)
#text(13pt, fill: rgb("#f5b48d"), tracking: 0.6pt)[#upper(sys.inputs.kind)]
#v(2pt)
#block(height: 150pt, clip: true)[#text(if sys.inputs.title.len() > 60 { 26pt } else { 34pt }, weight: "bold")[#sys.inputs.title]]
#v(1fr)
#text(17pt)[#sys.inputs.at("when", default: "")]
#linebreak()
#text(14pt, fill: rgb("#cfe3e2"))[#sys.inputs.place]
#v(6pt)
#text(12pt, fill: rgb("#cfe3e2"))[Platform Woonoverlast]
"""


def picture(event: Event) -> bytes:
    """PNG. Takes about 0.1 s: the caller keeps it."""
    words = {
        "kind": event.get_kind_display(),
        "title": event.title,
        "when": moment(event.starts_at),
        "place": event.place,
    }
    made = typst.compile(SOURCE.encode(), format="png", ppi=144.0, sys_inputs=words)
    assert isinstance(made, bytes)
    return made
