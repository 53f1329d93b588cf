"""What municipalities say and tell shows on public pages (web.page_cache)."""

from django.db import migrations

TABLES = ["statement", "use", "surveyletter", "surveyanswer", "checkedlink"]
TRIGGER = """
    CREATE TRIGGER stamp_public_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON local_rules_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION stamp_public_change();
"""


class Migration(migrations.Migration):
    dependencies = [("local_rules", "0001_local_rules"), ("places", "0002_stamp_public_changes")]

    operations = [
        migrations.RunSQL(
            TRIGGER.format(table=table), f"DROP TRIGGER stamp_public_change ON local_rules_{table}"
        )
        for table in TABLES
    ]
