"""What people can unsubscribe from. A higher context adds its list in its AppConfig.ready."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MailList:
    """`name` follows "afmelden voor"; `reason` ends "Je krijgt deze mail omdat ..."."""

    slug: str
    name: str
    reason: str


NEWSLETTER = MailList("nieuwsbrief", "de nieuwsbrief", "je de nieuwsbrief van Platform Woonoverlast ontvangt")

LISTS: dict[str, MailList] = {NEWSLETTER.slug: NEWSLETTER}


def register(mail_list: MailList) -> None:
    LISTS[mail_list.slug] = mail_list
