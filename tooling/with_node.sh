#!/bin/sh
# with_node.sh COMMAND...: run it with Node.js 20 or newer: the system's, else the one that PyPI carries.
set -eu
venv=$(cd "$(dirname "$0")/.." && pwd)/.venv

new_enough() {
    command -v npm >/dev/null && command -v node >/dev/null &&
        node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)'
}

if ! new_enough; then
    PATH=$venv/bin:$PATH
    export PATH
    if ! new_enough; then
        echo "No Node.js 20 or newer here: installing it into .venv"
        "$venv/bin/pip" install -qq --no-deps --require-hashes -r "$(dirname "$0")/../requirements/node.txt"
        hash -r
    fi
fi
exec "$@"
