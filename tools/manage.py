"""Django's command line while the database runs."""

import os
import sys

from django.core.management import execute_from_command_line

from tools.data import data_folder, database
from tools.postgres import Refusal
from tools.safety import refuse_bad_settings

CHANGES_SCHEMA = {"migrate", "flush", "sqlflush"}


def main(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "woonoverlast.config.settings")
    try:
        refuse_bad_settings()
        with database():
            if CHANGES_SCHEMA.intersection(arguments[1:2]):
                (data_folder() / "prepared").unlink(missing_ok=True)  # `serve` looks again
            execute_from_command_line(["bin/manage", *arguments[1:]])
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
