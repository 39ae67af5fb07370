"""Shapes of values as JSON Schema, strict: a mapping has the keys that are named and no others."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
SOME_TEXT: Schema = {"type": "string", "minLength": 1}
FLAG: Schema = {"type": "boolean"}
WHOLE: Schema = {"type": "integer", "minimum": 0}
POSITIVE: Schema = {"type": "integer", "minimum": 1}
PORT: Schema = {"type": "integer", "minimum": 1, "maximum": 65535}
ANY: Schema = {"type": "object"}


def of(values: Schema) -> Schema:
    """A mapping with free keys."""
    return {"type": "object", "additionalProperties": values}


def listed(items: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": items}


def choice(*values: str) -> Schema:
    """One of a few words."""
    return {"enum": list(values)}


def closed(required: str = "", /, **properties: Schema) -> Schema:
    """A mapping with these keys and no others; `required` names some of them."""
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**schema, "required": required.split()} if required else schema


IMAGE: Schema = {
    **closed("repository", repository=SOME_TEXT, tag=SOME_TEXT, digest=SOME_TEXT),
    "anyOf": [{"required": ["tag"]}, {"required": ["digest"]}],
}
PORTS = of(closed("port protocol", port=PORT, protocol=choice("TCP", "UDP"), appProtocol=SOME_TEXT, shared=FLAG))
LOAD_BALANCER = closed(
    "ports annotations",
    ports=of(closed("port targetPort protocol", port=PORT, targetPort=PORT, protocol=choice("TCP", "UDP"))),
    sources=listed(SOME_TEXT),
    annotations=of(TEXT),
)
MODE: Schema = {"type": "string", "pattern": "^0[0-7]{3}$"}
FILES = of(closed("key", key=SOME_TEXT, text=TEXT, base64=TEXT))
SECRET_FILES = closed(
    "files",
    prefix=SOME_TEXT,
    files=of(closed("key service property", key=SOME_TEXT, service=SOME_TEXT, property=SOME_TEXT, mode=MODE)),
)
FOLDERS = of(closed("name sizeLimit", name=SOME_TEXT, sizeLimit=SOME_TEXT, medium=choice("Memory")))
# `prefix` comes with an environment. Its template asks for it, not the schema: `helm lint` looks at values.yaml alone
# too, where an environment takes the last secret away by `null`.
SECRETS = closed(
    "data",
    prefix=SOME_TEXT,
    data=of(closed("service property", service=SOME_TEXT, property=SOME_TEXT)),
    template=of(TEXT),
)

PROFILE = closed("type", type=choice("RuntimeDefault", "Localhost"), localhostProfile=SOME_TEXT)
SECURITY = closed(
    pod=closed(
        runAsGroup=WHOLE,
        runAsNonRoot=FLAG,
        fsGroup=WHOLE,
        fsGroupChangePolicy=choice("OnRootMismatch", "Always"),
        supplementalGroups=listed(WHOLE),
        seccompProfile=PROFILE,
        appArmorProfile=PROFILE,
        sysctls=listed(closed("name value", name=SOME_TEXT, value=SOME_TEXT)),
    ),
    container=closed(
        allowPrivilegeEscalation=FLAG,
        capabilities=closed(add=listed(SOME_TEXT), drop=listed(SOME_TEXT)),
        readOnlyRootFilesystem=FLAG,
    ),
)

DOWNWARD: Schema = {
    **closed(
        fieldRef=closed("fieldPath", fieldPath=SOME_TEXT),
        resourceFieldRef=closed("resource", resource=SOME_TEXT, divisor=SOME_TEXT),
    ),
    "minProperties": 1,
}

REFERENCE: Schema = {"type": ["integer", "string"]}
TIMES = ("initialDelaySeconds", "periodSeconds", "timeoutSeconds", "successThreshold", "failureThreshold")
HEADERS = listed(closed("name value", name=SOME_TEXT, value=TEXT))
PROBE: Schema = {
    **closed(
        exec=closed("command", command=listed(TEXT)),
        grpc=closed("port", port=PORT, service=SOME_TEXT),
        httpGet=closed(
            "path port", path=SOME_TEXT, port=REFERENCE, scheme=choice("HTTP", "HTTPS"), httpHeaders=HEADERS
        ),
        tcpSocket=closed("port", port=REFERENCE),
        **dict.fromkeys(TIMES, WHOLE),
    ),
    "minProperties": 1,
}
PROBES = closed(startup=PROBE, readiness=PROBE, liveness=PROBE)

AMOUNTS = closed(cpu=SOME_TEXT, memory=SOME_TEXT, **{"ephemeral-storage": SOME_TEXT})
RESOURCES = closed(requests=AMOUNTS, limits=AMOUNTS)
SHUTDOWN = closed("graceSeconds", delaySeconds=WHOLE, graceSeconds=POSITIVE)
VOLUMES = of(closed("name claim", name=SOME_TEXT, claim=SOME_TEXT, subPath=SOME_TEXT, readOnly=FLAG))
MODES = {**listed(choice("ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany")), "minItems": 1}
WAVE: Schema = {"type": "integer"}
CLAIMS = of(closed("size class accessModes", size=SOME_TEXT, accessModes=MODES, wave=WAVE, **{"class": SOME_TEXT}))
STORAGE = closed("size class mountPath", size=SOME_TEXT, mountPath=SOME_TEXT, **{"class": SOME_TEXT})

SHARE: Schema = {"type": ["integer", "string"]}
STRATEGY = closed(
    "type",
    type=choice("RollingUpdate", "Recreate"),
    rollingUpdate=closed("maxSurge maxUnavailable", maxSurge=SHARE, maxUnavailable=SHARE),
)
SCALING = closed("min max", min=POSITIVE, max=POSITIVE, cpu=POSITIVE, memory=POSITIVE, behavior=ANY)
BUDGET = closed("maxUnavailable", maxUnavailable=POSITIVE)

OPENED = listed(closed("port protocol", port=PORT, protocol=choice("TCP", "UDP")))
PEERS = listed({**closed(podSelector=ANY, namespaceSelector=ANY, ipBlock=ANY), "minProperties": 1})
POLICY = closed(
    ingress=of(closed("from ports", ports=OPENED, **{"from": PEERS})),
    egress=of(closed("to ports", to=PEERS, ports=OPENED)),
)
METRICS = closed("port path interval", port=SOME_TEXT, path=SOME_TEXT, interval=SOME_TEXT)
JOB = closed(
    "wave resources retries deadlineSeconds",
    wave=WAVE,
    image=IMAGE,
    command=listed(TEXT),
    args=listed(TEXT),
    env=of(TEXT),
    secrets=SECRETS,
    downwardEnv=of(DOWNWARD),
    files=FILES,
    fileModes=of(MODE),
    secretFiles=SECRET_FILES,
    writable=FOLDERS,
    volumes=VOLUMES,
    sameNode=listed(SOME_TEXT),
    volumeGroup=POSITIVE,
    runAsUser=POSITIVE,
    securityContext=SECURITY,
    resources=RESOURCES,
    nodeSelector=of(TEXT),
    tolerations=listed(ANY),
    priorityClassName=SOME_TEXT,
    retries=WHOLE,
    deadlineSeconds=POSITIVE,
)
HISTORY = closed("succeeded failed", succeeded=WHOLE, failed=WHOLE)
