"""A draft says which opening of the form saved it last."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forum", "0011_clearing_versions_and_purging_posts")]

    operations = [
        migrations.AddField(
            model_name="draft", name="form_key", field=models.UUIDField(editable=False, null=True)
        ),
    ]
