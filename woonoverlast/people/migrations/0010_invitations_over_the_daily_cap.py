from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0009_organisation_merged_into'),
    ]

    operations = [
        migrations.AlterField(
            model_name='invitationline',
            name='result',
            field=models.CharField(choices=[('waiting', 'wacht'), ('invited', 'uitgenodigd'), ('member', 'is al lid'), ('already_invited', 'is al uitgenodigd'), ('bad_address', 'geen geldig e-mailadres'), ('wrong_domain', 'hoort niet bij de organisatie'), ('double', 'staat dubbel in de lijst'), ('too_many', 'niet uitgenodigd: meer dan op één dag kan')], default='waiting', max_length=20),
        ),
    ]
