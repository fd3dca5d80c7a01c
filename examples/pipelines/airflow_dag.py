"""Syncs Superset after a load, with the HTTP operator of Airflow 3.

The connection ``superset_sync`` has the address of the service and, as its password, a token of role SYNC:
``AIRFLOW_CONN_SUPERSET_SYNC='http://:TOKEN@sync.example.org:8080'``. The service reads the models itself, from its
configured source ``shop``. An answer that is not 200 fails the task; a task that is repeated gets the same run.
"""

import json

import pendulum
from airflow.providers.http.operators.http import HttpOperator
from airflow.sdk import DAG

with DAG("load_shop", start_date=pendulum.datetime(2026, 1, 1), schedule=None, catchup=False):
    HttpOperator(
        task_id="sync_superset",
        http_conn_id="superset_sync",
        endpoint="/sync",
        method="POST",
        headers={
            "Authorization": "Bearer {{ conn.superset_sync.password }}",
            "Content-Type": "application/json",
            "Idempotency-Key": "{{ run_id }}",
        },
        data=json.dumps({"source": "shop", "strategy_set": "production"}),
        response_filter=lambda response: response.json()["summary"],
    )
