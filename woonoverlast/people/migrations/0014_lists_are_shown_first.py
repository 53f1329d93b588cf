"""A list of invitations is shown before it is sent."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0013_names_as_people_type_them'),
    ]

    operations = [
        migrations.AddField(
            model_name='invitationbatch',
            name='column',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name='invitationbatch',
            name='started_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='invitationline',
            name='row',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='invitationline',
            name='result',
            field=models.CharField(choices=[('waiting', 'krijgt een uitnodiging'), ('invited', 'uitgenodigd'), ('member', 'is al lid'), ('already_invited', 'is al uitgenodigd'), ('bad_address', 'geen geldig e-mailadres'), ('wrong_domain', 'hoort niet bij de organisatie'), ('double', 'staat dubbel in de lijst'), ('too_many', 'niet uitgenodigd: meer dan op één dag kan')], default='waiting', max_length=20),
        ),
        # What was there before was sent at once.
        migrations.RunSQL(
            "UPDATE people_invitationbatch SET started_at = created_at;"
            "UPDATE people_invitationline SET \"row\" = number;",
            migrations.RunSQL.noop,
        ),
    ]
