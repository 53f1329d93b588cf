"""Notices, who watches what, what somebody wants to hear of it, and mail that came in."""

from woonoverlast.notifications.models.choices import Choices
from woonoverlast.notifications.models.notices import BY, Group, Notice, NoticeMail, Route, Watch
from woonoverlast.notifications.models.replies import IncomingMail

__all__ = ["BY", "Choices", "Group", "IncomingMail", "Notice", "NoticeMail", "Route", "Watch"]
