from woonoverlast.web import contexts


class WebsiteConfig(contexts.Context):
    name = "woonoverlast.website"
    label = "website"
    verbose_name = "Website"
    addresses = {"": "woonoverlast.website.urls"}
