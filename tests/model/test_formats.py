"""Formats that one key has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.postgres.model import IDENTIFIER
from generator.model.acknowledgement import RESOURCE, RULE
from generator.model.container import USER
from generator.model.datastore import STORAGE_CLASS, instance_class
from generator.model.deployed import SHARE
from generator.model.scalar import Scalar
from generator.model.value import OFFER

IDENTIFIER_EXPECTED = "lower-case letters, digits and `_`, beginning with a letter or `_`, and not with `pg_`"

REFUSED = [
    (
        OFFER,
        "postgres",
        "bad-offer",
        "found `postgres`, expected a service and what it offers, such as `postgres.host`",
        "",
    ),
    (
        OFFER,
        "a.b.c.d",
        "bad-offer",
        "found `a.b.c.d`, expected a service and what it offers, such as `postgres.host`",
        "",
    ),
    (
        OFFER,
        "postgres.",
        "bad-offer",
        "found `postgres.`, expected a service and what it offers, such as `postgres.host`",
        "",
    ),
    (IDENTIFIER, "my-db", "bad-name", f"found `my-db`, expected {IDENTIFIER_EXPECTED}", "did you mean `my_db`?"),
    (IDENTIFIER, "pg_x", "bad-name", f"found `pg_x`, expected {IDENTIFIER_EXPECTED}", ""),
    (RULE, "d2", "bad-rule", "found `d2`, expected the name of a rule such as `D02`", ""),
    (RESOURCE, "pvc", "bad-resource", "found `pvc`, expected a kind and a name such as `PersistentVolumeClaim/db`", ""),
    (USER, 0, "bad-number", "found `0`, expected a user id that is not root's, a number from 1 to 2147483647", ""),
    (STORAGE_CLASS, "GP3", "bad-name", "found `GP3`, expected the name of a storage class such as `gp3`", ""),
    (
        instance_class("db"),
        "t3.micro",
        "bad-node-type",
        "found `t3.micro`, expected an instance class such as `db.t3.micro`",
        "did you mean `db.t3.micro`?",
    ),
    (instance_class("db"), "x", "bad-node-type", "found `x`, expected an instance class such as `db.t3.micro`", ""),
    (SHARE, "25", "bad-share", "found `25`, expected a number of pods, or a share such as `25%`", "remove the quotes"),
    (SHARE, "101%", "bad-share", "found `101%`, expected a number of pods, or a share such as `25%`", ""),
    (SHARE, -1, "bad-number", "found `-1`, expected a whole number from 0 to 1000", ""),
    (SHARE, 0.5, "wrong-type", "found the number `0.5`, expected a number of pods, or a share such as `25%`", ""),
]
TAKEN = [
    (OFFER, "postgres.host"),
    (OFFER, "postgres.b.url"),
    (IDENTIFIER, "dhakacart_db"),
    (RESOURCE, "PersistentVolumeClaim/db"),
    (instance_class("cache"), "cache.t3.micro"),
    (SHARE, 1),
    (SHARE, "25%"),
]


@pytest.mark.parametrize(("rule", "value", "code", "message", "hint"), REFUSED)
def test_a_value_that_breaks_its_rule_is_refused_in_these_words(
    said: Callable[[Scalar, Any], tuple[str, str, str]], rule: Scalar, value: Any, code: str, message: str, hint: str
) -> None:
    assert said(rule, value) == (code, message, hint)


@pytest.mark.parametrize(("rule", "value"), TAKEN)
def test_a_value_that_keeps_its_rule_is_taken_as_it_is(rule: Scalar, value: Any) -> None:
    assert rule.validate(value) == value
