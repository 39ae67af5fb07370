"""Models and complete schemas take the same input, but for a short list of rules that JSON Schema has no words for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from generator import schema
from tests.schema.examples import FULL, valid
from tests.schema.mutations import as_json, changed, dropped, mutants, places

UNSAID = {
    # of one value
    "a whole number is written without a fraction": ("wrong-type", r"found the number `-?[0-9.e+]+`"),
    "a date is written without quotes": ("date_type", ""),
    "a schedule names times that there are": ("bad-cron", "never runs|found the "),
    "a range has no host bits": ("bad-cidr", "without host bits"),
    "an amount is one that there is": ("bad-quantity", "expected at (least|most)"),
    "an address is another machine's": ("bad-host", "of another machine"),
    "an amount is a whole number of bytes": ("bad-quantity", "whole number of bytes"),
    # of several values
    "an image has a tag that stays what it is, or a digest": ("bad-image", "found `latest`"),
    "another image of a datastore has a tag or a digest": ("missing-tag", ""),
    "subnets lie within their network": ("bad-cidr", "is not within"),
    "subnets lie apart": ("cidr-overlap", ""),
    "the least is not over the most": ("min-over-max", ""),
    "a request is not over its limit": ("request-over-limit", ""),
    "an autoscaler has a target": ("missing-target", ""),
    "a target is a share of a request": ("missing-request", ""),
    "a pause before pods are removed is an hour at most": ("bad-duration", "at most `1h`"),
    "a route takes what AWS takes": ("bad-duration", "what AWS takes"),
    "of two keys that mean one thing one is given": ("conflicting-keys", ""),
    "a key that is needed where another is, or is not": ("missing-key", ""),
    "access modes go together": ("bad-access-modes", ""),
    "a probe asks in one way": ("bad-probe", ""),
    "Kubernetes takes a toleration": ("bad-toleration", ""),
    "a rollout can move": ("stuck-rollout", ""),
    "the grace is longer than the delay": ("grace-too-short", ""),
    "no two ports are one": ("duplicate-port", ""),
    "a listener has one target": ("split-listener", ""),
    "a process that is not root listens on 1024 or more": ("privileged-port", ""),
    "a port that is named is there": ("unknown-port", ""),
    "a port that is meant is there": ("missing-port", ""),
    "no two paths are one": ("duplicate-path", ""),
    "a job mounts what its service has": ("unknown-volume", ""),
    "no file lies below a file": ("path-below-file", ""),
    "a folder is mounted as a folder": ("folder-mismatch", ""),
    "no file is a folder": ("path-taken", ""),
    "probes and metrics ask by TCP": ("udp-port", ""),
    "a private address has a range": ("missing-cidrs", ""),
    "an address lies in its ranges": ("host-outside-cidrs", ""),
    "a certificate is of the environment's region": ("foreign-certificate", ""),
    "no two certificates are one": ("duplicate-certificate", ""),
    "a variable that names a secret is no text": ("plain-secret", "names a secret"),
    "an engine has the version": ("bad-version", "a version of (Redis|Valkey):"),
    "a password is encrypted on the way": ("password-without-tls", ""),
    "a host leads to another": ("bad-redirect", ""),
    "a check is waived once": ("duplicate-waiver", ""),
}
"""Rules that JSON Schema cannot say: the code and a part of the message with which the model says them."""


class Case(NamedTuple):
    what: str
    model: list[tuple[str, str]]
    """the codes and messages with which the model refuses it"""
    schema: list[str]
    """the errors with which the schema does"""


@cache
def judges(name: str) -> tuple[type[BaseModel], Any, Any]:
    model, data = valid()[name]
    return model, data, jsonschema_rs.validator_for(schema.complete(model))


def judged(name: str, what: str, data: Any) -> Case:
    model, _, validator = judges(name)
    said = [] if validator.is_valid(as_json(data)) else [str(error) for error in validator.iter_errors(as_json(data))]
    try:
        model.model_validate(data)
    except ValidationError as error:
        return Case(what, [(one["type"], one["msg"]) for one in error.errors(include_url=False)], said)
    return Case(what, [], said)


@cache
def cases(name: str) -> list[Case]:
    """Every change of an example; of those that are much like others, some."""
    step = 1 if name in FULL else 20
    return [judged(name, what, data) for what, data in list(mutants(judges(name)[1]))[::step]]


def unsaid(case: Case) -> Iterator[str]:
    """The rules, of those that a schema cannot say, with which a model refuses it; `""` for any other."""
    for code, message in case.model:
        yield next((rule for rule, (its, words) in UNSAID.items() if its == code and re.search(words, message)), "")


def disagree(case: Case) -> bool:
    return bool(case.schema) if not case.model else not case.schema and "" in unsaid(case)


@pytest.mark.parametrize("name", list(valid()))
def test_an_example_is_valid(name: str) -> None:
    assert judged(name, "as it is", judges(name)[1]) == ("as it is", [], [])


@pytest.mark.parametrize("name", list(valid()))
def test_a_model_and_its_schema_agree_on_every_change(name: str) -> None:
    assert [case for case in cases(name) if disagree(case)] == []


def test_the_changes_are_many_and_of_both_kinds() -> None:
    everything = [case for name in FULL for case in cases(name)]

    assert sum(not case.model for case in everything) > 1000
    assert sum(bool(case.model) for case in everything) > 10000


def test_each_rule_that_a_schema_cannot_say_is_met() -> None:
    accepted = [case for name in FULL for case in cases(name) if not case.schema]

    assert set(UNSAID) - {rule for case in accepted for rule in unsaid(case)} == set()


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats(-1e9, 1e9) | st.text(max_size=70),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=5,
)


@given(st.data())
def test_a_model_and_its_schema_agree_on_any_changes(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(list(FULL)))
    changing = judges(name)[1]
    for _ in range(data.draw(st.integers(1, 3))):
        found = list(places(changing))
        path, _ = data.draw(st.sampled_from(found))
        if path and isinstance(path[-1], str) and data.draw(st.booleans()):
            changing = dropped(changing, path)
        else:
            changing = changed(changing, path, data.draw(values | st.sampled_from([value for _, value in found])))

    assert not disagree(judged(name, "", changing))
