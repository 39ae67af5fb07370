"""Keys that a later version has are not called misspelt."""

from __future__ import annotations

import pytest

from generator.kinds import KINDS
from generator.model.environment import Environment
from generator.validate import coming
from generator.validate.coming import ANY, COMING, Coming, is_coming
from generator.validate.fields import field_names
from tests.validate.shop import said


def test_a_key_that_comes_is_told_as_such() -> None:
    assert said(dev="services: {api: {objects: []}}\n") == [
        "environments/dev.yaml:4:18: unknown-key: there is no key `objects` here"
        " | `objects` is not there yet: it comes with a later version"
    ]


def test_a_value_of_a_form_that_comes_lacks_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coming, "COMING", (Coming(("web",), ("env", ANY), ("vault",)),))

    assert said(api="env: {TOKEN: {vault: token}}\n") == [
        "config/services/api.yaml:4:15: unknown-key: there is no key `vault` here"
        " | `vault` is not there yet: it comes with a later version"
    ]


def test_a_key_of_another_kind_or_place_does_not_come() -> None:
    web = KINDS["web"].model

    assert not is_coming(web, ["routes", "sticky"])
    assert not is_coming(web, ["databases"])
    assert not is_coming(Environment, ["objects"])


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_comes_that_is_there(kind: str) -> None:
    told = {(one.above, key) for one in COMING if kind in one.kinds for key in one.keys}

    assert [(above, key) for above, key in told if key in field_names(KINDS[kind].model, above)] == []
