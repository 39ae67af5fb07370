"""`Chart.yaml`, and the name of a chart's folder: Helm makes paths and the name of a release of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import yamlio
from generator.errors import Place, Problem
from generator.render.brought.chart import Brought, is_template

NAME = "Chart.yaml"
_PLAIN = re.compile(r"[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?")
_RELEASE = re.compile(r"[a-z]([a-z0-9-]*[a-z0-9])?")
LONGEST = 53
"""Of the name of a release, by Helm's rule."""
_LINE = re.compile(r"""^name[ \t]*:[ \t]*""", re.MULTILINE)


def judged(chart: Brought) -> tuple[str, list[Problem]]:
    """What a chart calls itself, and what is wrong with its name, its folder's, and those of the charts inside."""
    problems = [*_of_a_folder(chart)]
    for path in (path for path in chart.raw if is_template(path) and path not in chart.files):
        problems += [chart.problem(path, 0, "chart-invalid", "the template is no text in UTF-8", "save it as UTF-8")]
    names = {}
    for path in {NAME: None, **dict.fromkeys(chart.named(NAME))}:
        name, wrong = _name(chart, path)
        problems += wrong
        names[path] = name
    return names[NAME], problems


def _of_a_folder(chart: Brought) -> Iterator[Problem]:
    if _RELEASE.fullmatch(chart.release) is None or len(chart.release) > LONGEST:
        yield Problem(
            code="chart-name",
            message=f"the folder `{yamlio.shown(chart.release)}` cannot name a release, expected at most {LONGEST} "
            "lower-case letters, digits and `-`, beginning with a letter",
            place=Place(yamlio.shown(chart.folder, longest=len(chart.folder))),
            hint="rename the folder",
        )


def _name(chart: Brought, path: str) -> tuple[str, list[Problem]]:
    if path not in chart.files:
        message = f"there is no `{NAME}` here, or it is no text" if path in chart.raw else f"there is no `{NAME}` here"
        problem = chart.problem(path, 0, "chart-invalid", message, "add it, or name a folder that holds charts alone")
        return "", [problem]
    text = chart.files[path]
    try:
        body = next(iter(yamlio.documents(text)), None)
    except yamlio.RenderedTextError as error:
        place = Place(f"{chart.folder}/{path}", error.line)
        problem = Problem(
            code="chart-invalid", message=yamlio.shown(error.message), place=place, hint="correct the YAML"
        )
        return "", [problem]
    name = body.get("name") if isinstance(body, dict) else None
    if isinstance(name, str) and _PLAIN.fullmatch(name) and len(name) <= LONGEST:
        return name, []
    line = _LINE.search(text)
    found = f"`{yamlio.shown(name)}`" if isinstance(name, str) else "no text"
    message = f"found {found} as the name of a chart, expected letters, digits, `-` and `_`"
    return "", [chart.problem(path, line.end() if line else 0, "chart-name", message, "name it like its folder")]
