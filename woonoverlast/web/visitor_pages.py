"""Public pages as bytes: a visitor without cookies gets the page that the last such visitor got, while it is true."""

import gzip
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from woonoverlast.web.page_cache import current_stamp, recall, remember

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def same_for_visitors(view: View[P]) -> View[P]:
    """Declare that the view shows every visitor the same. Who is logged in, or has a message waiting, gets his own.

    What the page shows must come from tables that are stamped (`web.page_cache`).
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not is_plain_visit(request):
            return view(request, *args, **kwargs)
        key, stamp = ("page", request.get_host(), request.path), current_stamp()
        page: Page | None = recall(key, stamp=stamp)
        if page is None:
            response = view(request, *args, **kwargs)
            if not can_be_shared(response):
                return response
            page = remember(key, lambda: Page(response), stamp=stamp)
        return page.answer(request)

    return answer  # type: ignore[return-value]


def is_plain_visit(request: HttpRequest) -> bool:
    """No log-in, no message, no fragment, and nothing asked: there is no end to what somebody can make up there."""
    cookies = request.COOKIES.keys() - {settings.CSRF_COOKIE_NAME}
    odd = cookies or request.headers.get("HX-Request") or request.META.get("QUERY_STRING")
    return request.method == "GET" and not odd


def can_be_shared(response: HttpResponse) -> bool:
    """A form that changes something holds a token of one visitor."""
    return response.status_code == 200 and b"csrfmiddlewaretoken" not in response.content and not response.cookies


class Page:
    """A finished answer, also compressed."""

    def __init__(self, response: HttpResponse) -> None:
        self.headers = dict(response.headers)
        self.body = response.content
        self.small = gzip.compress(response.content, 6, mtime=0)
        self.size = len(self.body) + len(self.small)

    def answer(self, request: HttpRequest) -> HttpResponse:
        compressed = "gzip" in request.headers.get("Accept-Encoding", "")
        response = HttpResponse(self.small if compressed else self.body, headers=self.headers)
        if compressed:
            response["Content-Encoding"] = "gzip"
        patch_vary_headers(response, ["Accept-Encoding", "Cookie", "HX-Request"])
        return response
