"""Mail that came in, to look at only."""

from django.contrib import admin

from woonoverlast.mail.admin import ToLookAt
from woonoverlast.notifications.models import IncomingMail


@admin.register(IncomingMail)
class IncomingMailAdmin(ToLookAt):
    """Without the address it came to: with that one could answer for somebody else."""

    list_display = ["sender", "received_at", "door", "outcome", "person", "settled_at", "answered_at", "attempts"]
    list_filter = ["outcome", "door", "received_at", ("settled_at", admin.EmptyFieldListFilter)]
    search_fields = ["sender"]
    list_select_related = ["person"]
    fields = ["sender", "size", "door", "received_at", "outcome", "person", "settled_at", "answered_at", "attempts"]
