"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "woonoverlast.config.settings")
# Each thread keeps its connection: making one costs as much as a small page, and plans are kept with it.
os.environ.setdefault("DATABASE_KEEP_SECONDS", "300")
# Nobody holds a thread, or waits in the database, longer than this.
os.environ.setdefault("REQUEST_SECONDS", "25")
os.environ.setdefault("DATABASE_STATEMENT_SECONDS", "15")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 loaded here, and not by a first request that may be ended halfway
