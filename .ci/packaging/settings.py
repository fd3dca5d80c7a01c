"""Prints what the demo's compose file or the chart gives to a service, as JSON: its environment, and files by their path in the container.

usage: settings.py compose FILE SERVICE | settings.py chart RENDERED_FILE
Compose defaults are taken as they are (${NAME:-default}), and a chart's Secret and its own keys are resolved: what comes from elsewhere in a cluster is an error.
"""

import json
import re
import sys
from pathlib import Path

from ruamel.yaml import YAML


def compose(text, name):
    service = YAML(typ="safe").load(text)["services"][name]
    environment = {key: re.sub(r"\$\{\w+:-([^}]*)}", r"\1", str(value)) for key, value in service["environment"].items()}
    return {"environment": environment, "files": {}}


def chart(text):
    resources = [resource for resource in YAML(typ="safe").load_all(text) if resource]
    secrets = {r["metadata"]["name"]: r["stringData"] for r in resources if r["kind"] == "Secret"}
    pod = next(r for r in resources if r["kind"] == "Deployment")["spec"]["template"]["spec"]
    [container] = pod["containers"]
    mounts = {mount["name"]: mount["mountPath"] for mount in container["volumeMounts"]}
    environment = {}
    for source in container.get("envFrom", []):
        environment.update(secrets[source["secretRef"]["name"]])
    environment.update({entry["name"]: entry["value"] for entry in container["env"]})
    files = {f"/app/config/{name}": text for r in resources if r["kind"] == "ConfigMap" for name, text in r["data"].items()}
    for volume in pod["volumes"]:
        if secret := volume.get("secret"):
            files.update({f"{mounts[volume['name']]}/{name}": text for name, text in secrets.get(secret["secretName"], {}).items()})
    return {"environment": environment, "files": files}


if __name__ == "__main__":
    print(json.dumps({"compose": compose, "chart": chart}[sys.argv[1]](Path(sys.argv[2]).read_text(), *sys.argv[3:])))
