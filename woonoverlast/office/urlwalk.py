"""Every address of the platform with the access that its view declares; for the access page and the matrix test."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

from woonoverlast.accounts.levels import third_party_access
from woonoverlast.web.access import Access, declared_access


class Address(NamedTuple):
    """`access` is None where nobody declared anything: such a view answers nobody, and fails the build."""

    route: str
    view_name: str
    callback: Callable[..., Any]
    access: Access | None


def addresses() -> Iterator[Address]:
    yield from walk(get_resolver().url_patterns, route="/", namespaces=[])


def walk(patterns: list[Any], *, route: str, namespaces: list[str]) -> Iterator[Address]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            deeper = [*namespaces, pattern.namespace] if pattern.namespace else namespaces
            yield from walk(pattern.url_patterns, route=here, namespaces=deeper)
        elif isinstance(pattern, URLPattern):
            name = ":".join([*namespaces, pattern.name or pattern.lookup_str])
            access = declared_access(pattern.callback) or third_party_access(name)
            yield Address(here, name, pattern.callback, access)
