"""Mail that went, to look at only. The message itself is not shown: it may hold log-in codes."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from woonoverlast.mail.models import OutgoingMail


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
