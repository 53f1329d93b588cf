"""Moderation is a context of its own now."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("forum","0009_cases_and_asking_moved"),("moderation","0001_reports_and_objections")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
        migrations.RemoveField(
            model_name='report',
            name='by',
        ),
        migrations.RemoveField(
            model_name='report',
            name='post',
        ),
        migrations.RemoveField(
            model_name='report',
            name='settled_by',
        ),
        migrations.DeleteModel(
            name='Objection',
        ),
        migrations.DeleteModel(
            name='Report',
        ),
    ],
        )
    ]
