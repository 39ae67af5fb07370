"""A change of one environment changes that one alone, and its values over the chart's are what they should be."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from generator import pipeline, yamlio
from generator.charts.values import difference
from generator.check import check
from generator.errors import InputError
from generator.pipeline import Generated
from generator.render import Chart, Engine, Failure, Job
from tests.laws.effort import percent
from tests.laws.fleet import FLEET, changed
from tests.render.conftest import ENGINES, engine_of
from tests.repositories import Objects, charts_of, generated, rendered

SHOWN = 'kind: ConfigMap\nmetadata: {name: values}\ndata:\n  values: {{ toJson (omit .Values "global") | quote }}\n'
METADATA = "apiVersion: v2\nname: app\nversion: 0.1.0\n"


@cache
def before() -> dict[str, Objects]:
    return rendered(generated(FLEET))


def legal(source: dict[str, bytes]) -> Generated:
    """What follows from the files; some changes do not go together, and those are passed by."""
    try:
        return generated(source)
    except InputError:
        reject()


@percent(60)
@given(changed())
def test_a_change_of_one_environment_changes_no_object_of_another(change: tuple[str, dict[str, bytes]]) -> None:
    name, source = change
    others = sorted(set(before()) - {name})

    after = rendered(legal(source), others)

    assert after == {other: before()[other] for other in others}


def as_helm_sees(engine: Engine, values: str | dict[str, Any], over: dict[str, Any]) -> Any:
    """The values of a chart with a values file over them, after Helm's merge."""
    text = values if isinstance(values, str) else yamlio.dump(values)
    chart = Chart("app", {"Chart.yaml": METADATA, "values.yaml": text, "templates/values.yaml": SHOWN})
    (result,) = engine.manifests([Job(chart=chart, release="app", namespace="x", kubernetes="1.36", values=[over])])
    assert not isinstance(result, Failure), result
    return json.loads(result[0].object["data"]["values"])


def wrong_values(engine: Engine, whole: Generated) -> list[tuple[str, str]]:
    """Each service and environment whose chart has other values than it should."""
    found = []
    for name, chart in charts_of(whole.fleet).items():
        for environment, values in chart.values.items():
            text = whole.files[f"charts/{name}/values.yaml"]
            over = whole.plan.artifacts[f"charts/{name}/values/{environment}.yaml"].data
            if as_helm_sees(engine, text, over) != values:
                found.append((name, environment))
    return found


@percent(30)
@given(changed())
def test_the_chart_with_the_difference_over_it_has_the_values_of_the_environment(
    change: tuple[str, dict[str, bytes]],
) -> None:
    assert wrong_values(engine_of("in-process"), legal(change[1])) == []


@pytest.mark.parametrize("name", ENGINES[1:])
def test_so_it_is_for_the_helm_program(name: str) -> None:
    assert wrong_values(engine_of(name), generated(FLEET)) == []


TREES = st.recursive(
    st.booleans() | st.integers(-9, 9) | st.text(max_size=3) | st.lists(st.integers(0, 1) | st.booleans(), max_size=2),
    lambda below: st.dictionaries(st.sampled_from("abc"), below, max_size=3),
    max_leaves=8,
)
MAPPINGS = st.dictionaries(st.sampled_from("abc"), TREES, max_size=3)


@given(base=MAPPINGS, wanted=MAPPINGS)
def test_a_difference_leads_from_any_values_to_any_others(base: dict[str, Any], wanted: dict[str, Any]) -> None:
    found = as_helm_sees(engine_of("in-process"), base, difference(base, wanted))

    assert repr_sorted(found) == repr_sorted(wanted)


def repr_sorted(data: Any) -> str:
    """Types count: `1` is not `true`."""
    return json.dumps(data, sort_keys=True)


@percent(30)
@given(changed())
def test_whatever_is_legal_makes_valid_objects(change: tuple[str, dict[str, bytes]]) -> None:
    whole = legal(change[1])
    results = [*pipeline.objects(whole, whole.plan.releases)]
    found = [
        finding
        for name, model in whole.fleet.environments.items()
        for finding in check([one for one in results if one.release.environment == name], kubernetes=model.kubernetes)
    ]

    assert [one.failure for one in results if one.failure is not None] == []
    assert found == []
