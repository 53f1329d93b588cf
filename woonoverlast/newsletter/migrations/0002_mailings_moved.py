"""Mailings are of the context mail now."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("newsletter","0001_editions_and_subscribers"),("mail","0001_mail")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
        migrations.AlterField(
            model_name='edition',
            name='mailing',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='edition', to='mail.mailing'),
        ),
    ],
        )
    ]
