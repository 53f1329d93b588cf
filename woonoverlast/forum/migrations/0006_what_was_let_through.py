"""What an editor let through is new for everybody from that moment: an index to find it by."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forum", "0005_what_authors_answer_to_moderators")]

    operations = [
        migrations.AddIndex(
            model_name="withholding",
            index=models.Index(
                condition=models.Q(("kind", "review")), fields=["lifted_at"], name="let_through"
            ),
        ),
    ]
