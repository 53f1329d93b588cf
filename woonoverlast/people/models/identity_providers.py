"""Log-in through an organisation's own identity provider."""

from django.db import models

from woonoverlast.people.models.organisations import Organisation


class IdentityProvider(models.Model):
    """Ties an OpenID Connect app to the organisation whose mail domains it may vouch for."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="identity_providers")
    app = models.OneToOneField(
        "socialaccount.SocialApp", models.CASCADE, related_name="identity_provider", verbose_name="OpenID-app"
    )

    class Meta:
        verbose_name = "inlogdienst"
        verbose_name_plural = "inlogdiensten"

    def __str__(self) -> str:
        return f"{self.organisation} ({self.app.name})"
