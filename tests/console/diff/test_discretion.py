from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.console.diff.discretion import Discretion, spelled
from generator.console.diff.published import FORMATS
from generator.diff.nouns import Edit, State
from generator.errors import Place, Problem
from tests.diff.report.shop import came, edited, found, report

SECRET = st.text("QZXJKVqzxjkv739", min_size=6, max_size=30)
VALUE = st.one_of(
    SECRET, st.lists(SECRET, max_size=3), st.dictionaries(st.just("key"), SECRET), SECRET.map("a\n{}".format)
)


@pytest.mark.parametrize("form", FORMATS)
@given(old=VALUE, new=VALUE, where=st.sampled_from(["data[key]", "spec.x", "spec.containers[a].image"]))
def test_no_hidden_value_is_in_any_format(form, old, new, where):
    texts = [one for value in (old, new) for one in leaves(value)]
    said = " and ".join(texts)
    told = edited(Edit(where, old, new, hidden=True), Edit("spec.arg", said, f"--x={said}"), why=said)
    alarm = found(message=said, remedy=said, path=f"x[{said}]", acknowledged=said)
    states = (State("production", "api-production", (said,)),)
    failure = Problem(code="render-failed", message=said, place=Place("charts/a.yaml"))
    whole = report([told], [alarm, replace(alarm, acknowledged="")], states=states, notes=(said,), failures=(failure,))

    shown = FORMATS[form](whole)

    assert [text for text in texts if text in shown] == []


def leaves(value):
    if isinstance(value, str):
        return [line for line in value.split("\n") if len(line) >= 6]
    return [text for inner in (value.values() if isinstance(value, dict) else value) for text in leaves(inner)]


@pytest.mark.parametrize("form", FORMATS)
@given(value=SECRET)
def test_no_secret_of_an_object_that_comes_is_in_any_format(form, value):
    secret = {"kind": "Secret", "metadata": {"name": "keys"}, "stringData": {"user": value}}
    pod = {"containers": [{"name": "a", "env": [{"name": "DB_PASSWORD", "value": value}]}]}
    workload = {"kind": "Deployment", "metadata": {"name": "a"}, "spec": {"template": {"spec": pod}}}

    assert value not in FORMATS[form](report([came(secret), came(workload)]))


def test_short_and_ordinary_words_are_left_alone_elsewhere():
    told = edited(Edit("data.on", "true", "abc", hidden=True), Edit("spec.x", "true", "abc"))

    discretion = Discretion(report([told]))

    assert discretion.text("true and abc") == "true and abc"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("plain", "plain"),
        ("8", '"8"'),
        ("true", '"true"'),
        ("", '""'),
        (" padded", '" padded"'),
        ("no", '"no"'),
        (8, "8"),
        (None, "null"),
        (True, "true"),
        ({"b": 1, "a": [2]}, '{"a": [2], "b": 1}'),
        ("[" * 100_000, "[" * 100_000),
    ],
)
def test_a_text_that_reads_as_something_else_is_quoted(value, words):
    assert spelled(value) == words
