"""Rules and their JSON Schemas say the same; every key has a description; the real input validates."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from pydantic import BaseModel
from pydantic_core import PydanticCustomError

import generator.model
from generator.kinds import KINDS
from generator.model.environment import Environment
from generator.model.platform import Platform
from generator.model.scalar import Scalar

ROOT = Path(__file__).parents[2]
SAMPLES: tuple[Any, ...] = (
    "", "a", "A", "1", "a-b", "-a", "a-", "a b", "a\n", "\n", "a.b", "a/b", "/", "/a", "/a/", "/a/../b", "/a//b", "..",
    "a" * 16, "a" * 31, "a" * 51, "a" * 64, "a" * 300, "@", "#a", "$(x)", "{{ x }}", "\u0663", "\u0441", "x\u2028y",
    "100m", "1", "0", "0.5", "1.2345", "128Mi", "128mi", "100MB", "0Mi", "1e9", "1Gi", "64k", "5m", "300s", "1h30m",
    "0s", "300ms", "1m1h", "0 2 * * *", "* * * *", "@daily", "@every 5m", "Asia/Dhaka", "Mars/Olympus", "10.0.0.0/8",
    "10.0.0.0/16", "10.0.0.0/33", "010.0.0.0/8", "::/0", "8080", "http", "a--b", "HTTP", "con", "kube-system", "argocd",
    "shop.example.com", "10.0.0.1", "*.example.com", "shop..example.com", "x.y.", "nginx", "acme/x", "nginx:1.2",
    "docker.io/library", "localhost:5000/x", "registry:99999/x", "sha256:" + "a" * 64, "sha256:abc", "latest", "v1.0.0",
    "files/a", "files/../a", "config/files/a", "https://github.com/a/b.git", "git@github.com:a/b.git",
    "https://u:p@github.com/a", "http://a.example.com/x", "main", "feature/x", "-x", "a..b", "AKIA" + "ABCD" * 4,
    "argocd.argoproj.io/hook", "helm.sh/hook", "kubernetes.io/arch", "ops@example.com", "111122223333", "eu-west-1",
    "1.36", "1.33", "15", "t3.medium", "db.t3.micro", "postgres.host", "a.b.c.d", "D02", "PersistentVolumeClaim/db",
    "25%", "101%", "pg_x", "my_db", 0, 1, 80, 1024, 65535, 65536, -1, 3.5, True, None, [], {},
)  # fmt: skip


def _modules() -> Iterator[Any]:
    for found in pkgutil.iter_modules(generator.model.__path__):
        yield importlib.import_module(f"generator.model.{found.name}")
    for kind in KINDS:
        yield importlib.import_module(f"generator.kinds.{kind}.model")


def _rules() -> dict[str, Scalar]:
    return {
        f"{module.__name__}.{name}": value
        for module in _modules()
        for name, value in vars(module).items()
        if isinstance(value, Scalar)
    }


def _models() -> dict[str, type[BaseModel]]:
    return {
        name: value
        for module in _modules()
        for name, value in vars(module).items()
        if inspect.isclass(value) and issubclass(value, BaseModel) and value.__module__ == module.__name__
    }


def _takes(rule: Scalar, value: Any) -> bool:
    try:
        rule.validate(value)
    except PydanticCustomError:
        return False
    return True


@pytest.mark.parametrize("name", sorted(_rules()))
def test_a_rule_and_its_schema_take_the_same_values(name: str) -> None:
    rule = _rules()[name]
    schema = jsonschema_rs.validator_for(rule.schema())

    for value in SAMPLES:
        assert schema.is_valid(value) == _takes(rule, value), value


@pytest.mark.parametrize("name", sorted(_models()))
def test_every_key_of_a_model_has_a_description_of_one_line(name: str) -> None:
    for key, field in _models()[name].model_fields.items():
        assert field.description, key
        assert "\n" not in field.description
        assert not field.description.endswith("."), key


def test_a_key_that_nothing_follows_from_yet_says_so_in_the_schema() -> None:
    properties = Environment.model_json_schema()["properties"]

    assert properties["nodes"]["x-not-used-yet"] is True
    assert "x-not-used-yet" not in properties["domain"]


def _merged(*layers: Mapping[str, Any]) -> dict[str, Any]:
    whole: dict[str, Any] = {}
    for layer in layers:
        for key, value in layer.items():
            both = isinstance(value, dict) and isinstance(whole.get(key), dict)
            whole[key] = _merged(whole[key], value) if both else value
    return whole


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _placements() -> Iterator[tuple[str, str]]:
    for environment in sorted((ROOT / "environments").glob("*.yaml")):
        for service in sorted((ROOT / "config/services").glob("*.yaml")):
            yield environment.stem, service.stem


@pytest.mark.parametrize(("environment", "name"), list(_placements()))
def test_every_service_of_dhakacart_is_valid_in_every_environment(environment: str, name: str) -> None:
    service = _read(ROOT / f"config/services/{name}.yaml")
    defaults = _read(ROOT / "config/platform.yaml")["defaults"].get(service["kind"], {})
    overlay = _read(ROOT / f"environments/{environment}.yaml")["services"].get(name, {})
    model, whole = KINDS[service["kind"]].model, _merged(defaults, service, overlay)

    model.model_validate(whole)

    assert jsonschema_rs.validator_for(model.model_json_schema()).is_valid(whole)


@pytest.mark.parametrize("name", ["dev", "staging", "production"])
def test_every_environment_of_dhakacart_is_valid(name: str) -> None:
    platform = _read(ROOT / "config/platform.yaml")
    Platform.model_validate(platform)
    del platform["defaults"]
    whole = _merged(platform, _read(ROOT / f"environments/{name}.yaml"))

    environment = Environment.model_validate(whole)

    assert environment.name == "dhakacart"
    assert jsonschema_rs.validator_for(Environment.model_json_schema()).is_valid(whole)
