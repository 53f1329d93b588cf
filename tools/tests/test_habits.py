"""Each check of a habit bites on a deliberate mistake, and leaves the right thing alone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import habits
from tools.data import CHECKOUT

CONTEXTS = sorted(path.name for path in (CHECKOUT / "woonoverlast").iterdir() if (path / "__init__.py").exists())
PROJECT = '[project]\ndependencies = ["psutil~=7.0"]'
JOB = "@app.task\ndef tidy() -> None: ...\n"


def one(text: str, path: str = "woonoverlast/experts/asking.py", **more: str) -> dict[str, str]:
    return {path: text, **{name.replace("__", "/") + ".py": code for name, code in more.items()}}


def test_context_without_readme() -> None:
    assert habits.contexts_without_readme({"woonoverlast/nergens/apps.py": ""}) == [
        "woonoverlast/nergens: no README.md"
    ]
    assert habits.contexts_without_readme({"woonoverlast/forum/apps.py": ""}) == []


def test_context_that_grew_too_large() -> None:
    text = '"""Said."""\n\n' + "a = 1  # one\n# and more\n" * (habits.MAX_LINES // 2)
    assert habits.large_contexts(one(text) | one(text, "woonoverlast/experts/forms.py")) == []
    assert habits.large_contexts(one(text) | one(text + "b = 2\n", "woonoverlast/experts/forms.py")) == [
        f"woonoverlast/experts: {habits.MAX_LINES + 1} lines of code"
    ]


def test_runtime_package_that_nothing_imports() -> None:
    files = {"pyproject.toml": PROJECT, "woonoverlast/a.py": "import os"}
    assert habits.unused_packages(files) == ["pyproject.toml: psutil is imported nowhere"]
    assert habits.unused_packages(files | {"woonoverlast/b.py": "import psutil"}) == []


@pytest.mark.parametrize("text", ["def lonely() -> None: ...", "LONELY = 1", "class A:\n    def lonely(self): ..."])
def test_name_that_nobody_uses(text: str) -> None:
    assert "nobody uses lonely" in habits.unused_names(one(text))[0].lower()
    assert habits.unused_names(one(text, woonoverlast__forum__views="lonely, LONELY")) == []
    assert habits.unused_names(one(text, woonoverlast__forum__tests__test_x="lonely, LONELY")) != []


def test_what_a_decorator_registers_is_used() -> None:
    assert habits.unused_names(one("@register.filter\ndef lonely() -> None: ...")) == []


def test_job_that_is_in_no_schedule_and_called_by_nobody() -> None:
    assert "tidy" in habits.unscheduled_jobs(one(JOB, "woonoverlast/forum/jobs.py"))[0]
    assert habits.unscheduled_jobs(one(f"@app.periodic(cron='0 4 * * *')\n{JOB}", "woonoverlast/forum/jobs.py")) == []
    assert habits.unscheduled_jobs(one(JOB, "woonoverlast/forum/jobs.py", woonoverlast__forum__acts="jobs.tidy")) == []


def test_form_field_that_nobody_reads() -> None:
    form = "class AskForm(Form):\n    colour = forms.CharField()"
    assert "colour" in habits.unread_fields(one(form, "woonoverlast/forum/forms.py"))[0]
    assert habits.unread_fields(one(form, "woonoverlast/forum/forms.py", woonoverlast__v="data['colour']")) == []


def test_data_attribute_that_nothing_reads() -> None:
    page = one("<p data-colour-of='x'>", "woonoverlast/forum/templates/forum/a.html")
    assert habits.unread_data_attributes(page) == [
        "woonoverlast/forum/templates/forum/a.html: nobody reads data-colour-of"
    ]
    assert habits.unread_data_attributes(page | {"frontend/js/a.js": "form.dataset.colourOf"}) == []
    assert habits.unread_data_attributes(page | {"frontend/css/a.css": "[data-colour-of] {}"}) == []


def test_the_files_of_the_checkout_are_read() -> None:
    files = habits.read_files(CHECKOUT)
    assert "tools/tests/test_habits.py" in files
    assert not any(name.startswith(("var/", ".venv/")) for name in files)


def test_context_that_is_in_no_layer(tmp_path: Path) -> None:
    for name in CONTEXTS:
        make_package(tmp_path / "woonoverlast" / name)
    make_package(tmp_path / "tools" / "bench")
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    assert "0 broken" in lint_imports(tmp_path)
    make_package(tmp_path / "woonoverlast" / "toy")
    assert "toy" in lint_imports(tmp_path)


def make_package(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder.parent / "__init__.py").touch()


def lint_imports(folder: Path) -> str:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    chosen = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=chosen, capture_output=True, text=True, check=False).stdout
