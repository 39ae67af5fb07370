"""A fleet with a bit of everything in three environments, and legal changes of one environment."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from tests.repositories import JOB, POSTGRES, REDIS, SMTP, WEB, WORKER, environment, files, over

Data = dict[str, Any]

SIDE: Data = {
    "name": "side",
    "image": "docker.io/acme/side:v1",
    "args": ["{{ not a template }}", "<a> & 'b'", 'a "b"', "two\nlines\n"],
    "securityContext": {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    },
}
SERVICES: dict[str, Data] = {
    "frontend": over(
        WEB,
        {
            "needs": {"api": {}},
            "files": {"/etc/site.conf": "files/site.conf"},
            "writable": ["/tmp", "/run"],
            "probes": {"readiness": {"path": "/health"}},
            "scaling": {"min": 2, "max": 4, "cpu": 70},
            "routes": {"shop": {"host": "@"}, "www": {"host": "www", "redirect": "@"}},
        },
    ),
    "api": over(
        WEB,
        {
            "image": {"repository": "acme/api", "tag": "v1"},
            "needs": {"db": {}, "cache": {}, "smtp": {}},
            "env": {
                "MODE": "fast",
                "DB_HOST": {"from": "db.host"},
                "DATABASE_URL": {"from": "db.url"},
                "CACHE": {"from": "cache.address"},
                "ORIGIN": {"from": "frontend.url"},
                "TOKEN": {"secret": "token"},
            },
            "routes": {"api": {"host": "api"}, "shop-api": {"host": "@", "path": "/api"}},
            "metrics": {"port": "http"},
            "replicas": 2,
            "before": {"migrate": {"command": ["migrate"]}, "seed": {"args": ["seed"], "env": {"MODE": "seed"}}},
        },
    ),
    "sweep": {"kind": "worker", "extends": "worker", "env": {"MODE": "sweep"}},
    "mill": {"kind": "cronjob", "extends": "worker", "schedule": "0 3 * * *"},
    "jobs": over(
        WORKER,
        {
            "needs": {"db": {}},
            "command": ["run"],
            "env": {"DB": {"from": "db.address"}},
            "pod": {"initContainers": [SIDE], "volumes": [{"name": "shared", "emptyDir": {}}]},
            "container": {"volumeMounts": [{"name": "shared", "mountPath": "/shared"}], "tty": True},
        },
    ),
    "report": over(
        JOB,
        {
            "needs": {"smtp": {}, "internet": {"ports": [443]}},
            "env": {"TO": "ops@example.com"},
            "securityContext": {"runAsGroup": 7, "capabilities": {"add": ["NET_BIND_SERVICE"]}},
            "objects": ["files/extra.yaml"],
        },
    ),
    "db": POSTGRES,
    "cache": REDIS,
    "smtp": SMTP,
}
ENVIRONMENTS: dict[str, Data] = {
    "dev": environment(1, "dev.example.com"),
    "staging": environment(2, "staging.example.com", addons={"kube-prometheus-stack": {}}),
    "prod": environment(3, "example.com", services={"db": {"run": "rds", "rds": {}}}),
}
EXTRA = b"""\
apiVersion: v1
kind: ConfigMap
metadata: {name: extra, annotations: {example.com/note: "{{ not a template }}"}}
data: {A: "{{ fail }} <&>", B: "1e3", C: "two\\nlines\\n"}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: extra}
rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
"""
MOUNTED = {
    "extra.yaml": EXTRA,
    "site.conf": b"server { listen 8080; }\n",
    "other.conf": b"# another\n",
    "logo.png": b"\x89PNG\r\n\x1a\n",
}
TEMPLATES = {
    "config/templates/base.yaml": b"runAsUser: 1000\n",
    "config/templates/worker.yaml": b"extends: base\nimage: {repository: acme/app, tag: v1}\nenv: {LEVEL: x}\n",
}
FLEET = {**files(SERVICES, ENVIRONMENTS, mounted=MOUNTED), **TEMPLATES}

WORKLOADS = ("frontend", "api", "jobs", "report")
LONG_RUNNING = WORKLOADS[:3]

Change = Callable[[Data], Data]
WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12)
AMOUNTS = st.sampled_from(["100m", "1", "2"])
SIZES = st.sampled_from(["64Mi", "1Gi", "2.5Gi"])


def set_in(service: str, keys: Data) -> Change:
    """A change that sets keys of a service in the environment, over what it says already."""
    return lambda data: over(data, {"services": {service: keys}})


def for_one(names: tuple[str, ...], keys: st.SearchStrategy[Data]) -> st.SearchStrategy[Change]:
    return st.builds(set_in, st.sampled_from(names), keys)


def optional(**strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    """One of the keys with a value, or with the `null` that removes it."""
    return st.one_of(st.fixed_dictionaries({name: st.none() | strategy}) for name, strategy in strategies.items())


IN_ALL = optional(
    env=st.dictionaries(
        st.sampled_from(["MODE", "EXTRA", "TO"]),
        WORDS | st.sampled_from([{"secret": "other"}, {"field": "status.podIP"}]),
        max_size=2,
    ),
    command=st.lists(WORDS, max_size=3),
    args=st.lists(WORDS, max_size=3),
    files=st.sampled_from([{}, {"/etc/x": "files/other.conf"}, {"/etc/x": "files/logo.png"}]),
    writable=st.sampled_from([[], ["/tmp"], {"/cache": "1Gi", "/shm": {"sizeLimit": "8Mi", "medium": "Memory"}}]),
    nodeSelector=st.sampled_from([{}, {"disk": "ssd"}]),
    tolerations=st.sampled_from([[], [{"operator": "Exists"}]]),
    priorityClassName=st.sampled_from(["high", "low"]),
    runAsUser=st.sampled_from([1, 1001, 2147483647]),
    securityContext=st.sampled_from(
        [
            {"fsGroup": 2147483647, "supplementalGroups": [0, 5]},
            {"capabilities": {"add": [], "drop": ["ALL", "CHOWN"]}, "readOnlyRootFilesystem": True},
            {"sysctls": [{"name": "net.ipv4.ip_local_port_range", "value": "1024 65535"}]},
        ]
    ),
    pod=st.sampled_from(
        [
            {"hostAliases": [{"ip": "10.1.2.3", "hostnames": ["legacy.corp"]}]},
            {"automountServiceAccountToken": True, "topologySpreadConstraints": [], "volumes": []},
            {"initContainers": [SIDE]},
        ]
    ),
    container=st.sampled_from(
        [{"imagePullPolicy": "Always"}, {"lifecycle": {"postStart": {"sleep": {"seconds": 1}}}}, {"volumeMounts": []}]
    ),
    annotations=st.fixed_dictionaries({"pod": st.dictionaries(st.sampled_from(["a/b", "c"]), WORDS, max_size=2)}),
)
IMAGES = st.sampled_from([{"tag": "v2"}, {"digest": "sha256:" + "ab" * 32}, {"repository": "acme/fork", "tag": "v3"}])
PROBE = st.sampled_from(
    [{"path": "/x"}, {"port": "http"}, {"exec": ["check", "it"]}, {"path": "/y", "periodSeconds": 5}, None]
)
LONG = optional(
    probes=st.fixed_dictionaries({}, optional={"startup": PROBE, "readiness": PROBE, "liveness": PROBE}),
    shutdown=st.sampled_from([{"delay": "0s", "grace": "10s"}, {"grace": "2000000s"}]),
    strategy=st.sampled_from([{"type": "Recreate"}, {"maxSurge": 2}, {"maxSurge": "50%", "maxUnavailable": "10%"}]),
    metrics=st.just("none"),
)
HOW_MANY = st.sampled_from(
    [
        {"scaling": None, "replicas": 1},
        {"scaling": None, "replicas": 3},
        {"replicas": None, "scaling": {"min": 1, "max": 2, "cpu": 50}},
        {"replicas": None, "scaling": {"min": 3, "max": 9, "cpu": None, "memory": 80, "scaleDownWindow": "60s"}},
    ]
)
AROUND = optional(
    before=st.fixed_dictionaries(
        {},
        optional={
            "migrate": st.none() | st.just({"command": ["other"], "files": {"/x": "files/other.conf"}, "retries": 0}),
            "fill": st.just({"image": {"repository": "acme/fill", "tag": "v1"}, "env": {"KEY": {"secret": "fill"}}}),
        },
    ),
    after=st.just({"warm": {"args": ["warm"], "env": {"MODE": {"secret": "mode"}}, "timeout": "1m"}}),
)
PORTS = st.sampled_from([{"ports": {"http": 8080, "rpc": {"port": 9000, "protocol": "grpc"}}}, {"port": 9999}])
ROUTES = st.sampled_from([None, {"extra": {"host": "extra", "path": "/x"}}, {"extra": {"host": "extra"}}])
DATABASE = st.sampled_from(
    [
        {"run": "rds", "rds": {"endpoint": "shop.abc.eu-west-1.rds.amazonaws.com"}},
        {"run": "external", "external": {"host": "db.example.com", "cidrs": ["10.40.0.0/22"]}},
        {"run": "in-cluster", "inCluster": {"storage": "20Gi", "storageClass": "fast"}},
        {"run": "in-cluster", "version": "18"},
        {"user": "other", "database": "another"},
    ]
)
CACHE = st.sampled_from(
    [
        {"run": "elasticache", "elasticache": {"tls": True}},
        {"inCluster": {"persistence": "none", "storage": None}},
        {"inCluster": {"image": {"tag": "8.2.9-alpine"}}, "version": "8"},
    ]
)
OWN = st.sampled_from(
    [
        {"domain": "other.example.org"},
        {"network": {"cidr": "10.99.0.0/16"}},
        {"kubernetes": "1.37"},
        {"timeZone": "Asia/Dhaka"},
        {"namespace": "elsewhere"},
        {"secrets": {"prefix": "another/one"}},
        {"addons": {"kube-prometheus-stack": {"enabled": False}}},
        {"addons": {"kube-prometheus-stack": {"enabled": True}}},
        {"argocd": {"flavour": "eks-capability"}},
        {"owner": {"team": "others", "email": "others@example.com"}},
        {"revision": "v1.2.3"},
        {"sync": {"paused": {"api": "a reason"}}},
        {"podSecurity": "baseline"},
    ]
)
CHANGED = st.sampled_from(
    [
        {"worker": {"image": {"tag": "v9"}, "env": {"LEVEL": "debug"}}},
        {"worker": {"env": {"LEVEL": None}}, "base": {"nodeSelector": {"disk": "ssd"}}},
        {"base": {"runAsUser": 7}},
    ]
)
CHANGES: st.SearchStrategy[Change] = st.one_of(
    for_one(WORKLOADS, IN_ALL),
    for_one(WORKLOADS, st.builds(lambda image: {"image": image}, IMAGES)),
    for_one(LONG_RUNNING, LONG),
    for_one(LONG_RUNNING, HOW_MANY),
    for_one(("jobs",), PORTS),
    for_one(LONG_RUNNING, AROUND),
    for_one(("api", "frontend"), st.builds(lambda routes: {"routes": routes}, ROUTES)),
    for_one(("report",), st.sampled_from([{"suspend": True}, {"deadline": "1h"}, {"timeZone": "UTC"}, {"retries": 0}])),
    for_one(("jobs", "report"), st.just({"enabled": False})),
    for_one(("report",), st.just({"objects": []})),
    for_one(("db",), DATABASE),
    for_one(("cache",), CACHE),
    st.builds(lambda keys: lambda data: over(data, keys), OWN),
    st.builds(lambda keys: lambda data: over(data, {"templates": keys}), CHANGED),
)


@st.composite
def changed(draw: st.DrawFn) -> tuple[str, dict[str, bytes]]:
    """The fleet with up to four changes in one environment: its name and all files."""
    name = draw(st.sampled_from(sorted(ENVIRONMENTS)))
    data = copy.deepcopy(ENVIRONMENTS[name])
    for change in draw(st.lists(CHANGES, min_size=1, max_size=4)):
        data = change(data)
    return name, {**files(SERVICES, {**ENVIRONMENTS, name: data}, mounted=MOUNTED), **TEMPLATES}
