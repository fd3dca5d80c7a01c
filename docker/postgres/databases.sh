#!/usr/bin/env bash
# Runs once, when PostgreSQL starts with an empty volume: a role with a database of its own for superset-sync, for Superset's metadata and for the warehouse.
set -euo pipefail

psql --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
  --set sync="$SYNC_DATABASE_PASSWORD" --set superset="$SUPERSET_DATABASE_PASSWORD" --set warehouse="$WAREHOUSE_PASSWORD" <<'SQL'
CREATE ROLE superset_sync LOGIN PASSWORD :'sync';
CREATE ROLE superset LOGIN PASSWORD :'superset';
CREATE ROLE warehouse LOGIN PASSWORD :'warehouse';
CREATE DATABASE superset_sync OWNER superset_sync;
CREATE DATABASE superset OWNER superset;
CREATE DATABASE warehouse OWNER warehouse;
SQL

PGOPTIONS="--role=warehouse" psql --no-psqlrc --set ON_ERROR_STOP=1 --single-transaction \
  --username "${POSTGRES_USER:-postgres}" --dbname warehouse --file "${SHOP_SQL:-/demo/shop.sql}"
