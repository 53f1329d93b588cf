from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    name = "woonoverlast.newsletter"
    label = "newsletter"
    verbose_name = "Nieuwsbrief"

    def ready(self) -> None:
        from woonoverlast.newsletter import finding, own_data

        finding.register()
        own_data.register()
