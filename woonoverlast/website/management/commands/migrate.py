"""Django's `migrate`, which first gives a context that was renamed its tables back under the new name.

Django knows what ran by the label of the context; with another label it would make every table anew beside the old one.
"""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections, transaction

# Old label, new label, and a migration of that context by which an old database is known: another may take the old label.
RENAMED = [("plans", "targets", "0001_cycles_and_targets")]


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        for old, new, known_by in RENAMED:
            rename_context(old, new, known_by=known_by, database=options["database"])
        super().handle(*args, **options)


def rename_context(old: str, new: str, *, known_by: str, database: str = "default") -> None:
    """Tables, applied migrations and content types of the context go to the new label. Does nothing the second time."""
    connection = connections[database]
    with transaction.atomic(using=database), connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return
        cursor.execute("SELECT 1 FROM django_migrations WHERE app = %s AND name = %s", [old, known_by])
        if not cursor.fetchone():
            return
        cursor.execute("UPDATE django_migrations SET app = %s WHERE app = %s", [new, old])
        cursor.execute("UPDATE django_content_type SET app_label = %s WHERE app_label = %s", [new, old])
        for table in connection.introspection.table_names(cursor):
            if table.startswith(f"{old}_"):
                quoted = map(connection.ops.quote_name, (table, new + table.removeprefix(old)))
                cursor.execute("ALTER TABLE {} RENAME TO {}".format(*quoted))
