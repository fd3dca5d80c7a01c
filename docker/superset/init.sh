#!/usr/bin/env bash
# Prepares the demo's Superset: metadata, an admin, and the database "warehouse". Every step may run again.
set -euo pipefail

superset db upgrade
superset fab create-admin --username "$SUPERSET_ADMIN_USERNAME" --password "$SUPERSET_ADMIN_PASSWORD" \
  --firstname Demo --lastname Admin --email admin@example.org
superset init

warehouse=$(python - <<'PYTHON'
import os
from sqlalchemy.engine import URL
print(URL.create("postgresql+psycopg2", username="warehouse", password=os.environ["WAREHOUSE_PASSWORD"],
                 host=os.environ.get("POSTGRES_HOST", "postgres"), port=int(os.environ.get("POSTGRES_PORT", "5432")),
                 database="warehouse").render_as_string(hide_password=False))
PYTHON
)
superset set-database-uri --database_name warehouse --uri "$warehouse"
