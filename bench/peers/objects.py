"""One service in one environment, as data -> its objects, as data: what the programs of the peers share.

The kinds are those that cartwright makes, each with what it is for; imports nothing, so that a peer pays for its own
imports alone.
"""

from __future__ import annotations

from typing import Any

Data = dict[str, Any]
PORTS = {"postgres": 5432, "redis": 6379}
MOUNTS = {"postgres": "/var/lib/postgresql/data", "redis": "/data"}


def merged(base: Any, over: Any) -> Any:
    """Mappings key by key; anything else replaces."""
    if not (isinstance(base, dict) and isinstance(over, dict)):
        return over
    return {**base, **{key: merged(base.get(key), value) for key, value in over.items()}}


def objects(environment: str, name: str, service: Data) -> list[Data]:
    """The objects of a release."""
    return _datastore(environment, name, service) if service["kind"] in PORTS else _workload(environment, name, service)


def _workload(environment: str, name: str, service: Data) -> list[Data]:
    scaling, is_web = service["scaling"], service["kind"] == "web"
    plain, secret = _variables(environment, name, service)
    found = [
        _policy(name, service, service["needs"]),
        _object("policy/v1", "PodDisruptionBudget", name, {"maxUnavailable": 1, "selector": _selector(name)}),
        _account(name),
        {**_object("v1", "ConfigMap", f"{name}-env"), "data": plain},
        _object("apps/v1", "Deployment", name, _deployment(name, service)),
        _object(
            "autoscaling/v2",
            "HorizontalPodAutoscaler",
            name,
            {
                "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": name},
                "minReplicas": scaling["min"],
                "maxReplicas": scaling["max"],
                "metrics": [_usage(scaling["cpu"])],
                "behavior": {"scaleDown": {"stabilizationWindowSeconds": 300}},
            },
        ),
        _secrets(name, secret),
    ]
    if is_web:
        endpoint = {"port": "http", "path": service["metrics"]["path"], "interval": "30s"}
        monitor = {"selector": _selector(name), "endpoints": [endpoint]}
        found += [_service(name, service["port"]), _object("monitoring.coreos.com/v1", "ServiceMonitor", name, monitor)]
    return found


def _datastore(environment: str, name: str, service: Data) -> list[Data]:
    kind, storage = service["kind"], service["inCluster"]["storage"]
    spec = {
        "serviceName": name,
        "replicas": 1,
        "selector": _selector(name),
        "template": _pod(name, service["inCluster"], f"docker.io/library/{kind}:{service['version']}", PORTS[kind]),
    }
    mount = {"name": "data", "mountPath": MOUNTS[kind]}
    spec["template"]["spec"]["containers"][0]["volumeMounts"] = [mount]
    spec["template"]["spec"]["volumes"] = [{"name": "data", "persistentVolumeClaim": {"claimName": f"{name}-data"}}]
    claim = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": storage}}}
    found = [
        _policy(name, service, {}),
        _account(name),
        _object("v1", "PersistentVolumeClaim", f"{name}-data", claim),
        _service(name, PORTS[kind]),
        _object("apps/v1", "StatefulSet", name, spec),
    ]
    if kind == "postgres":
        data = {"POSTGRES_DB": service["database"], "POSTGRES_USER": service["user"], "PGDATA": MOUNTS[kind]}
        found += [{**_object("v1", "ConfigMap", f"{name}-env"), "data": data}]
        found += [_secrets(name, {"POSTGRES_PASSWORD": (f"bench/{environment}/{name}", "password")})]
    return found


def _object(version: str, kind: str, name: str, spec: Data | None = None) -> Data:
    metadata = {"name": name, "namespace": "bench", "labels": _labels(name.removesuffix("-env"))}
    return {"apiVersion": version, "kind": kind, "metadata": metadata, **({"spec": spec} if spec else {})}


def _labels(name: str) -> Data:
    names = {"name": name, "instance": name, "part-of": "bench", "component": name.partition("-")[0]}
    return {f"app.kubernetes.io/{key}": value for key, value in names.items()}


def _selector(name: str) -> Data:
    return {"matchLabels": {"app.kubernetes.io/name": name, "app.kubernetes.io/instance": name}}


def _account(name: str) -> Data:
    return {**_object("v1", "ServiceAccount", name), "automountServiceAccountToken": False}


def _service(name: str, port: int) -> Data:
    ports = [{"name": "http", "port": port, "targetPort": "http", "protocol": "TCP"}]
    return _object("v1", "Service", name, {"selector": _selector(name)["matchLabels"], "ports": ports})


