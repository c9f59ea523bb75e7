# Sourced by ./import and ./import-sea: messages, tools, and the database named by $url.
# shellcheck shell=sh

# fail MESSAGE [EXIT-CODE]: 1 the work failed, 2 wrong usage or a missing prerequisite.
fail() {
    echo "${0##*/}: $1" >&2
    exit "${2:-1}"
}

# need COMMAND DEBIAN-PACKAGE
need() {
    command -v "$1" >/dev/null 2>&1 || fail "the command \"$1\" is missing; install it with: apt-get install $2" 2
}

# Every user of the machine can read command lines: the password is passed in the environment. A password with %-escapes
# stays in the URL, where libpq decodes it.
open_database() {
    [ -n "$url" ] || fail 'no database: give --database-url postgres://user:password@host:port/database or set KARTO_DATABASE_URL' 2
    case $url in
        postgres://*:*@* | postgresql://*:*@*)
            rest=${url#*://}
            who=${rest%%@*}
            case $who in
                *:*%* | *[/?]*) ;;
                *:*) PGPASSWORD=${who#*:}
                     export PGPASSWORD
                     url=${url%%://*}://${who%%:*}@${rest#*@} ;;
            esac ;;
        postgres://* | postgresql://*) ;;
        *) fail "--database-url must look like postgres://user:password@host:port/database" 2 ;;
    esac
    need psql postgresql-client
    sql -At -c 'SELECT 1' >/dev/null || fail 'cannot connect to the database (address, user and password are those of --database-url)'
    sql -c 'CREATE EXTENSION IF NOT EXISTS postgis' ||
        fail 'the extension postgis cannot be created; on the database server: apt-get install postgis postgresql-postgis, then as a superuser: CREATE EXTENSION postgis'
}

sql() {
    PGOPTIONS='-c client_min_messages=warning' psql "$url" -X -q -v ON_ERROR_STOP=1 "$@"
}

# grant_read ROLE SCHEMA…
grant_read() {
    role=$1
    shift
    for schema in "$@"; do
        # psql quotes the names (:"role"), and substitutes only in what it reads from stdin.
        echo 'GRANT USAGE ON SCHEMA :"schema" TO :"role"; GRANT SELECT ON ALL TABLES IN SCHEMA :"schema" TO :"role"' |
            sql -v role="$role" -v schema="$schema" || fail "the role \"$role\" could not be given read access to the schema \"$schema\""
    done
}
