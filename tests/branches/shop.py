"""A small shop, and ten branches of a month: two people, a bot that bumps images, and a new version of cartwright."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

PLATFORM = """\
name: shop
repository: {url: "https://git.example.com/shop/gitops.git"}
aws: {account: "111122223333", region: eu-west-1}
kubernetes: "1.36"
secrets: {prefix: shop}
registries: [docker.io/library, docker.io/acme]
defaults:
  web: {runAsUser: 1000, resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 128Mi}}}
  worker: {runAsUser: 1000, resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 128Mi}}}
"""
PIN = "requirements.txt"
OLD, NEW = "cartwright==1\n", "cartwright==2\n"


def web(needs: str, rest: str) -> str:
    """A web service."""
    return (
        f"kind: web\nimage: {{repository: acme/app, tag: v1.0.0}}\nport: 8080\nneeds: {{{needs}}}\n"
        f"probes: {{readiness: {{path: /health}}}}\n{rest}"
    )


def environment(name: str, number: int, rest: str = "") -> str:
    """An environment's file; what branches touch stands apart, so that no two of them meet in it."""
    return (
        f"cluster: {{name: shop-{name}}}\ndomain: {name}.example.com\nnetwork: {{cidr: 10.{number}.0.0/16}}\n"
        "services:\n"
        "  api:\n    image: {tag: v1.0.0}\n"
        f"  frontend:\n    image: {{tag: v1.0.0}}\n{rest}"
    )


REST = "  postgres: {}\n  legacy:\n    replicas: 1\n  redis: {}\n  mailer:\n    replicas: 1\n"
INPUT = {
    PIN: OLD,
    "config/platform.yaml": PLATFORM,
    "config/services/api.yaml": web(
        "postgres: {}, redis: {}",
        "env:\n  LOG: info\n  PASSWORD: {from: postgres.password}\n"
        "scaling: {min: 2, max: 6, cpu: 70}\nroutes:\n  api: {host: api, path: /}\n",
    ),
    "config/services/frontend.yaml": web(
        "api: {}", "env:\n  API: {from: api.address}\nroutes:\n  home: {host: '@', path: /}\n"
    ),
    "config/services/legacy.yaml": web("redis: {}", "routes:\n  legacy: {host: legacy, path: /}\n"),
    "config/services/mailer.yaml": "kind: worker\nimage: {repository: acme/mailer, tag: v1.0.0}\nneeds: {redis: {}}\n"
    "env:\n  KEY: {secret: smtp-key}\n",
    "config/services/postgres.yaml": "kind: postgres\nversion: '17'\ndatabase: shop\nuser: shop\n"
    "inCluster: {storage: 10Gi}\n",
    "config/services/redis.yaml": "kind: redis\nversion: '7'\ninCluster: {storage: 1Gi}\n",
    "environments/dev.yaml": environment("dev", 20, REST),
    "environments/production.yaml": environment("production", 30, REST),
}


def _added(name: str, needs: str) -> Callable[[Path], None]:
    rest = f"env:\n  TOKEN: {{secret: token}}\nroutes:\n  {name}: {{host: {name}, path: /}}\n"
    return lambda root: put(root, f"config/services/{name}.yaml", web(needs, rest))


def _replaced(path: str, *pairs: tuple[str, str]) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        text = (root / path).read_text()
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        (root / path).write_text(text)

    return edit


def _renamed(root: Path) -> None:
    (root / "config/services/mailer.yaml").rename(root / "config/services/notifier.yaml")
    for name in ("dev", "production"):
        _replaced(f"environments/{name}.yaml", ("  mailer:", "  notifier:"))(root)


def _removed(root: Path) -> None:
    (root / "config/services/legacy.yaml").unlink()
    for name in ("dev", "production"):
        _replaced(f"environments/{name}.yaml", ("  legacy:\n    replicas: 1\n", ""))(root)


def _another_environment(root: Path) -> None:
    put(root, "environments/staging.yaml", environment("staging", 25))


def put(root: Path, path: str, text: str) -> None:
    """Write a file, as an editor does."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)


API = "  api:\n    image: {tag: v1.0.0}"
FRONTEND = "  frontend:\n    image: {tag: v1.0.0}"
BRANCHES: Mapping[str, Callable[[Path], None]] = {
    "ana/add-cart": _added("cart", "postgres: {}"),
    "ben/add-catalog": _added("catalog", "postgres: {}, redis: {}"),
    "bot/api-on-dev": _replaced("environments/dev.yaml", (API, API.replace("v1.0.0", "v1.1.0"))),
    "bot/frontend-on-production": _replaced(
        "environments/production.yaml", (FRONTEND, FRONTEND.replace("v1.0.0", "v1.1.0"))
    ),
    "ana/add-staging": _another_environment,
    "ben/mailer-becomes-notifier": _renamed,
    "ana/remove-legacy": _removed,
    "ben/route-for-the-blog": _replaced(
        "config/services/frontend.yaml",
        ("home: {host: '@', path: /}", "home: {host: '@', path: /}\n  blog: {host: blog, path: /}"),
    ),
    "ops/upgrade-cartwright": _replaced(PIN, (OLD, NEW)),
    "ana/more-of-the-api": _replaced(
        "config/services/api.yaml", ("LOG: info", "LOG: info\n  CACHE_SECONDS: '60'"), ("max: 6", "max: 9")
    ),
}
