# Sourced by the commands beside it: `prepare runtime` or `prepare dev`, then $root and $python are there.
# Needs only python3 (3.11 or newer) with venv; everything else goes into .venv and node_modules.

root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P) || exit 1
python=$root/.venv/bin/python

find_python() {
    for candidate in python3 python3.13 python3.12 python3.11 python3.14; do
        if "$candidate" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    echo "Python 3.11 of nieuwer is nodig en niet gevonden: installeer python3 (op Debian en Ubuntu: python3 en python3-venv)." >&2
    return 1
}

prepare() {
    cd "$root" || exit 1
    found=$(find_python) || exit 1
    "$found" -I -B tools/environment.py "$1" || exit 1
    export PYTHONPATH="$root"
    unset PYTHONDONTWRITEBYTECODE # or every process compiles everything again: seconds each
}

# Settings of this machine, for the commands that run the platform.
read_settings() {
    if [ -f "$root/.env" ]; then
        set -a
        . "$root/.env"
        set +a
    fi
}
