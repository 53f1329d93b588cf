import base64
import hashlib
from collections.abc import Iterator
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PURPOSE = b"woonoverlast.people.second_factor:"


def seal_all(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    box = keys()
    for row, name, text in secrets_of(apps):
        if not is_sealed(box, text):
            row.data[name] = box.encrypt(text.encode()).decode()
            row.save(update_fields=["data"])


def open_all(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    box = keys()
    for row, name, text in secrets_of(apps):
        if is_sealed(box, text):
            row.data[name] = box.decrypt(text.encode()).decode()
            row.save(update_fields=["data"])


def secrets_of(apps: Apps) -> Iterator[tuple[Any, str, str]]:
    for row in apps.get_model("mfa", "Authenticator").objects.filter(type__in=["totp", "recovery_codes"]).iterator():
        for name in ("secret", "seed"):
            if name in row.data:
                yield row, name, row.data[name]


def is_sealed(box: MultiFernet, text: str) -> bool:
    try:
        box.decrypt(text.encode())
    except InvalidToken:
        return False
    return True


def keys() -> MultiFernet:
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (hashlib.sha256(PURPOSE + secret.encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class Migration(migrations.Migration):
    dependencies = [("people", "0005_expertise_facets"), ("mfa", "0003_authenticator_type_uniq")]
    operations = [migrations.RunPython(seal_all, open_all)]
