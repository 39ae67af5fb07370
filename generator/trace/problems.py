"""Findings -> problems, each at the leaf that moves its value and the fewest others beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from generator.errors import Place, Problem
from generator.nodes import locate
from generator.nouns import Layers, Release, Rendered
from generator.trace.objects import Found, Path
from generator.trace.search import Origin, Remade, Search

Written = Callable[[Release, str, str, Path], Place | None]
"""Release, kind and name of an object, and the path of a value in it -> where a person wrote just that."""


def problems(
    findings: Sequence[Found], rendered: Sequence[Rendered], layers: Layers, remade: Remade, written: Written
) -> Iterator[Problem]:
    """The findings, release by release; what is behind one is asked first about the same in other environments.

    What a person wrote as it stands is told there, and what a chart that people brought renders in its template.
    """
    by_release: dict[Release, list[Found]] = {}
    for finding in findings:
        by_release.setdefault(finding.release, []).append(finding)
    known: dict[tuple[str, str, str, Path], Origin | None] = {}
    for one in (one for one in rendered if one.release in by_release):
        if one.brought:
            yield from (_problem(finding, _template(one, finding)) for finding in by_release[one.release])
            continue
        search = Search(one, {key: tree for key, tree in layers.items() if _behind(key, one.release)}, remade)
        for finding in by_release[one.release]:
            place = written(one.release, finding.kind, finding.name, finding.path)
            if place is not None:
                yield _problem(finding, place)
                continue
            same = (one.release.name, finding.kind, finding.name, finding.path)
            origin = search.again(finding, known[same]) if same in known else search.behind(finding)
            known[same] = origin or known.get(same)
            yield _problem(finding, _usual(one.release, layers) if origin is None else search.place(origin))


def _behind(key: tuple[str, str], release: Release) -> bool:
    """Whether a release follows from a tree: a chart from its service, everything else from all."""
    environment, service = key
    return environment == release.environment and (not release.values or service in (release.name, ""))


def _usual(release: Release, layers: Layers) -> Place:
    """What no leaf moves comes with the kind of the service, or with the environment."""
    tree = layers.get((release.environment, release.name))
    if release.values and tree is not None:
        return locate(tree, ["kind"])
    return Place(f"environments/{release.environment}.yaml")


def _template(rendered: Rendered, finding: Found) -> Place:
    """The file of a chart of people's that an object comes from."""
    named = zip(rendered.objects, rendered.origins, strict=True)
    origins = (path for body, path in named if body.get("kind") == finding.kind and _name(body) == finding.name)
    return Place(f"{rendered.brought}/{next(origins, 'Chart.yaml')}")


def _name(body: Mapping[str, Any]) -> Any:
    metadata = body.get("metadata")
    return metadata.get("name", "") if isinstance(metadata, dict) else ""


def _problem(finding: Found, place: Place) -> Problem:
    release = finding.release
    where = f"{finding.kind} `{finding.name}` of `{release.name}` in `{release.environment}`"
    return Problem(
        code=finding.code,
        message=f"{finding.message} ({where})",
        place=place,
        hint=finding.hint,
        severity=finding.severity,
    )
