"""Valid input of every kind: the kinds' own examples, DhakaCart, and examples with every key that there is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from generator import yamlio
from generator.kinds import KINDS
from generator.model.environment import Environment
from generator.model.platform import Platform
from generator.nodes import plain
from tests.kind_examples import example

ROOT = Path(__file__).parents[2]

CONTAINER = """
image: {repository: registry.example.com:5000/acme/x, tag: v1.2.3, digest: "sha256:DIGEST"}
description: what it is
extends: shared
enabled: true
command: [node, server.js]
args: ["--port", "8080"]
env:
  PLAIN: text
  HOST: {from: db.host}
  URL: {from: db.url, scheme: postgresql+psycopg2, database: b, query: {sslmode: require}}
  RPC: {from: auth.address, scheme: http, port: rpc, path: /v1}
  TOKEN: {secret: token}
  OTHER: {secret: key, of: auth}
  POD_IP: {field: status.podIP}
  MEMORY_MB: {resource: limits.memory, divisor: 1Mi}
files:
  /etc/app/app.conf: files/app/app.conf
  /etc/app/conf.d/: files/app/conf/
  /run.sh: {source: files/run.sh, mode: "0755"}
  /etc/app/key.json: {secret: key-json, of: auth, mode: "0400"}
writable: {/tmp: 64Mi, /cache: {sizeLimit: 1Gi, medium: Memory}, /run: {}}
runAsUser: 1000
resources:
  requests: {cpu: 250m, memory: 64Mi, ephemeral-storage: 100Mi}
  limits: {cpu: 2, memory: 1.5Gi, ephemeral-storage: 1Gi}
needs:
  internet: {ports: [443, 587]}
  db: {connections: 20}
  auth: {order: false}
securityContext:
  runAsGroup: 0
  runAsNonRoot: true
  fsGroup: 1000
  fsGroupChangePolicy: OnRootMismatch
  supplementalGroups: [100, 2000]
  seccompProfile: {type: Localhost, localhostProfile: profiles/audit.json}
  appArmorProfile: {type: RuntimeDefault}
  sysctls: [{name: net.ipv4.ip_unprivileged_port_start, value: "0"}]
  readOnlyRootFilesystem: false
  allowPrivilegeEscalation: false
  capabilities: {add: [NET_BIND_SERVICE], drop: [ALL]}
nodeSelector: {kubernetes.io/arch: arm64}
tolerations:
  - {key: dedicated, operator: Equal, value: shop, effect: NoExecute, tolerationSeconds: 60}
  - {operator: Exists}
priorityClassName: important
volumes:
  /data: 10Gi
  /media: {storage: 20Gi, accessModes: [ReadWriteMany], storageClass: efs, name: media, subPath: a/b}
  /uploads: {from: auth, volume: /uploads, readOnly: true, subPath: x}
annotations:
  {pod: {example.com/a: x}, service: {example.com/b: y}, ingress: {example.com/c: ""}, loadBalancer: {a.b/d: z}}
slo: {availability: 99.9, latency: {percentile: 95, threshold: 300ms}}
pod: {hostAliases: [{ip: 10.1.2.3, hostnames: [legacy.corp]}], initContainers: [{name: side, image: acme/x:v1}]}
container: {stdin: true}
objects: [files/x/extra.yaml]
waive: [{check: readOnlyRootFilesystem, reason: it rewrites its own files, until: 2027-03-01}]
""".replace("DIGEST", "ab" * 32)
SERVING = """
ports: {http: 8080, rpc: {port: 9000, protocol: grpc}, gossip: {port: 7946, protocol: udp}, swim: 7946}
probes:
  startup: {path: /health, port: 8080, scheme: HTTPS, httpHeaders: [{name: Host, value: x}], failureThreshold: 30}
  readiness:
    {grpc: rpc, service: shop.Cart, periodSeconds: 5, initialDelaySeconds: 0, timeoutSeconds: 2, successThreshold: 2}
  liveness: {exec: [node, health.js]}
