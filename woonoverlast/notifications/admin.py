"""Mail that went and came, to look at only. The message itself is not shown: it may hold log-in codes."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from woonoverlast.notifications.models import IncomingMail, OutgoingMail


class ToLookAt(admin.ModelAdmin):  # type: ignore[type-arg]
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ToLookAt):
    list_display = ["to", "subject", "queued_at", "sent_at", "refused_at", "attempts", "last_error"]
    list_filter = ["queued_at", ("sent_at", admin.EmptyFieldListFilter), ("refused_at", admin.EmptyFieldListFilter)]
    search_fields = ["to", "subject"]
    fields = ["to", "subject", "queued_at", "sent_at", "refused_at", "attempts", "last_error"]


@admin.register(IncomingMail)
class IncomingMailAdmin(ToLookAt):
    """Without the address it came to: with that one could answer for somebody else."""

    list_display = ["sender", "received_at", "door", "outcome", "person", "settled_at", "answered_at", "attempts"]
    list_filter = ["outcome", "door", "received_at", ("settled_at", admin.EmptyFieldListFilter)]
    search_fields = ["sender"]
    list_select_related = ["person"]
    fields = ["sender", "size", "door", "received_at", "outcome", "person", "settled_at", "answered_at", "attempts"]
