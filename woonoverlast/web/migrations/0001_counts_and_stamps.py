"""The counts behind limits came from people, the stamps of public changes from places; their rows stay."""

from django.db import migrations, models
from django.db.models.functions import Now

from woonoverlast.lib.moved_models import moved

STAMP_IN = """
    CREATE OR REPLACE FUNCTION stamp_public_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO {table} DEFAULT VALUES;
        RETURN NULL;
    END $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("people", "0010_invitations_over_the_daily_cap"), ("places", "0002_stamp_public_changes")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                *moved("people", "web", "RateCount"),
                *moved("places", "web", "ChangeStamp"),
                migrations.RunSQL(
                    STAMP_IN.format(table="web_changestamp"), STAMP_IN.format(table="places_changestamp")
                ),
            ],
            state_operations=[
                migrations.CreateModel(
                    name="RateCount",
                    fields=[
                        ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("count", models.PositiveIntegerField()),
                        ("expires_at", models.DateTimeField(db_index=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="ChangeStamp",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("at", models.DateTimeField(db_default=Now())),
                    ],
                    options={"verbose_name": "wijziging van openbare gegevens"},
                ),
            ],
        )
    ]
