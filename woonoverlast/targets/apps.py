from woonoverlast.web import contexts


class TargetsConfig(contexts.Context):
    name = "woonoverlast.targets"
    label = "targets"
    verbose_name = "Doelen"
    addresses = {"doelen/": "woonoverlast.targets.urls"}
    menu = [contexts.MenuEntry("Doelen", "doelen", 40)]
    loads = ["load_targets"]