def _policy(name: str, service: Data, needs: Data) -> Data:
    port = service.get("port", PORTS.get(service["kind"], 8080))
    dns = {"to": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "kube-system"}}}]}
    spec = {
        "podSelector": _selector(name),
        "policyTypes": ["Ingress", "Egress"],
        "ingress": [
            {
                "from": [{"podSelector": {"matchLabels": {f"calls-{name}": "true"}}}],
                "ports": [{"port": port, "protocol": "TCP"}],
            }
        ],
        "egress": [
            {**dns, "ports": [{"port": 53, "protocol": "UDP"}, {"port": 53, "protocol": "TCP"}]},
            *({"to": [{"podSelector": _selector(other)}]} for other in needs),
        ],
    }
    return _object("networking.k8s.io/v1", "NetworkPolicy", name, spec)


def _variables(environment: str, name: str, service: Data) -> tuple[Data, dict[str, tuple[str, str]]]:
    """What stands in a ConfigMap, and what is a key of a remote secret."""
    plain: Data = {}
    secret = {}
    for variable, value in service["env"].items():
        if not isinstance(value, dict):
            plain[variable] = value
        elif "secret" in value:
            secret[variable] = (f"bench/{environment}/{name}", value["secret"])
        else:
            other, _, offer = value["from"].partition(".")
            if offer == "password":
                secret[variable] = (f"bench/{environment}/{other}", offer)
            else:
                port = PORTS["postgres" if other.startswith("database") else "redis"]
                offers = {"host": other, "port": str(port), "url": f"redis://{other}:{port}"}
                plain[variable] = offers.get(offer, "app")
    return plain, secret


def _secrets(name: str, keys: dict[str, tuple[str, str]]) -> Data:
    data = [{"secretKey": key, "remoteRef": {"key": path, "property": one}} for key, (path, one) in keys.items()]
    spec = {
        "refreshInterval": "1h0m0s",
        "secretStoreRef": {"kind": "SecretStore", "name": "aws-secrets-manager"},
        "target": {"name": name, "creationPolicy": "Owner", "deletionPolicy": "Retain"},
        "data": data,
    }
    return _object("external-secrets.io/v1", "ExternalSecret", name, spec)


def _usage(percent: int) -> Data:
    target = {"type": "Utilization", "averageUtilization": percent}
    return {"type": "Resource", "resource": {"name": "cpu", "target": target}}


def _deployment(name: str, service: Data) -> Data:
    image = service["image"]
    template = _pod(name, service, f"docker.io/{image['repository']}:{image['tag']}", service.get("port", 8080))
    (container,) = template["spec"]["containers"]
    secrets = _variables("", name, service)[1]
    container["envFrom"] = [{"configMapRef": {"name": f"{name}-env"}}]
    container["env"] = [
        {"name": key, "valueFrom": {"secretKeyRef": {"name": name, "key": key}}} for key in sorted(secrets)
    ]
    for probe in service["probes"]:
        container[f"{probe}Probe"] = {"httpGet": {"path": "/health", "port": "http"}, "timeoutSeconds": 3}
    mounts = {path.strip("/").replace("/", "-"): path for path in service["writable"]}
    container["volumeMounts"] = [{"name": volume, "mountPath": path} for volume, path in mounts.items()]
    template["spec"]["volumes"] = [{"name": volume, "emptyDir": {"sizeLimit": "64Mi"}} for volume in mounts]
    strategy = {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": "25%", "maxUnavailable": 0}}
    return {"revisionHistoryLimit": 5, "strategy": strategy, "selector": _selector(name), "template": template}


def _pod(name: str, service: Data, image: str, port: int) -> Data:
    container = {
        "name": name,
        "image": image,
        "ports": [{"name": "http", "containerPort": port}],
        "resources": service["resources"],
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        },
    }
    spec = {
        "serviceAccountName": name,
        "automountServiceAccountToken": False,
        "enableServiceLinks": False,
        "terminationGracePeriodSeconds": 60,
        "securityContext": {"runAsNonRoot": True, "runAsUser": 1001, "seccompProfile": {"type": "RuntimeDefault"}},
        "topologySpreadConstraints": [
            {
                "maxSkew": 1,
                "topologyKey": key,
                "whenUnsatisfiable": "ScheduleAnyway",
                "labelSelector": _selector(name),
            }
            for key in ("topology.kubernetes.io/zone", "kubernetes.io/hostname")
        ],
        "containers": [container],
    }
    return {"metadata": {"labels": _labels(name)}, "spec": spec}
