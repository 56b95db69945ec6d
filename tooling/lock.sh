#!/bin/sh
# Lock requirements/*.in and package.json again. Versions move only where a .in file changed; UPGRADE=1 moves all.
# The locks name versions and checksums, never an address: any registry can serve them.
set -eu
cd "$(dirname "$0")/.."
tools=build/lock-venv

[ -x "$tools/bin/uv" ] || {
    sh tooling/venv.sh "$tools"
    "$tools/bin/pip" install -qq --no-deps --require-hashes -r requirements/lock.txt
}
cd requirements
for name in base test node lock; do
    "../$tools/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header ${UPGRADE:+--upgrade} "$name.in" -o "$name.txt"
done
cd ..
sh tooling/with_node.sh npm install --package-lock-only
