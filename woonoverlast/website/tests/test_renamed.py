"""A data folder of before a context was renamed keeps its rows."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from woonoverlast.targets.models import Cycle
from woonoverlast.website.management.commands.migrate import rename_context

pytestmark = pytest.mark.django_db


def test_renamed_context_keeps_its_rows() -> None:
    before = list(Cycle.objects.values_list("pk", "slug"))
    assert before
    rename_context("targets", "plans", known_by="0001_cycles_and_targets")
    assert "plans_cycle" in connection.introspection.table_names()
    assert "targets_cycle" not in connection.introspection.table_names()

    call_command("migrate", verbosity=0)
    assert list(Cycle.objects.values_list("pk", "slug")) == before
    call_command("migrate", verbosity=0)
    assert list(Cycle.objects.values_list("pk", "slug")) == before


def test_other_context_with_the_old_label_is_left_alone() -> None:
    rename_context("targets", "plans", known_by="0001_of_another")
    assert "targets_cycle" in connection.introspection.table_names()


def test_every_model_has_its_table_and_columns() -> None:
    """Also those that went to another context."""
    tables = set(connection.introspection.table_names())
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        assert table in tables
        with connection.cursor() as cursor:
            there = {column.name for column in connection.introspection.get_table_description(cursor, table)}
        assert {field.column for field in model._meta.local_fields if field.column} <= there, table
