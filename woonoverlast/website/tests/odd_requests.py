"""Requests that no page makes: every address with every parameter that it may read, with values that nobody expects."""

import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver

READ = re.compile(r"""(?:GET|POST|FILES|data|cleaned_data)(?:\.get|\.getlist)?[\[(]["'](\w+)["']""")
PART = re.compile(r"<(?:(\w+):)?\w+>")
DAYS = ["0001-01-01", "9999-12-31", "10000-01-01", "-0001-01-01", "2026-02-30", "9999-W53-7", "2026-13-01T25:61"]
NUMBERS = ["0", "-1", "9" * 30, "1e400", "NaN", "-0", "0x10", "9223372036854775808", "2147483648", "1_000", " 7 "]
DIGITS = ["١٢٣", "४५", "２０２６-０１-０１", "²", "①", "𝟙"]
SIGNS = [
    "\0",
    "a\0b",
    "\ud83d",
    "\udc00x",
    "\u202e",
    "\ufeff",
    "\r\nSet-Cookie: x=1",
    "%00",
    "{{ 7*7 }}",
    "'\"><script>",
]
LISTS = ["[" * 2_000, '{"a": ' * 500, "[]", "{}", "null", '"\\ud800"', "[1, null, {}]", "1:2:3", "topic:" + "9" * 30]
LONG = ["a" * 100_000, "<" * 100_000, "9" * 5_000, "é " * 50_000]
ODD = [*DAYS, *NUMBERS, *DIGITS, *SIGNS, *LISTS, "", " ", "onbekend", "__all__", "../../../etc/passwd", "١" * 40]
OF_PATH = {
    "int": ["0", "9" * 18, "9" * 30, "2147483648"],
    "slug": ["bestaat-niet", "-", "a" * 300],
    "uuid": ["00000000-0000-0000-0000-000000000000"],
    "str": ["%00", "%ED%A0%80", "%FF", "a" * 5_000, "1:2:3", "%F0%9F%98%80", "..", "١٢"],
    "path": ["%00", "..%2f..%2fetc", "a/b/c"],
}
HEADERS: list[dict[str, str]] = [
    {},
    {},
    {"HTTP_HX_REQUEST": "true"},
    {"HTTP_ACCEPT_LANGUAGE": "x" * 2_000},
    {"HTTP_IF_MODIFIED_SINCE": "Fri, 31 Dec 9999 23:59:59 GMT"},
    {"HTTP_IF_NONE_MATCH": "\0,W/"},
    {"HTTP_RANGE": "bytes=9-1"},
    {"HTTP_X_FORWARDED_FOR": "1, x, ::ffff:1"},
    {"HTTP_COOKIE": 'a="\\777; sessionid=\0; messages=x'},
    {"HTTP_REFERER": "http://[::1"},
]


@dataclass(frozen=True)
class Odd:
    method: str
    path: str
    data: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None

    def __str__(self) -> str:
        told = {name: [shortened(one) for one in value] for name, value in self.data.items()}
        return f"{self.method} {self.path[:300]} {told or ''} {self.headers or ''} {(self.raw or b'')[:80]!r}"


def shortened(value: Any) -> str:
    text = repr(value)
    return text if len(text) < 80 else f"{text[:60]}... ({len(text)})"


def all_patterns(found: list[URLPattern | URLResolver] | None = None) -> Iterator[URLPattern]:
    for pattern in found if found is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from all_patterns(pattern.url_patterns)
        else:
            yield pattern


def fields_of(view: Any) -> dict[str, forms.Field | None]:
    """What this view may read: the fields of the forms that its module knows, and the names in its code."""
    module = sys.modules[inspect.unwrap(view).__module__]
    known: dict[str, forms.Field | None] = dict.fromkeys(READ.findall(inspect.getsource(module)))
    for thing in vars(module).values():
        if inspect.isclass(thing) and issubclass(thing, forms.BaseForm):
            known |= getattr(thing, "base_fields", {})
    rich = {f"{name}_as": None for name in known if name in {"body", "story", "introduction", "text"}}
    return known | rich | dict.fromkeys(["pagina", "q", "aan", "next", "form_key", "volgende"])


def plausible(chance: Random, known: forms.Field | None) -> Any:
    """What the field might take, so that what comes after it is reached too."""
    if isinstance(known, forms.ChoiceField):
        choices: Any = known.choices
        values = [str(choice[0]) for choice in choices if not isinstance(choice[1], list | tuple)]
        return chance.choice(values or [""])
    if isinstance(known, forms.FileField):
        return SimpleUploadedFile(chance.choice(["a.pdf", "a.xlsx", "\0.csv", "a" * 300]), chance.randbytes(40) or b"x")
    if isinstance(known, forms.ModelChoiceField | forms.IntegerField):
        return str(chance.randrange(1, 400))
    if isinstance(known, forms.DateField):
        return "2027-03-28"
    return chance.choice(["ja", "text", "1", "geluid", "Een gewone zin over overlast in de buurt van het plein.", ""])


def value(chance: Random, known: forms.Field | None) -> Any:
    throw = chance.random()
    if throw < 0.02:
        return chance.choice(LONG)
    return plausible(chance, known) if throw < 0.5 else chance.choice(ODD)


def parameters(chance: Random, known: dict[str, forms.Field | None]) -> dict[str, list[Any]]:
    """Nearly all that the view knows, or a few; some twice, some as an array."""
    share = chance.choice([0.1, 0.3, 0.95])
    names = [name for name in known if chance.random() < share] or [chance.choice(list(known))]
    found: dict[str, list[Any]] = {}
    for name in names:
        as_sent = f"{name}[]" if chance.random() < 0.03 else name
        found[as_sent] = [value(chance, known[name]) for _ in range(2 if chance.random() < 0.1 else 1)]
    return found


def odd_request(chance: Random, *, path: str, route: str, view: Any) -> Odd:
    known = fields_of(view)
    if chance.random() < 0.15:
        path = odd_path(chance, route) or path
    method, headers = chance.choice(["GET", "GET", "POST", "POST", "HEAD"]), chance.choice(HEADERS)
    sent = parameters(chance, known)
    if method != "POST" or chance.random() < 0.1:
        path = f"{path}?{in_query(sent)}"
    if method != "POST":
        return Odd(method, path, headers=headers)
    if chance.random() < 0.03:
        raw = chance.choice([b"a=%ED%A0%80&b=%00", b"\xff\xfe", b"{", b"a=" + b"%F0%9F" * 2_000, b"&" * 3_000])
        return Odd(method, path, headers=headers, raw=raw)
    return Odd(method, path, sent, headers)


def odd_path(chance: Random, route: str) -> str:
    """With other values in its places. Only for routes that are no pattern of their own."""
    if "(" in route or "<" not in route:
        return ""
    return "/" + PART.sub(lambda part: chance.choice(OF_PATH.get(part[1] or "str", OF_PATH["str"])), route)


def in_query(sent: dict[str, list[Any]], *, longest: int = 8_000) -> str:
    """As a browser writes it, but for half signs, which it would not send."""
    pairs = [(name, one) for name, values in sent.items() for one in values if isinstance(one, str)]
    return "&".join(f"{quote(name)}={quote(one[:longest], errors='surrogatepass')}" for name, one in pairs)


def has_files(sent: dict[str, list[Any]]) -> bool:
    return any(not isinstance(one, str) for values in sent.values() for one in values)


def without_halves(sent: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The test client cannot write half a sign in a form with files."""
    return {
        name: [one.encode(errors="replace").decode() if isinstance(one, str) else one for one in values]
        for name, values in sent.items()
    }
