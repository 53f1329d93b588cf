"""A model that goes to another context takes its table, rows and history along.

In the migration of the new context `moved(...)` are the operations on the database, beside `CreateModel` as the operation
on Django's state; a migration of the old context, which depends on it, deletes the model from the state only.
"""

from django.db import migrations

RENAME = "ALTER TABLE {old} RENAME TO {new}"
RENAME_COLUMN = "ALTER TABLE {table} RENAME COLUMN {old}_id TO {new}_id"
# What the logbook says about rows of this kind stays about them.
RENAME_TYPE = (
    "UPDATE django_content_type SET app_label = '{0}', model = '{1}' WHERE app_label = '{2}' AND model = '{3}'"
)
RENAME_TASK = "UPDATE procrastinate_jobs SET task_name = '{0}' WHERE task_name = '{1}' AND status = 'todo'"


def moved(old: str, new: str, *models: str) -> list[migrations.RunSQL]:
    """`old` and `new` are the labels of contexts, `models` the names of model classes."""
    return [operation for model in models for operation in renamed(old, model, new, model)]


def renamed(old: str, old_model: str, new: str, new_model: str, *, many: str = "") -> list[migrations.RunSQL]:
    """A model that also gets another name; `many` is its field of many to many, whose table goes along."""
    was, becomes = old_model.lower(), new_model.lower()
    operations = [
        rename_table(f"{old}_{was}", f"{new}_{becomes}"),
        migrations.RunSQL(RENAME_TYPE.format(new, becomes, old, was), RENAME_TYPE.format(old, was, new, becomes)),
    ]
    if many:
        table = f"{new}_{becomes}_{many}"
        operations.append(rename_table(f"{old}_{was}_{many}", table))
    if many and was != becomes:
        operations.append(
            migrations.RunSQL(
                RENAME_COLUMN.format(table=table, old=was, new=becomes),
                RENAME_COLUMN.format(table=table, old=becomes, new=was),
            )
        )
    return operations


def rename_table(old: str, new: str) -> migrations.RunSQL:
    return migrations.RunSQL(RENAME.format(old=old, new=new), RENAME.format(old=new, new=old))


def moved_tasks(old: str, new: str, *names: str) -> list[migrations.RunSQL]:
    """Jobs that wait in the queue find their task under its new module. `old` and `new` are contexts."""
    was, becomes = (f"woonoverlast.{context}.jobs." for context in (old, new))
    return [
        migrations.RunSQL(
            RENAME_TASK.format(becomes + name, was + name), RENAME_TASK.format(was + name, becomes + name)
        )
        for name in names
    ]
