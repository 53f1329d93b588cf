"""Cycles and targets, for editors."""

from django.contrib import admin

from woonoverlast.people.admin import Logged
from woonoverlast.targets.models import Cycle, Target


class TargetInline(admin.StackedInline):  # type: ignore[type-arg]
    model = Target
    extra = 0
    prepopulated_fields = {"slug": ["title"]}


@admin.register(Cycle)
class CycleAdmin(Logged):
    list_display = ["name", "starts_on", "ends_on"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [TargetInline]


@admin.register(Target)
class TargetAdmin(Logged):
    list_display = ["title", "cycle", "number", "goal", "goal_on", "baseline_count", "live"]
    list_filter = ["cycle"]
    search_fields = ["title", "definition"]
