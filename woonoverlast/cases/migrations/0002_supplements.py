"""What the asker adds to a case question on the forum, and the checks of it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_case_questions"), ("forum", "0011_clearing_versions_and_purging_posts")]

    operations = [
        migrations.CreateModel(
            name="Supplement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="supplements",
                        to="cases.casequestion",
                    ),
                ),
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="supplement", to="forum.post"
                    ),
                ),
            ],
            options={"verbose_name": "aanvulling", "verbose_name_plural": "aanvullingen", "ordering": ["post"]},
        ),
        migrations.AddField(
            model_name="check",
            name="supplement",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="checks",
                to="cases.supplement",
            ),
        ),
    ]
