"""Registers of people and organisations, for administrators. What happened is only to look at."""

import json
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.http import HttpRequest

from woonoverlast.people import logbook
from woonoverlast.people.models import (
    Act,
    Application,
    Expertise,
    IdentityProvider,
    MailDomain,
    Membership,
    Organisation,
    Person,
)
from woonoverlast.people.requests import signed_in

admin.site.site_header = "Platform Woonoverlast: gegevens"
admin.site.site_title = "Platform Woonoverlast"
admin.site.index_title = "Gegevens"
admin.site.site_url = "/beheer/"


class Logged(admin.ModelAdmin):  # type: ignore[type-arg]
    """Every change in the administration stands in the logbook too, with what was changed."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        record(request, "voegde toe bij gegevens", obj, message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        record(request, "wijzigde bij gegevens", obj, message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for obj in queryset:
            record(request, "verwijderde bij gegevens", obj, "")
        return super().log_deletions(request, queryset)


def record(request: HttpRequest, verb: str, obj: Any, message: Any) -> None:
    note = LogEntry(change_message=message if isinstance(message, str) else json.dumps(message))
    logbook.record(by=signed_in(request), verb=verb, target=obj, note=note.get_change_message())


class LookOnlyInline(admin.TabularInline):  # type: ignore[type-arg]
    """What proves where somebody works is changed in the office, where it is checked, and not here."""

    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class MailDomainInline(LookOnlyInline):
    model = MailDomain


class IdentityProviderInline(LookOnlyInline):
    model = IdentityProvider


class MembershipInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Membership
    extra = 0
    autocomplete_fields = ["organisation"]


@admin.register(Person)
class PersonAdmin(Logged):
    """Passwords are set by the person; blocking is done in the office, where it asks for a reason."""

    list_display = ["name", "email", "discipline", "municipality", "last_seen_at", "suspended_at"]
    list_filter = ["discipline", "is_superuser", ("suspended_at", admin.EmptyFieldListFilter)]
    list_select_related = ["municipality"]
    search_fields = ["name", "email"]
    show_full_result_count = False
    fields = [
        "name",
        "email",
        "job_title",
        "discipline",
        "municipality",
        "expertise",
        "looking_for",
        "hidden_fields",
        "is_superuser",
        "created_at",
        "last_seen_at",
        "profile_confirmed_at",
        "suspended_at",
    ]
    readonly_fields = ["email", "created_at", "last_seen_at", "profile_confirmed_at", "suspended_at"]
    raw_id_fields = ["municipality"]
    inlines = [MembershipInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        return False


@admin.register(Organisation)
class OrganisationAdmin(Logged):
    list_display = ["name", "kind", "municipality", "ended_on"]
    list_filter = ["kind", ("ended_on", admin.EmptyFieldListFilter)]
    list_select_related = ["municipality"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    raw_id_fields = ["municipality", "proposed_by", "working_area"]
    inlines = [MailDomainInline, IdentityProviderInline]


@admin.register(Expertise)
class ExpertiseAdmin(Logged):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


class LookOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that are history."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Application)
class ApplicationAdmin(LookOnly):
    list_display = ["person", "organisation", "status", "submitted_at", "decided_at", "decided_by"]
    list_filter = ["status"]
    list_select_related = ["person", "organisation", "decided_by"]
    search_fields = ["person__name", "person__email", "organisation__name"]


@admin.register(Act)
class ActAdmin(LookOnly):
    list_display = ["at", "by", "verb", "target_label", "note"]
    list_select_related = ["by"]
    search_fields = ["by__name", "by__email", "target_label"]
    date_hierarchy = "at"
