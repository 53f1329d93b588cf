"""A model that goes to another context takes its table, rows and history along.

In the migration of the new context `moved(...)` are the operations on the database, beside `CreateModel` as the operation
on Django's state; a migration of the old context, which depends on it, deletes the model from the state only.
"""

from django.db import migrations

RENAME = "ALTER TABLE {old} RENAME TO {new}"
# What the logbook says about rows of this kind stays about them.
RENAME_TYPE = "UPDATE django_content_type SET app_label = '{new}' WHERE app_label = '{old}' AND model = '{model}'"


def moved(old: str, new: str, *models: str) -> list[migrations.RunSQL]:
    """`old` and `new` are the labels of contexts, `models` the names of model classes."""
    operations = []
    for model in map(str.lower, models):
        operations += [
            migrations.RunSQL(
                RENAME.format(old=f"{old}_{model}", new=f"{new}_{model}"),
                RENAME.format(old=f"{new}_{model}", new=f"{old}_{model}"),
            ),
            migrations.RunSQL(
                RENAME_TYPE.format(old=old, new=new, model=model), RENAME_TYPE.format(old=new, new=old, model=model)
            ),
        ]
    return operations
