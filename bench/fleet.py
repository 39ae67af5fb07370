"""W(E,S): a fleet of E environments and S services as input files, {path: text}; the same on every machine."""

from __future__ import annotations

from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

from generator import yamlio

FIRST_NETWORK = IPv4Address("10.0.0.0")
NETWORK_SIZE = 1 << 12
"""Addresses of a /20, the narrowest that is divided by rule."""

FIRST_TAG, SECOND_TAG = "v1.4.0", "v1.4.1"
"""The tag that environments pin, and the one that a change of one line brings."""

NOUNS = ("database", *["service"] * 4, "cache", *["service"] * 3, "worker")
"""What each of ten services is."""


def files(environments: int, services: int) -> dict[str, str]:
    """All that people would write for it."""
    data = {"config/platform.yaml": platform()}
    data |= {f"config/services/{name_of(number)}.yaml": service(number) for number in range(services)}
    data |= {f"environments/{stage(number)}.yaml": environment(number, services) for number in range(environments)}
    return {path: yamlio.dump(body) for path, body in data.items()}


def write(root: Path, environments: int, services: int) -> None:
    """Put the fleet into a folder."""
    for path, text in files(environments, services).items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def stage(number: int) -> str:
    """The name of an environment."""
    return f"stage-{number:03}"


def name_of(number: int) -> str:
    """The name of a service; what it is follows from its number."""
    return f"{NOUNS[number % 10]}-{number:03}"


def platform() -> dict[str, Any]:
    """What all environments share."""
    return {
        "name": "bench",
        "repository": {"url": "https://github.com/dhakacart/bench.git"},
        "owner": {"team": "platform", "email": "ops@example.com"},
        "aws": {"account": "111122223333", "region": "ap-southeast-1"},
        "kubernetes": "1.36",
        "secrets": {"prefix": "bench"},
        "registries": ["docker.io/acme", "docker.io/library"],
        "defaults": {"web": {"shutdown": {"delay": "20s", "grace": "60s"}}},
        "addons": {"aws-load-balancer-controller": {}, "external-secrets": {}, "kube-prometheus-stack": {}},
    }


def environment(number: int, services: int) -> dict[str, Any]:
    """What differs in one environment: for each service with an image its tag, its scaling, some of its env."""
    before = {"follows": stage(number - 1)} if number else {}
    return {
        "cluster": {"name": f"bench-{stage(number)}"},
        "domain": f"{stage(number)}.example.com",
        "network": {"cidr": f"{FIRST_NETWORK + number * NETWORK_SIZE}/20"},
        **before,
        "services": {name_of(each): overlay(number, each) for each in range(services) if has_image(each)},
    }


def overlay(number: int, service: int) -> dict[str, Any]:
    """What one environment says about one service."""
    least = 2 + number % 3
    return {
        "image": {"tag": FIRST_TAG},
        "scaling": {"min": least, "max": least + 4 + service % 4},
        "env": {"LOG_LEVEL": ("debug", "info", "warning")[number % 3], "SAMPLING_RATE": f"0.{1 + number % 9}"},
        "resources": {"requests": {"cpu": f"{100 + 50 * (number % 4)}m"}},
    }


def has_image(number: int) -> bool:
    """Whether it is a workload of people's own, and no datastore."""
    return number % 10 not in (0, 5)


def service(number: int) -> dict[str, Any]:
    """One service as its own file says; each ten share a database, the last five of them a cache too."""
    match number % 10:
        case 0:
            return database()
        case 5:
            return cache()
        case 9:
            return {"kind": "worker", **workload(number), "probes": {"liveness": {"exec": ["node", "healthy.js"]}}}
    return {"kind": "web", **workload(number), **serving(number)}


def database() -> dict[str, Any]:
    """A PostgreSQL in the cluster."""
    return {
        "kind": "postgres",
        "version": "16",
        "database": "app",
        "user": "app",
        "inCluster": {
            "storage": "10Gi",
            "resources": {"requests": {"cpu": "250m", "memory": "512Mi"}, "limits": {"memory": "1Gi"}},
        },
    }


def cache() -> dict[str, Any]:
    """A Redis in the cluster."""
    return {
        "kind": "redis",
        "version": "7",
        "inCluster": {
            "storage": "5Gi",
            "resources": {"requests": {"cpu": "100m", "memory": "128Mi"}, "limits": {"memory": "256Mi"}},
        },
    }


def workload(number: int) -> dict[str, Any]:
    """What a web and a worker have in common."""
    needed = needs(number)
    return {
        "description": f"service {number} of the fleet",
        "image": {"repository": f"acme/{name_of(number)}"},
        "runAsUser": 1001,
        "needs": {name: {} for name in needed},
        "env": env(number, needed),
        "writable": ["/tmp", "/var/cache"],
        "resources": {"requests": {"cpu": "250m", "memory": "256Mi"}, "limits": {"memory": "512Mi"}},
        "scaling": {"min": 2, "max": 8, "cpu": 70, "scaleDownWindow": "300s"},
    }


def serving(number: int) -> dict[str, Any]:
    """What a web has: a port, probes, metrics, routes."""
    return {
        "port": 8080,
        "probes": {
            "startup": {"path": "/health", "periodSeconds": 5, "failureThreshold": 30},
            "readiness": {"path": "/health"},
            "liveness": {"port": "http"},
        },
        "metrics": {"port": "http", "path": "/metrics"},
        "routes": {"own": {"host": name_of(number), "path": "/"}, "shop": {"host": "@", "path": f"/api/{number}"}},
    }


def needs(number: int) -> list[str]:
    """The database of its ten, the cache of its five, and the service before it, where they come before it."""
    ten = number - number % 10
    found = [name_of(ten)]
    if number % 10 > 5:
        found.append(name_of(ten + 5))
    if number % 10 not in (1, 6):
        found.append(name_of(number - 1))
    return found


def env(number: int, needed: list[str]) -> dict[str, Any]:
    """Literals, offers of what it needs, and a secret of its own."""
    found: dict[str, Any] = {
        "LOG_LEVEL": "info",
        "SAMPLING_RATE": "0.1",
        "SERVICE_NUMBER": str(number),
        "GREETING": f"welcome: to service #{number}",
        "TIMEOUT": "30s",
        "FEATURES": "search,basket,checkout",
        "API_KEY": {"secret": "api-key"},
    }
    for name in needed:
        word, _, _ = name.partition("-")
        offers = ("url",) if word == "cache" else ("host", "port")
        found |= {f"{word}_{offer}".upper(): {"from": f"{name}.{offer}"} for offer in offers}
        if word == "database":
            found |= {
                f"DATABASE_{part}".upper(): {"from": f"{name}.{part}"} for part in ("user", "password", "database")
            }
    return found
