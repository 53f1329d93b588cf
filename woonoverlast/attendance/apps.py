from woonoverlast.web import contexts


class AttendanceConfig(contexts.Context):
    name = "woonoverlast.attendance"
    label = "attendance"
    verbose_name = "Bij en na bijeenkomsten"
    addresses = {"agenda/": "woonoverlast.attendance.urls"}

    def ready(self) -> None:
        from woonoverlast.attendance import groups, overview, own_data, search_documents
        from woonoverlast.events import event_page

        search_documents.register()
        groups.register_groups()
        own_data.register()
        event_page.PANELS.append(overview.panel)
