from woonoverlast.lib import contexts


class PlansConfig(contexts.Context):
    name = "woonoverlast.plans"
    label = "plans"
    verbose_name = "Plannen"
    addresses = {"doelen/": "woonoverlast.plans.urls"}
    menu = [contexts.MenuEntry("Doelen", "doelen", 40)]
    loads = ["load_targets"]
