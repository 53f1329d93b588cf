from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "woonoverlast.website"
    label = "website"
    verbose_name = "Website"
