from woonoverlast.web import contexts


class SharingConfig(contexts.Context):
    name = "woonoverlast.sharing"
    label = "sharing"
    verbose_name = "Mag ik dit delen?"
    addresses = {"delen/": "woonoverlast.sharing.urls"}
