"""The table belongs to the context web now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0010_invitations_over_the_daily_cap"), ("web", "0001_counts_and_stamps")]

    operations = [migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="RateCount")])]
