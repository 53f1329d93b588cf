"""Words for one's own sessions."""

from django import template

register = template.Library()

# Chromium's relatives also say Chrome, and Chrome also says Safari: the first that fits counts.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "een iPhone",
    "iPad": "een iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "een Mac",
    "CrOS": "een Chromebook",
    "Linux": "Linux",
}


@register.simple_tag
def describe_browser(user_agent: str) -> str:
    """Such as "Firefox op Windows"; "Onbekende browser" where the browser says nothing we know."""
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "Onbekende browser")
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    return f"{browser} op {system}" if system else browser
