"""What somebody reads on a page: its words, without markup."""

import html
import re

from django.http import HttpResponseBase


def text_of(response: HttpResponseBase) -> str:
    content = html.unescape(re.sub(r"<[^>]+>", " ", getattr(response, "content", b"").decode()))
    return re.sub(r"\s+([.,:;])", r"\1", " ".join(content.split()))
