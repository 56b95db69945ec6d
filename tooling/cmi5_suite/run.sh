#!/bin/sh
# Run the LMS test suite of cmi5 against a server of our own on an empty database: run.sh LTS [arguments of jest].
# LTS is the folder "lts" of a fetched suite, made ready as README.md says. PORT, PYTHON are read from the environment.
set -eu
test $# -gt 0 || { echo 'run.sh LTS: say where the folder "lts" of the suite is (README.md)' >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$(dirname "$here")")
suite=$(cd "$1" && pwd)
shift
for ready in node_modules/.bin/jest pkg/dist/001-essentials.zip; do
    test -e "$suite/$ready" || { echo "$suite/$ready is missing: make the suite ready first (README.md)" >&2; exit 2; }
done
port=${PORT:-8304}
python=${PYTHON:-"$root/.venv/bin/python"}
data=$(mktemp -d)
server=
trap 'test -z "$server" || kill "$server"; rm -rf "$data"' EXIT

export PANAH_ENV=test PANAH_DATA="$data" PANAH_BASE_URL="http://127.0.0.1:$port"
PANAH_CMI5_SUITE_TOKEN=$(head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n')
export PANAH_CMI5_SUITE_TOKEN DJANGO_SETTINGS_MODULE=tooling.cmi5_suite.settings
cd "$root"
"$python" manage.py migrate --verbosity 0
"$python" manage.py lrs_key create suite --scope all/read >"$data/key"
"$python" -m gunicorn --config "$root/tooling/gunicorn.conf.py" --bind "127.0.0.1:$port" cms.wsgi 2>"$data/log" &
server=$!

export LMS_URL="$PANAH_BASE_URL/suite/" LMS_TOKEN="$PANAH_CMI5_SUITE_TOKEN" LRS_ENDPOINT="$PANAH_BASE_URL/xapi"
LRS_KEY=$(sed -n 's/^key=//p' "$data/key")
LRS_SECRET=$(sed -n 's/^secret=//p' "$data/key")
export LRS_KEY LRS_SECRET CATAPULT_LMS=./lib/lms.custom.js
PUPPETEER_EXECUTABLE_PATH=$(sh "$root/tooling/chromium.sh")
export PUPPETEER_EXECUTABLE_PATH JEST_PUPPETEER_CONFIG="$here/jest-puppeteer.config.cjs"
cp "$here/lms.custom.cjs" "$suite/lib/lms.custom.js"
cd "$suite"
# Another server at that port would answer, too: ours has to be alive when it does.
is_there=
for _try in $(seq 120); do
    kill -0 "$server" 2>/dev/null || break
    if curl --silent --fail --output /dev/null "$LRS_ENDPOINT/about"; then is_there=yes; break; fi
    sleep 1
done
kill -0 "$server" 2>/dev/null || is_there=
test -n "$is_there" || { tail -50 "$data/log" >&2; echo "The server did not start at port $port." >&2; exit 1; }
# On busy machines the suite's five seconds a test are few.
npx jest --runInBand --testTimeout=30000 "$@" || { failed=$?; tail -50 "$data/log"; exit "$failed"; }
