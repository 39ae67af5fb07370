#!/bin/sh
# Brings both schemas up to date; says nothing where they are.
set -eu
versions=/etc/temporal/schema/postgresql/v12
tool() {
    temporal-sql-tool --plugin postgres12 --ep "$POSTGRES_SEEDS" -p "$DB_PORT" -u "$POSTGRES_USER" "$@"
}
for pair in "$DBNAME:temporal" "$VISIBILITY_DBNAME:visibility"; do
    tool --db "${pair%%:*}" setup-schema -v 0.0 || echo "${pair%%:*} has a schema"
    tool --db "${pair%%:*}" update-schema -d "$versions/${pair##*:}/versioned"
done
