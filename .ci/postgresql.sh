#!/usr/bin/env bash
# A PostgreSQL server of its own for tests, from Debian's package: an unprivileged user's cluster in a folder, on loopback alone.
#   postgresql.sh install               apt-get, only when no server is there
#   postgresql.sh start FOLDER [PORT]   makes the cluster when it is not there, starts it, prints DATABASE_URL
#   postgresql.sh stop FOLDER           fast: what is not committed is rolled back (start again to go on)
#   postgresql.sh kill FOLDER           immediate, as a crash, for fault tests
set -euo pipefail
command="${1:?install | start | stop | kill}"
folder="${2:-}"
port="${3:-55432}"

programs() { # the newest version's programs: Debian keeps them out of the path
  local newest
  newest="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)"
  [ -x "$newest/pg_ctl" ] && echo "$newest"
}
as_owner() { # PostgreSQL refuses to run as root
  if [ "$(id -u)" = 0 ]; then (cd / && setpriv --reuid postgres --regid postgres --clear-groups "$@"); else "$@"; fi
}

case "$command" in
  install)
    programs >/dev/null && exit 0
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null ;;
  start)
    "$0" install
    bin="$(programs)"
    mkdir -p "$folder"
    [ "$(id -u)" = 0 ] && chown postgres "$folder"
    chmod 700 "$folder"
    [ -f "$folder/data/PG_VERSION" ] ||
      as_owner "$bin/initdb" -D "$folder/data" -U oppvekst -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
    # Without fsync: what a test's process or server loses when it is killed is kept all the same; only the machine may not fall.
    as_owner "$bin/pg_ctl" -D "$folder/data" -s -w -t 60 -l "$folder/server.log" \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=200" start
    echo "postgres://oppvekst@127.0.0.1:$port/postgres" ;;
  stop) as_owner "$(programs)/pg_ctl" -D "$folder/data" -s -w -m fast stop ;;
  kill) as_owner "$(programs)/pg_ctl" -D "$folder/data" -s -w -m immediate stop ;;
  *) echo "unknown command: $command" >&2; exit 2 ;;
esac
