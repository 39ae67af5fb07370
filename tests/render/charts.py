"""Small charts and what comes of them."""

from __future__ import annotations

from typing import Any

from generator.render import Chart, Engine, Failure, Job, Manifest


def chart(values: str = "{}", **templates: str) -> Chart:
    files = {f"templates/{name}.yaml": text for name, text in templates.items()}
    return Chart("shop", {"Chart.yaml": "apiVersion: v2\nname: shop\nversion: 0.1.0\n", "values.yaml": values, **files})


def job(of: Chart, *values: dict[str, Any], release: str = "orders") -> Job:
    return Job(chart=of, release=release, namespace="staging", kubernetes="1.36", values=values)


def rendered(engine: Engine, of: Chart, *values: dict[str, Any]) -> tuple[Manifest, ...]:
    (result,) = engine.manifests([job(of, *values)])
    assert not isinstance(result, Failure), result
    return result


def data(engine: Engine, template: str, *values: dict[str, Any], defaults: str = "{}") -> Any:
    """What a ConfigMap's `data` holds when the template is its text."""
    text = f"kind: ConfigMap\nmetadata:\n  name: settings\n{template}"
    (found,) = rendered(engine, chart(defaults, settings=text), *values)
    return found.object["data"]


def failure(engine: Engine, of: Chart) -> Failure:
    (result,) = engine.manifests([job(of)])
    assert isinstance(result, Failure)
    return result
