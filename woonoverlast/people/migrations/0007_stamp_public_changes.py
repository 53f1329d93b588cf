"""Every statement that changes what public pages show of this context leaves a stamp (web.page_cache)."""

from django.db import migrations

TABLES = [
    ("people_organisation", ""),
    ("people_organisation_working_area", ""),
    ("people_expertise", ""),
    ("people_membership", ""),
    # Not at every visit or saved profile: only what decides whether somebody counts, and where, and the name that members see.
    ("people_person", " OF suspended_at, anonymised_at, municipality_id, name, discipline"),
]
TRIGGER = """
    CREATE TRIGGER stamp_public_change AFTER INSERT OR UPDATE{columns} OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION stamp_public_change();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0006_seal_second_factors"), ("places", "0002_stamp_public_changes")]

    operations = [
        migrations.RunSQL(TRIGGER.format(table=table, columns=columns), f"DROP TRIGGER stamp_public_change ON {table}")
        for table, columns in TABLES
    ]
