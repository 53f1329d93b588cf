from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum', '0007_questions_without_an_answer'),
    ]

    operations = [
        migrations.AddField(
            model_name='revision',
            name='pieces',
            field=models.JSONField(editable=False, null=True),
        ),
    ]
