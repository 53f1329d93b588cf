"""What internet.nl asks of the headers of every answer. The access matrix looks at those of every address."""

from django.http import HttpResponseBase

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
CAGE = ("default-src 'none'",)  # what others wrote: an attachment, a caught mail; no script, form or frame can run
# A mailbox in a browser shows the pictures of a newsletter; our own page frames the mail in its cage.
OTHERWISE = {
    "newsletter:picture": {"Cross-Origin-Resource-Policy": "cross-origin"},
    "editions:preview_as_html": {"X-Frame-Options": "SAMEORIGIN"},
}


def missing(response: HttpResponseBase, *, name: str = "") -> list[str]:
    policy = response.headers.get("Content-Security-Policy", "")
    rules = [rule.strip() for rule in policy.split(";")]
    wanted = EXPECTED | OTHERWISE.get(name, {}) if response.status_code == 200 else EXPECTED
    found = [header for header, value in wanted.items() if response.headers.get(header) != value]
    found += [rule for rule in (CAGE if "sandbox" in rules else POLICY) if rule not in rules]
    # The look of a mail is in its lines; in the cage nothing else can use that.
    rest = policy.replace("style-src 'unsafe-inline'", "") if "sandbox" in rules else policy
    found += ["unsafe"] if "unsafe" in rest or "*" in rest else []
    return found + ([] if "Permissions-Policy" in response.headers else ["Permissions-Policy"])
