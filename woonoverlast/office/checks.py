"""System checks, run by `bin/check`: each address declares its access, each address that is named exists."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.urls import URLResolver, get_resolver

from woonoverlast.office.urlwalk import addresses

NAMED = re.compile(
    r"""{%\s*url\s+["']([\w:-]+)["']|\b(?:redirect|reverse|reverse_lazy|resolve_url)\(\s*["']([\w-]*:[\w:-]+)["']"""
)


@register(deploy=True)
def each_address_declares_access(**_: Any) -> list[CheckMessage]:
    return [
        Error(f"{address.route} ({address.view_name}) declares no access", id="woonoverlast.E001")
        for address in addresses()
        if address.access is None
    ]


@register(deploy=True)
def each_named_address_exists(**_: Any) -> list[CheckMessage]:
    known = set(names())
    return [
        Error(f"{path} names the address {name}, which does not exist", id="woonoverlast.E002")
        for path in own_files()
        for name in named_in(path.read_text())
        if name not in known
    ]


def named_in(text: str) -> Iterator[str]:
    for match in NAMED.finditer(text):
        yield match[1] or match[2]


def names(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    resolver = resolver or get_resolver()
    for key in resolver.reverse_dict:
        if isinstance(key, str):
            yield prefix + key
    for space, (_, inner) in resolver.namespace_dict.items():
        yield from names(inner, f"{prefix}{space}:")


def own_files() -> Iterator[Path]:
    folders = [Path(config.path) for config in apps.get_app_configs() if config.name.startswith("woonoverlast.")]
    for folder in [*folders, settings.PACKAGE / "templates"]:
        for pattern in ("*.py", "*.html", "*.txt", "*.mjml"):
            yield from (path for path in sorted(folder.rglob(pattern)) if "tests" not in path.parts)
