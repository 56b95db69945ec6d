#!/bin/sh
# venv.sh FOLDER: make a virtual environment with the first Python 3.11 or newer ($PYTHON is tried before others).
set -eu
. "$(dirname "$0")/debian.sh"

new_enough() {
    command -v "$1" >/dev/null && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))'
}

for python in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if new_enough "$python"; then
        # Debian ships the module that venv needs in a package of its own.
        "$python" -c 'import ensurepip, venv' 2>/dev/null || install_debian python3-venv
        echo "Creating $1 with $("$python" --version)"
        exec "$python" -m venv --clear "$1"
    fi
done
echo "Panah needs Python 3.11 or newer. Name one with: make PYTHON=/path/to/python3" >&2
exit 1
