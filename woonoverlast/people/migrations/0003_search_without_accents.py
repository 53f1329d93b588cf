"""Names are searched without accents and capitals, through an index."""

from django.db import migrations

FORWARDS = """
    CREATE FUNCTION people_plain(value text) RETURNS text
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        AS $$ SELECT lower(public.unaccent('public.unaccent', value)) $$;
    CREATE INDEX person_plain_name ON people_person USING gin (people_plain(name) gin_trgm_ops);
    CREATE INDEX organisation_plain_name ON people_organisation USING gin (people_plain(name) gin_trgm_ops);
"""
BACKWARDS = """
    DROP INDEX organisation_plain_name;
    DROP INDEX person_plain_name;
    DROP FUNCTION people_plain(text);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_identity_providers")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
