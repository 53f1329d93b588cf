"""How effect and certainty look, and for what an instrument suits."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from woonoverlast.instruments import facets, wording
from woonoverlast.instruments.models import Version

register = template.Library()
SIGNS = {"-": "−", "0": "0", "+": "+", "++": "++", "?": "?"}


@register.simple_tag
def effect_sign(effect: str) -> SafeString:
    """For the eye; the words stand beside it."""
    return format_html('<span class="effect" aria-hidden="true">{}</span>', SIGNS.get(effect, "?"))


@register.simple_tag
def certainty_meter(certainty: int) -> SafeString:
    """Six blocks, as many filled as there are steps of evidence; the words stand beside it."""
    top = max(facets.CERTAINTY)
    blocks = ((" meter__block--on" if number <= certainty else "",) for number in range(1, top + 1))
    inside = format_html_join("", '<span class="meter__block{}"></span>', blocks)
    return format_html('<span class="meter" aria-hidden="true">{}</span>', inside)


@register.filter
def suits(version: Version) -> list[tuple[str, str]]:
    return wording.suits(version)
