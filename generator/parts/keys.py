"""The keys of a chart's values: what each means, and its JSON Schema. Read by values.yaml, values.schema.json, README."""

from __future__ import annotations

from typing import Any, NamedTuple

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer", "minimum": 0}
POSITIVE: Schema = {"type": "integer", "minimum": 1}
PORT: Schema = {"type": "integer", "minimum": 1, "maximum": 65535}
LIST: Schema = {"type": "array", "items": TEXT}
ANY: Schema = {"type": "object"}


def of(values: Schema) -> Schema:
    """A mapping with free keys."""
    return {"type": "object", "additionalProperties": values}


def closed(required: str = "", **properties: Schema) -> Schema:
    """A mapping with these keys and no others; `required` names some of them."""
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**schema, "required": required.split()} if required else schema


class Key(NamedTuple):
    """One top-level key of a chart's values."""

    meaning: str
    schema: Schema


RULES = of(closed("ports", **{"from": {"type": "array", "items": ANY}, "to": {"type": "array", "items": ANY}, "ports": {"type": "array", "items": ANY}}))
PROBE = {"type": "object", "minProperties": 1}
FILE = closed("key", key=TEXT, text=TEXT, base64=TEXT)

KEYS: dict[str, Key] = {
    "image": Key(
        "Container image; the tag or the digest comes with the environment's values.",
        closed("repository", repository=TEXT, tag={"type": "string", "minLength": 1}, digest=TEXT),
    ),
    "command": Key("Entrypoint, in place of the image's own.", LIST),
    "args": Key("Arguments of the entrypoint.", LIST),
    "ports": Key("Ports of the pod by name; the Service has the same.", of(closed("port protocol", port=PORT, protocol={"enum": ["TCP", "UDP"]}, appProtocol=TEXT))),
    "env": Key("Environment variables, in a ConfigMap; a change restarts the pods.", of(TEXT)),
    "secrets": Key(
        "Environment variables from the secret store: property and service of each; the remote secret is `<prefix>/<service>`.",
        closed("data", prefix=TEXT, data=of(closed("service property", service=TEXT, property=TEXT)), template=of(TEXT)),
    ),
    "files": Key("Files mounted read-only, by path; a change restarts the pods.", of(FILE)),
    "writable": Key("Writable paths, each an emptyDir of bounded size; all else is read-only.", of(closed("name sizeLimit", name=TEXT, sizeLimit=TEXT, medium=TEXT))),
    "runAsUser": Key("User and group of the container; never root.", POSITIVE),
    "probes": Key("Startup, readiness and liveness probes, as Kubernetes has them.", closed(startup=PROBE, readiness=PROBE, liveness=PROBE)),
    "resources": Key("Requests and limits of the container.", closed(requests=ANY, limits=ANY)),
    "shutdown": Key("Seconds before SIGTERM (for load balancers to notice), and seconds until SIGKILL.", closed("graceSeconds", delaySeconds=WHOLE, graceSeconds=WHOLE)),
    "nodeSelector": Key("Labels of the nodes that may run the pods.", of(TEXT)),
    "tolerations": Key("Taints that the pods tolerate.", {"type": "array", "items": ANY}),
    "priorityClassName": Key("Priority class of the pods.", TEXT),
    "podAnnotations": Key("Annotations of the pods.", of(TEXT)),
    "replicas": Key("Number of pods, where no autoscaler rules.", WHOLE),
    "scaling": Key(
        "Horizontal autoscaling: bounds, and targets in percent of the request.",
        closed("min max", min=POSITIVE, max=POSITIVE, cpu=POSITIVE, memory=POSITIVE, behavior=ANY),
    ),
    "strategy": Key("How a rollout replaces pods.", ANY),
    "serviceAnnotations": Key("Annotations of the Service: health check and target group of the load balancer.", of(TEXT)),
    "networkPolicy": Key("Who may call this service, and whom it may call, one rule a peer; all else is denied.", closed(ingress=RULES, egress=RULES)),
    "metrics": Key("Endpoint that Prometheus scrapes.", closed("port path interval", port=TEXT, path=TEXT, interval=TEXT)),
    "schedule": Key("When the job runs, as cron has it.", TEXT),
    "timeZone": Key("Time zone of the schedule.", TEXT),
    "concurrencyPolicy": Key("What happens when a run is due while another still runs.", {"enum": ["Allow", "Forbid", "Replace"]}),
    "suspend": Key("Whether no run starts.", {"type": "boolean"}),
    "history": Key("How many finished runs are kept.", closed("succeeded failed", succeeded=WHOLE, failed=WHOLE)),
    "retries": Key("How often a failed run is tried again.", WHOLE),
    "deadlineSeconds": Key("Seconds after which a run is stopped.", POSITIVE),
    "restartPolicy": Key("Whether a failed container is restarted in its pod.", {"enum": ["Always", "OnFailure", "Never"]}),
    "storage": Key("The volume with the data: it may grow, and is never deleted by Argo CD.", closed("size class mountPath", size=TEXT, **{"class": TEXT}, mountPath=TEXT)),
}


def schema(keys: list[str]) -> Schema:
    """The strict schema of a chart's values: these keys and no others (`global` is Helm's own)."""
    properties = {key: KEYS[key].schema for key in keys}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "additionalProperties": False,
        "properties": {"global": ANY, **properties},
    }
