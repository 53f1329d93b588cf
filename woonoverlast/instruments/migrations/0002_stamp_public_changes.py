"""Every statement that changes what public pages show of this context leaves a stamp (web.page_cache)."""

from django.db import migrations

TABLES = [
    "instruments_instrument",
    "instruments_version",
    "instruments_legalbasis",
    "instruments_ruling",
    "instruments_relation",
    "instruments_review",
    "instruments_sampletext",
]
TRIGGER = """
    CREATE TRIGGER stamp_public_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION stamp_public_change();
"""


class Migration(migrations.Migration):
    dependencies = [("instruments", "0001_instruments"), ("places", "0002_stamp_public_changes")]

    operations = [
        migrations.RunSQL(TRIGGER.format(table=table), f"DROP TRIGGER stamp_public_change ON {table}")
        for table in TABLES
    ]
