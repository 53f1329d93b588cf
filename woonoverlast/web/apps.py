from woonoverlast.web import contexts


class WebConfig(contexts.Context):
    name = "woonoverlast.web"
    label = "web"
    verbose_name = "Web"
