#!/bin/bash
# postgresql.sh COMMAND...: run it with DATABASE_URL set to an empty PostgreSQL of its own, on loopback, then remove that.
set -euo pipefail
. "$(dirname "$0")/debian.sh"

newest_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }
command -v initdb >/dev/null || [ -n "$(newest_bin)" ] || install_debian postgresql
bin=$(command -v initdb >/dev/null && dirname "$(command -v initdb)" || newest_bin)

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
    # Its data die with this script, so it need not survive a power cut.
    as_owner "$bin/pg_ctl" -s -w -D data -l log -o \
        "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c fsync=off -c synchronous_commit=off" start ||
        { cat log >&2; exit 1; }
    as_owner "$bin/createdb" -h 127.0.0.1 -p "$port" -U panah panah
)
echo "PostgreSQL $("$bin/postgres" --version | sed 's/[^0-9]*\([0-9.]*\).*/\1/') on port $port"
DATABASE_URL=postgres://panah@127.0.0.1:$port/panah "$@"
