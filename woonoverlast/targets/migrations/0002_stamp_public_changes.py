"""Every statement that changes what public pages show of this context leaves a stamp (web.page_cache)."""

from django.db import migrations

TABLES = [("targets_cycle", ""), ("targets_target", "")]
TRIGGER = """
    CREATE TRIGGER stamp_public_change AFTER INSERT OR UPDATE{columns} OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION stamp_public_change();
"""


class Migration(migrations.Migration):
    dependencies = [("targets", "0001_cycles_and_targets"), ("places", "0002_stamp_public_changes")]

    operations = [
        migrations.RunSQL(
            TRIGGER.format(table=table, columns=columns), f"DROP TRIGGER stamp_public_change ON {table}"
        )
        for table, columns in TABLES
    ]
