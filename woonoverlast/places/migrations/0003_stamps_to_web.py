"""The table belongs to the context web now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("places", "0002_stamp_public_changes"), ("web", "0001_counts_and_stamps")]

    operations = [migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="ChangeStamp")])]
