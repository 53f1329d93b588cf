"""Every statement that changes municipalities, figures or shapes leaves a stamp."""

from django.db import migrations, models
from django.db.models.functions import Now

FUNCTION = """
    CREATE FUNCTION stamp_public_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO places_changestamp DEFAULT VALUES;
        RETURN NULL;
    END $$;
    INSERT INTO places_changestamp DEFAULT VALUES;
"""
TABLES = ["places_region", "places_municipality", "places_population", "places_shape"]
TRIGGER = """
    CREATE TRIGGER stamp_public_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION stamp_public_change();
"""


class Migration(migrations.Migration):
    dependencies = [("places", "0001_municipalities")]

    operations = [
        migrations.CreateModel(
            name="ChangeStamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_default=Now())),
            ],
            options={"verbose_name": "wijziging van openbare gegevens"},
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION stamp_public_change"),
        *[
            migrations.RunSQL(TRIGGER.format(table=table), f"DROP TRIGGER stamp_public_change ON {table}")
            for table in TABLES
        ],
    ]
