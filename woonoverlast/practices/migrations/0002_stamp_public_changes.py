"""What changes the public pages of practices leaves a stamp (web.page_cache)."""

from django.db import migrations

TABLES = ["practices_practice", "practices_revision", "practices_publication", "practices_use"]
TRIGGER = """
    CREATE TRIGGER stamp_public_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION stamp_public_change();
"""


class Migration(migrations.Migration):
    dependencies = [("practices", "0001_practices"), ("places", "0002_stamp_public_changes")]

    operations = [
        migrations.RunSQL(TRIGGER.format(table=table), f"DROP TRIGGER stamp_public_change ON {table}")
        for table in TABLES
    ]
