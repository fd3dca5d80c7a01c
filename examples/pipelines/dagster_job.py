"""Syncs Superset as an asset of Dagster, after the tables that its models are about.

Environment: SYNC, the address of the service, and SYNC_TOKEN, a token of role SYNC.
"""

import os

import dagster as dg
import requests


@dg.asset(description="Superset's datasets, as declared")
def superset_datasets(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    response = requests.post(
        os.environ["SYNC"] + "/sync",
        headers={
            "Authorization": "Bearer " + os.environ["SYNC_TOKEN"],
            "Idempotency-Key": context.run_id,
        },
        json={"source": "shop", "strategy_set": "production"},
        timeout=600,
    )
    answer = response.json()
    if response.status_code != 200:
        raise dg.Failure(f"{answer['title']}: {answer['detail']}")
    for withheld in answer["withheld"]:
        context.log.warning("%s %s: %s", withheld["dataset"]["name"], withheld["path"], withheld["message"])
    return dg.MaterializeResult(metadata={"run": answer["id"], **answer["summary"]})


defs = dg.Definitions(assets=[superset_datasets])
