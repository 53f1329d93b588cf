from woonoverlast.web import contexts


class AttendanceConfig(contexts.Context):
    name = "woonoverlast.attendance"
    label = "attendance"
    verbose_name = "Bij en na bijeenkomsten"
    addresses = {"agenda/": "woonoverlast.attendance.urls"}

    def ready(self) -> None:
        from woonoverlast.attendance import finding, groups, overview, own_data
        from woonoverlast.events import showing

        finding.register()
        groups.register_groups()
        own_data.register()
        showing.PANELS.append(overview.panel)
