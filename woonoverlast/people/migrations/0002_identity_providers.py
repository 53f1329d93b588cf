from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_people_and_organisations"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [
        migrations.CreateModel(
            name="IdentityProvider",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "app",
                    models.OneToOneField(
                        on_delete=models.deletion.CASCADE,
                        related_name="identity_provider",
                        to="socialaccount.socialapp",
                        verbose_name="OpenID-app",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=models.deletion.CASCADE,
                        related_name="identity_providers",
                        to="people.organisation",
                    ),
                ),
            ],
            options={"verbose_name": "inlogdienst", "verbose_name_plural": "inlogdiensten"},
        ),
    ]
