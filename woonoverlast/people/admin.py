"""Registers of people and organisations, for administrators. What happened is only to look at."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

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

admin.site.site_header = "Platform Woonoverlast: gegevens"
admin.site.site_title = "Platform Woonoverlast"
admin.site.index_title = "Gegevens"
admin.site.site_url = "/beheer/"


class MailDomainInline(admin.TabularInline):  # type: ignore[type-arg]
    model = MailDomain
    extra = 0


class IdentityProviderInline(admin.TabularInline):  # type: ignore[type-arg]
    """The OpenID app itself (address, client, secret) is made under social applications."""

    model = IdentityProvider
    extra = 0


class MembershipInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Membership
    extra = 0
    autocomplete_fields = ["organisation"]


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
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
class OrganisationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["name", "kind", "municipality", "ended_on"]
    list_filter = ["kind", ("ended_on", admin.EmptyFieldListFilter)]
    list_select_related = ["municipality"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    raw_id_fields = ["municipality", "proposed_by", "working_area"]
    inlines = [MailDomainInline, IdentityProviderInline]


@admin.register(Expertise)
class ExpertiseAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
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
