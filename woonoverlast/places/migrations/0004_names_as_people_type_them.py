"""Names are found and sorted by keys that the database makes, the same on every server."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations, models

import woonoverlast.lib.naming

# In bytes ("C"), so that no server's language changes what a letter is. The article stays where it is all there is.
FORWARDS = r"""
    CREATE FUNCTION name_key(value text) RETURNS text
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        AS $$
            SELECT ' ' || btrim(regexp_replace(
                lower(public.unaccent('public.unaccent', value)) COLLATE "C", '[^a-z0-9]+', ' ', 'g'
            )) || ' '
        $$;
    CREATE FUNCTION name_sort(value text) RETURNS text
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        AS $$
            SELECT btrim(public.name_key(regexp_replace(
                value, '^\s*([''’‘`´][stn]\M|(de|het|een)\s)[\s-]*(?=\S)', '', 'i'
            )))
        $$;
"""
BACKWARDS = """
    DROP FUNCTION name_sort(text);
    DROP FUNCTION name_key(text);
"""


class Migration(migrations.Migration):
    dependencies = [("places", "0003_stamps_to_web")]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(FORWARDS, BACKWARDS),
        migrations.AddField(
            "municipality",
            "sort_name",
            models.GeneratedField(
                db_persist=True,
                expression=woonoverlast.lib.naming.NameSort("name"),
                output_field=models.CharField(db_collation="C", max_length=100),
            ),
        ),
    ]