metrics: {port: http, path: /metrics, interval: 15s}
loadBalancer: {ports: {rpc: 443, gossip: 7946, swim: 7946}, host: rpc, internal: true, sources: [10.0.0.0/8]}
shutdown: {delay: 20s, grace: 1m30s}
before:
  migrate: {image: {from: auth}, command: [npm, run, migrate], env: {A: {from: db.url}}, writable: [/tmp]}
after:
  warm: {args: [warm], timeout: 5m, retries: 1, volumes: [/data, /media]}
scaling:
  min: 2
  max: 9
  cpu: 70
  memory: 80
  scaleDownWindow: 300s
  behavior:
    scaleUp: {stabilizationWindowSeconds: 0, selectPolicy: Max}
    scaleDown: {policies: [{type: Pods, value: 4, periodSeconds: 60}]}
strategy: {type: RollingUpdate, maxSurge: 25%, maxUnavailable: 0}
"""
ROUTES = """
routes:
  app: {host: app, path: /, port: rpc, sticky: 4h, idleTimeout: 1h, internal: true}
  www: {host: www, redirect: "@"}
"""
STATEFUL = """
ports: {http: 8080, rpc: {port: 9000, protocol: grpc}}
probes: {readiness: {port: rpc}}
metrics: {port: http}
replicas: 3
"""
OFFERS = """
offers:
  url:
    scheme: amqp
    user: app
    password: {secret: password}
    port: rpc
    path: /shop
    query: {heartbeat: "30"}
  admin: {scheme: http, user: {secret: user, of: auth}, password: {secret: password, of: auth}}
  password: {secret: password}
  vhost: shop
"""
SMALL = "image: {from: auth}\nport: 8080\nreplicas: 2\nmetrics: none\nwritable: [/tmp, /run]\n"
WORKER = """
image: {repository: nginx, tag: "1"}
port: 8080
probes: {readiness: {path: /}}
resources: {requests: {cpu: 100m}}
scaling: {min: 1, max: 2, cpu: 70}
files: {/etc/x: files/x}
writable: [/tmp]
offers: {user: app}
"""
JOB = """
schedule: "0 2 * * *"
timeZone: Asia/Dhaka
concurrencyPolicy: Forbid
deadline: 1h
history: {succeeded: 1, failed: 0}
suspend: true
retries: 3
"""
IN_CLUSTER = """
  storageClass: gp3
  resources: {requests: {cpu: 100m, memory: 256Mi}, limits: {memory: 512Mi}}
  runAsUser: 70
  image: {repository: docker.io/library/x, tag: "1.2", digest: "sha256:DIGEST"}
""".replace("DIGEST", "cd" * 32)
POSTGRES = f"""
version: "17"
database: shop_db
user: shop
databases: {{app: {{user: app}}, b: {{}}}}
extensions: [pg_trgm, uuid-ossp]
parameters: {{max_connections: 200, random_page_cost: 1.1, jit: false, auto_explain.log_min_duration: 1s}}
run: rds
inCluster:
  storage: 10Gi{IN_CLUSTER}
rds: {{class: db.t3.micro, storage: 20Gi, multiAz: true, endpoint: shop.abc.rds.amazonaws.com}}
external: {{host: 10.0.0.7, port: 5432, cidrs: [10.0.0.0/22], sslMode: verify-full}}
backup: {{schedule: "0 1 * * *", keep: 30d, restoreTest: "@monthly"}}
"""
REDIS = f"""
version: "9"
run: elasticache
inCluster:
  storage: 1Gi
  persistence: append-only{IN_CLUSTER}
elasticache: {{class: cache.t3.micro, replicas: 1, tls: true}}
external: {{host: redis.example.com, tls: true}}
engine: valkey
password: true
config: {{maxmemory-policy: allkeys-lru, databases: 32, activedefrag: true, client-output-buffer-limit: normal 0 0 0}}
"""
EXTERNAL = "host: smtp.example.com\nports: {smtp: 587, smtps: 465}\ncidrs: [203.0.113.0/24]\n"
FOUNDATION = """
name: shop
description: a shop
repository: {url: "git@github.com:acme/shop.git", revision: main}
owner: {team: platform, email: ops@example.com, slack: alerts}
aws: {account: "111122223333", region: ap-southeast-1}
network:
  cidr: 10.20.0.0/16
  public: [10.20.0.0/20]
  private: [10.20.64.0/18]
  database: [10.20.16.0/24]
