"""Persons and organisations are found and sorted by the keys that municipalities have."""

import django.contrib.postgres.indexes
from django.db import migrations, models

import woonoverlast.lib.naming


class Migration(migrations.Migration):
    dependencies = [("people", "0012_words_that_are_no_person"), ("places", "0004_names_as_people_type_them")]

    operations = [
        migrations.RunSQL(
            """
            DROP INDEX organisation_plain_name;
            DROP INDEX person_plain_name;
            DROP FUNCTION people_plain(text);
            """,
            """
            CREATE FUNCTION people_plain(value text) RETURNS text
                LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
                AS $$ SELECT lower(public.unaccent('public.unaccent', value)) $$;
            CREATE INDEX person_plain_name ON people_person USING gin (people_plain(name) gin_trgm_ops);
            CREATE INDEX organisation_plain_name ON people_organisation USING gin (people_plain(name) gin_trgm_ops);
            """,
        ),
        migrations.RemoveIndex("organisation", "organisation_name_trigram"),
        migrations.RemoveIndex("person", "person_name_trigram"),
        migrations.RemoveIndex("person", "person_by_name"),
        migrations.AlterModelOptions(
            "organisation",
            options={"ordering": [woonoverlast.lib.naming.NameSort("name")], "verbose_name": "organisatie"},
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(woonoverlast.lib.naming.NameKey('name'), 'gin_trgm_ops'), name='organisation_name_key'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(woonoverlast.lib.naming.NameKey('name'), 'gin_trgm_ops'), name='person_name_key'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(woonoverlast.lib.naming.NameSort('name'), models.F('id'), name='person_by_sort_name'),
        ),
    ]
