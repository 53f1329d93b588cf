from django.db import migrations

# A title that began with the name of who did it begins with its place.
REFER = """
    UPDATE notifications_notice SET title = '{by}' || substr(title, length(people_person.name) + 1)
    FROM people_person
    WHERE people_person.id = notifications_notice.by_id AND people_person.name <> ''
    AND starts_with(title, people_person.name || ' ')
"""
NAME = """
    UPDATE notifications_notice SET title = left(people_person.name || substr(title, 5), 250)
    FROM people_person
    WHERE people_person.id = notifications_notice.by_id AND starts_with(title, '{by} ')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0006_mail_moved"),
        ("people", "0001_people_and_organisations"),
    ]

    operations = [migrations.RunSQL(REFER, NAME)]
