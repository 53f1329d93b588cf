"""A new table of rules changes what the chooser answers (web.page_cache)."""

from django.db import migrations

TRIGGER = """
    CREATE TRIGGER stamp_public_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON chooser_ruletable
    FOR EACH STATEMENT EXECUTE FUNCTION stamp_public_change();
"""


class Migration(migrations.Migration):
    dependencies = [("chooser", "0001_rule_tables"), ("places", "0002_stamp_public_changes")]

    operations = [migrations.RunSQL(TRIGGER, "DROP TRIGGER stamp_public_change ON chooser_ruletable")]
