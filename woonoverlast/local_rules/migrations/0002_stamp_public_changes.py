"""What municipalities say shows on public pages (web.page_cache)."""

from django.db import migrations

TRIGGER = """
    CREATE TRIGGER stamp_public_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON local_rules_statement
    FOR EACH STATEMENT EXECUTE FUNCTION stamp_public_change();
"""


class Migration(migrations.Migration):
    dependencies = [("local_rules", "0001_local_rules"), ("places", "0002_stamp_public_changes")]

    operations = [migrations.RunSQL(TRIGGER, "DROP TRIGGER stamp_public_change ON local_rules_statement")]
