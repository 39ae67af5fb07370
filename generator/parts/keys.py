"""The keys of a chart's values: what each means, and its shape; values.yaml, its schema and the README say the same."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from generator.parts import shapes
from generator.parts.shapes import POSITIVE, SOME_TEXT, TEXT, WHOLE, Schema, listed, of


class Key(NamedTuple):
    """One top-level key of a chart's values; `always`: no chart that uses it can do without it."""

    meaning: str
    schema: Schema
    always: bool = False


KEYS: dict[str, Key] = {
    "image": Key(
        "Container image; a tag or digest that is not here comes with the environment's values.", shapes.IMAGE, True
    ),
    "command": Key("Entrypoint, in place of the image's own.", listed(TEXT)),
    "args": Key("Arguments of the entrypoint.", listed(TEXT)),
    "ports": Key("Ports of the pod by name; the Service has the same.", shapes.PORTS),
    "env": Key("Environment variables, in a ConfigMap; a change restarts the pods.", of(TEXT)),
    "secrets": Key(
        "Secret environment variables: `data` names the property of a service's remote secret, `<prefix>/<service>`, "
        "and `template` composes.",
        shapes.SECRETS,
    ),
    "downwardEnv": Key(
        "Environment variables that Kubernetes fills in: fields of the pod, requests and limits of the container.",
        of(shapes.DOWNWARD),
    ),
    "files": Key("Files mounted read-only, by path; a change restarts the pods.", shapes.FILES),
    "fileModes": Key("Permissions of the files, by path; all of them, where any has some.", of(shapes.MODE)),
    "secretFiles": Key(
        "Files mounted read-only that are properties of a service's remote secret, `<prefix>/<service>`, by path.",
        shapes.SECRET_FILES,
    ),
    "writable": Key("Writable paths, each an emptyDir of bounded size; all else is read-only.", shapes.FOLDERS),
    "volumes": Key("Volumes that outlive pods, by path: each the claim of this service or of another.", shapes.VOLUMES),
    "claims": Key("The claims of its own: each may grow, and Argo CD never deletes it.", shapes.CLAIMS),
    "volumeGroup": Key("Group of the files on its volumes, where their owner has another one.", POSITIVE),
    "sameNode": Key(
        "Services whose pods stay on one node, as they share a volume that one node at a time has.", listed(SOME_TEXT)
    ),
    "storage": Key("The volume with the data: it may grow, and Argo CD never deletes it.", shapes.STORAGE),
    "runAsUser": Key("User and group of the container; never root.", POSITIVE),
    "securityContext": Key(
        "Security contexts of the pod and of its container, over the strictest ones.", shapes.SECURITY
    ),
    "probes": Key("Startup, readiness and liveness probes, as Kubernetes has them.", shapes.PROBES),
    "resources": Key("Requests and limits of the container.", shapes.RESOURCES, True),
    "shutdown": Key(
        "Seconds before SIGTERM (for load balancers to notice), and seconds until SIGKILL.", shapes.SHUTDOWN, True
    ),
    "nodeSelector": Key("Labels of the nodes that may run the pods.", of(TEXT)),
    "tolerations": Key("Taints that the pods tolerate.", listed(shapes.ANY)),
    "priorityClassName": Key("Priority class of the pods.", SOME_TEXT),
    "pod": Key("Further fields of the pod, as Kubernetes has them.", shapes.ANY),
    "container": Key("Further fields of its container, as Kubernetes has them.", shapes.ANY),
    "podAnnotations": Key("Annotations of the pods.", of(TEXT)),
    "replicas": Key("Number of pods, where no autoscaler rules.", WHOLE),
    "scaling": Key("Horizontal autoscaling: bounds, and targets in percent of the request.", shapes.SCALING),
    "disruptionBudget": Key(
        "How many pods may be away while nodes are drained; a single pod has no budget, which would block every drain.",
        shapes.BUDGET,
    ),
    "strategy": Key("How a rollout replaces pods.", shapes.STRATEGY, True),
    "serviceAnnotations": Key(
        "Annotations of the Service: health check and target group of the load balancer.", of(TEXT)
    ),
    "loadBalancer": Key(
        "A load balancer of its own: ports by name, each with the number outside; who may come, if not everybody; and "
        "what the AWS Load Balancer Controller is told.",
        shapes.LOAD_BALANCER,
    ),
    "publishNotReadyAddresses": Key(
        "Whether its names are found before it is ready, by those who need it in no order.", shapes.FLAG
    ),
    "networkPolicy": Key(
        "Who may call this service, and whom it may call, one rule a peer; all else is denied.", shapes.POLICY
    ),
    "metrics": Key("Endpoint that Prometheus scrapes.", shapes.METRICS),
    "before": Key(
        "Jobs that must succeed before each rollout, by name; each in its wave, with what it has of its own.",
        of(shapes.JOB),
    ),
    "after": Key("Jobs once each rollout is done, by name.", of(shapes.JOB)),
    "objects": Key("Whole objects of the service, by kind and name; applied as they stand.", of(shapes.ANY)),
    "schedule": Key("When the job runs, as cron has it.", SOME_TEXT, True),
    "timeZone": Key("Time zone of the schedule.", SOME_TEXT, True),
    "concurrencyPolicy": Key(
        "What happens when a run is due while another still runs.", shapes.choice("Allow", "Forbid", "Replace"), True
    ),
    "suspend": Key("Whether no run starts.", shapes.FLAG, True),
    "history": Key("How many finished runs are kept.", shapes.HISTORY, True),
    "retries": Key("How often a failed run is tried again.", WHOLE, True),
    "deadlineSeconds": Key("Seconds after which a run is stopped.", POSITIVE),
}


def schema(keys: Iterable[str]) -> Schema:
    """The strict schema of a chart's values: these keys and no others (`global` is Helm's own); charts that use the
    same ones share it."""
    return _schema(tuple(keys))


@cache
def _schema(keys: tuple[str, ...]) -> Schema:
    known = {key: KEYS[key] for key in keys}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "additionalProperties": False,
        "required": [key for key, about in known.items() if about.always],
        "properties": {"global": shapes.ANY, **{key: about.schema for key, about in known.items()}},
    }
