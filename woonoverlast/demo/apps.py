from woonoverlast.web import contexts


class DemoConfig(contexts.Context):
    name = "woonoverlast.demo"
    label = "demo"
    verbose_name = "Voorbeeldomgeving"
    addresses = {"postbak/": "woonoverlast.demo.urls"}
