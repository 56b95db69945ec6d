#!/bin/bash
# postgresql.sh COMMAND...: run it with DATABASE_URL set to an empty PostgreSQL of its own, on loopback, then remove that.
set -euo pipefail
. "$(dirname "$0")/debian.sh"

# Debian keeps the server's programs out of PATH, in one folder for each version; others have them in PATH.
server_programs() {
    { ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1 | grep . || command -v initdb; } |
        xargs -r dirname | grep .
}
server_programs >/dev/null || install_debian postgresql
bin=$(server_programs)

folder=$(mktemp -d)
as_owner() { "$@"; }
if [ "$(id -u)" = 0 ]; then # initdb refuses root
    chown postgres "$folder"
    as_owner() { runuser -u postgres -- "$@"; }
fi
stop() {
    as_owner "$bin/pg_ctl" -s -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

(
    cd "$folder"
    as_owner "$bin/initdb" -D data -U panah --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
    # Its data die with this script, so it need not survive a power cut. Without autovacuum a query is planned alike in
    # every run: it would gather statistics of tables whose rows are of a test's open transaction, "empty". A query that
    # goes on for ever fails by its name.
    options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c fsync=off"
    options="$options -c synchronous_commit=off -c autovacuum=off -c statement_timeout=5min"
    as_owner "$bin/pg_ctl" -s -w -D data -l log -o "$options" start ||
        { cat log >&2; exit 1; }
    as_owner "$bin/createdb" -h 127.0.0.1 -p "$port" -U panah panah
)
echo "PostgreSQL $("$bin/postgres" --version | sed 's/[^0-9]*\([0-9.]*\).*/\1/') on port $port"
DATABASE_URL=postgres://panah@127.0.0.1:$port/panah "$@"
