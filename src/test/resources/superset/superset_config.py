"""Settings of the Superset that the tests and the demo start; the variables are set by SupersetServer."""

import os
from datetime import timedelta


def _switch(name: str) -> bool:
    return os.environ.get(name, "false") == "true"


SECRET_KEY = "only-for-tests-and-the-demo-never-elsewhere"
SQLALCHEMY_DATABASE_URI = os.environ["SUPERSET_METADATA_URI"]
SQLALCHEMY_ENGINE_OPTIONS = (
    {} if SQLALCHEMY_DATABASE_URI.startswith("sqlite") else {"pool_size": 20, "max_overflow": 10}
)

# No browser signs in here over plain HTTP otherwise; CSRF protection stays on, as in a real installation.
TALISMAN_ENABLED = False
PREVENT_UNSAFE_DB_CONNECTIONS = False  # SQLite warehouses
RATELIMIT_ENABLED = _switch("SUPERSET_RATELIMIT")
JWT_ACCESS_TOKEN_EXPIRES = timedelta(seconds=int(os.environ.get("SUPERSET_ACCESS_TOKEN_SECONDS", "900")))

FAB_API_KEY_ENABLED = True
FAB_ADD_SECURITY_API = os.environ.get("SUPERSET_SECURITY_API", "true") == "true"
FEATURE_FLAGS = {"ALERT_REPORTS": True, "TAGGING_SYSTEM": True}
if _switch("SUPERSET_DATA_CACHE"):  # in the memory of the only worker
    DATA_CACHE_CONFIG = {"CACHE_TYPE": "SimpleCache", "CACHE_DEFAULT_TIMEOUT": 86400}
