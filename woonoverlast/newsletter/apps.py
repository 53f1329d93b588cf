from woonoverlast.web import contexts


class NewsletterConfig(contexts.Context):
    name = "woonoverlast.newsletter"
    label = "newsletter"
    verbose_name = "Nieuwsbrief"
    addresses = {
        "nieuwsbrief/": "woonoverlast.newsletter.urls",
        "beheer/nieuwsbrief/": "woonoverlast.newsletter.editor_urls",
    }

    def ready(self) -> None:
        from woonoverlast.newsletter import own_data, search_documents

        search_documents.register()
        own_data.register()
