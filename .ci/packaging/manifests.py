"""Holds rendered manifests against the schemas of Kubernetes and against the rules that every pod of this chart keeps.

usage: manifests.py KUBERNETES_VERSION FILE...
Reads YAML strictly (a key that is there twice is an error), and knows the resources of the Prometheus Operator by the schemas beside this file.
"""

import json
import sys
from pathlib import Path

import jsonschema
import kubernetes_validate
import promql_parser
from ruamel.yaml import YAML

MONITORING = {kind: json.loads((Path(__file__).parent / f"schemas/{kind.lower()}-monitoring-v1.json").read_text()) for kind in ("ServiceMonitor", "PrometheusRule")}
PODS = {
    "Pod": lambda resource: resource["spec"],
    "Deployment": lambda resource: resource["spec"]["template"]["spec"],
    "CronJob": lambda resource: resource["spec"]["jobTemplate"]["spec"]["template"]["spec"],
}


def schema_violation(resource, version):
    try:
        if resource["kind"] in MONITORING:
            jsonschema.validate(resource, MONITORING[resource["kind"]], cls=jsonschema.Draft7Validator)
        else:
            kubernetes_validate.validate(resource, version, strict=True)
    except (jsonschema.ValidationError, kubernetes_validate.ValidationError) as violation:
        return f"{'.'.join(map(str, violation.path))}: {violation.message}"
    except kubernetes_validate.SchemaNotFoundError as unknown:
        return unknown.message
    return None


def broken_rules(resource):
    """The rules for pods, in words, as far as this resource breaks them."""
    if resource["kind"] not in PODS:
        return
    pod = PODS[resource["kind"]](resource)
    rights = pod.get("securityContext", {})
    if rights.get("runAsNonRoot") is not True:
        yield "runAsNonRoot is not true"
    if rights.get("seccompProfile", {}).get("type") != "RuntimeDefault":
        yield "seccompProfile is not RuntimeDefault"
    if pod.get("automountServiceAccountToken") is not False:
        yield "a service account token is mounted"
    if resource["kind"] != "Pod" and pod.get("enableServiceLinks") is not False:
        yield "service links would add variables that look like settings"
    for container in pod["containers"]:
        rights = container.get("securityContext", {})
        if rights.get("readOnlyRootFilesystem") is not True:
            yield f"container {container['name']}: the root file system is not read-only"
        if rights.get("allowPrivilegeEscalation") is not False:
            yield f"container {container['name']}: privileges may be escalated"
        if rights.get("capabilities", {}).get("drop") != ["ALL"]:
            yield f"container {container['name']}: capabilities are not dropped"


def expressions(resource):
    """What Prometheus is asked: by alerts, and by dashboards, whose variables for times get a value."""
    if resource["kind"] == "PrometheusRule":
        yield from (rule["expr"] for group in resource["spec"]["groups"] for rule in group["rules"])
    if resource["kind"] == "ConfigMap":
        dashboards = [json.loads(text) for name, text in resource["data"].items() if name.endswith(".json")]
        targets = [target for dashboard in dashboards for panel in dashboard["panels"] for target in panel["targets"]]
        yield from (target["expr"].replace("$__rate_interval", "5m") for target in targets)


def unreadable(resource):
    for expression in expressions(resource):
        try:
            promql_parser.parse(expression)
        except ValueError as error:
            yield f"{expression}: {error}"


def problems(resource, version):
    violation = schema_violation(resource, version)
    return [violation] if violation else [*broken_rules(resource), *unreadable(resource)]


def main(version, *files):
    found = 0
    for file in files:
        resources = [r for r in YAML(typ="safe").load_all(Path(file).read_text()) if r]
        if not resources:
            print(f"{file}: nothing was rendered")
            found += 1
        for resource in resources:
            for problem in problems(resource, version):
                print(f"{Path(file).name}: {resource['kind']} {resource['metadata']['name']}: {problem}")
                found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