kubernetes: "1.36"
timeZone: Asia/Dhaka
argocd: {flavour: eks-capability, namespace: argo}
secrets: {store: aws-secrets-manager, prefix: shop/secrets}
registries: [docker.io/acme, "registry.example.com:5000"]
addons:
  karpenter: {}
  external-dns: {enabled: false}
  kube-prometheus-stack: {retention: 30d, storage: 50Gi}
  loki: {retention: 30d}
  velero: {schedule: "0 2 * * *", keep: 30d}
"""
ENVIRONMENT = """
cluster: {name: shop_1}
domain: shop.example.com
follows: dev
production: true
nodes: {type: t3.large, min: 3, max: 12}
sync:
  windows:
    peak: {deny: "0 18 * * *", duration: 6h, timeZone: Asia/Dhaka}
    night: {allow: "0 2 * * *", duration: 1h}
  paused: {auth: "moves to another team"}
namespace: shop
revision: v1.0.0
acknowledge: [{rule: D02, resource: PersistentVolumeClaim/db, until: 2026-12-31, reason: "it is empty"}]
efs: {fileSystem: fs-0123456789abcdef0}
certificate: ["arn:aws:acm:ap-southeast-1:111122223333:certificate/0123abcd-0123-0123-0123-0123456789ab"]
podSecurity: baseline
templates: {airflow: {image: {tag: v1}}}
services: {auth: {image: {tag: v1}}}
"""

FULL: Mapping[str, str] = {
    "web": f"kind: web\n{CONTAINER}{SERVING}{ROUTES}",
    "web, small": f"kind: web\n{SMALL}",
    "worker": f"kind: worker\n{WORKER}",
    "cronjob": f"kind: cronjob\n{CONTAINER}{JOB}",
    "stateful": f"kind: stateful\n{CONTAINER}{STATEFUL}{OFFERS}",
    "postgres": f"kind: postgres\n{POSTGRES}",
    "redis": f"kind: redis\n{REDIS}",
    "external": f"kind: external\n{EXTERNAL}",
    "platform": FOUNDATION,
    "environment": FOUNDATION + ENVIRONMENT,
}
MODELS: Mapping[str, type[BaseModel]] = {
    **{kind.name: kind.model for kind in KINDS.values()},
    "platform": Platform,
    "environment": Environment,
}


def read(text: str) -> Any:
    """The data of a file of a person's."""
    return plain(yamlio.parse(text.encode(), "input.yaml"))


def file(path: str) -> Any:
    """The data of one of DhakaCart's files."""
    return read((ROOT / path).read_text(encoding="utf-8"))


def names(folder: str) -> list[str]:
    """The services or environments of DhakaCart."""
    return sorted(path.stem for path in (ROOT / folder).glob("*.yaml"))


def merged(*layers: Mapping[str, Any]) -> dict[str, Any]:
    """Layers without `null`, weakest first, as one."""
    whole: dict[str, Any] = {}
    for layer in layers:
        for key, value in layer.items():
            both = isinstance(value, dict) and isinstance(whole.get(key), dict)
            whole[key] = merged(whole[key], value) if both else value
    return whole


def valid() -> dict[str, tuple[type[BaseModel], dict[str, Any]]]:
    """Each example by name, with the model that takes it."""
    found = {name: (MODELS[name.partition(",")[0]], read(text)) for name, text in FULL.items()}
    for kind in KINDS:
        found[f"{kind}, its example"] = (MODELS[kind], plain(example(kind)))
    platform = file("config/platform.yaml")
    found["platform of dhakacart"] = (Platform, platform)
    for environment in names("environments"):
        overlay = file(f"environments/{environment}.yaml")
        whole = merged({key: value for key, value in platform.items() if key != "defaults"}, overlay)
        found[f"environment {environment}"] = (Environment, whole)
        for name in names("config/services"):
            own = file(f"config/services/{name}.yaml")
            layers = platform["defaults"].get(own["kind"], {}), own, overlay["services"].get(name, {})
            found[f"{name} in {environment}"] = (MODELS[own["kind"]], merged(*layers))
    return found
