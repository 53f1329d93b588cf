"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "woonoverlast.config.settings")
# Each thread keeps its connection: making one costs as much as a small page, and plans are kept with it.
os.environ.setdefault("DATABASE_KEEP_SECONDS", "300")
application = get_wsgi_application()
