"""The ways in which a journey through the pages is made by a browser."""

import pytest

# A phone with script and a wide screen without; the other two with `--full`. Axe looks at both widths anyway.
WAYS = [
    pytest.param(True, 360, id="script-360"),
    pytest.param(False, 1280, id="plain-1280"),
    pytest.param(True, 1280, id="script-1280", marks=pytest.mark.full),
    pytest.param(False, 360, id="plain-360", marks=pytest.mark.full),
]
with_and_without_script = pytest.mark.parametrize(("script", "width"), WAYS)
