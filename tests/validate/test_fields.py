"""Which keys may stand where, as the models say."""

from __future__ import annotations

import pytest

from generator.kinds import KINDS
from generator.model.environment import Environment
from generator.validate.fields import field_names, keys_of, models

WEB = KINDS["web"].model


@pytest.mark.parametrize(
    ("path", "known"),
    [
        (["slo", "latency"], ["percentile", "threshold"]),
        (["image"], ["digest", "from", "repository", "tag"]),
        (["image", "(from)"], ["from"]),
        (["image", "(image)"], ["digest", "repository", "tag"]),
        (
            ["env", "ANY"],
            [
                *("database", "divisor", "field", "from", "notSecret", "of", "path", "port", "query", "resource"),
                *("scheme", "secret", "value"),
            ],
        ),
        (["env", "ANY", "(value)"], ["notSecret", "value"]),
        (["env", "ANY", "(secret)"], ["of", "secret"]),
        (["env", "ANY", "(text)"], []),
        (["needs"], ["internet"]),
        (["needs", "any"], ["connections", "order"]),
        (["needs", "internet"], ["ports"]),
        (["ports", "any"], ["port", "protocol"]),
        (["writable"], []),
        (["writable", "(list)"], []),
        (["writable", "(sizes)", "/tmp"], ["medium", "sizeLimit"]),
        (["resources", "limits"], ["cpu", "ephemeral-storage", "memory"]),
        (["tolerations", 0], ["effect", "key", "operator", "tolerationSeconds", "value"]),
        (["routes", "any"], ["host", "idleTimeout", "internal", "path", "port", "redirect", "sticky"]),
        (["port"], []),
        (["nothing", "of", "that"], []),
    ],
)
def test_the_keys_at_a_path_are_known(path: list[str | int], known: list[str]) -> None:
    assert field_names(WEB, path) == known


def test_keys_are_those_that_people_write() -> None:
    assert {"runAsUser", "needs", "nodeSelector"} <= keys_of(WEB).keys()
    assert {"timeZone", "podSecurity"} <= set(field_names(Environment, []))


def test_a_type_that_is_no_model_has_none() -> None:
    assert list(models(str)) == list(models(None)) == list(models(list[int])) == []
