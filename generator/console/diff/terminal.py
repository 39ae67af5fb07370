"""Report -> what a person reads in a terminal: the sentence, what was looked at, then production first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.console.diff.discretion import Discretion
from generator.console.diff.lines import field, lines
from generator.console.diff.words import SEVERITY, covered, happens, listed, only_noise
from generator.console.problems import problem_lines
from generator.console.screen import Look
from generator.console.text import counted, safe
from generator.diff.nouns import Report, Severity, State, Verdict
from generator.diff.report import Alert, Group, alerts, groups, sentence

COLORS: dict[Severity, str] = {"X": "red", "D": "red", "O": "red", "S": "magenta", "W": "yellow", "I": "cyan"}
PAINT = {"+": "green", "-": "red", "!": "yellow"}
MARKS = {Verdict.CREATED: "+", Verdict.DELETED: "-", Verdict.ORPHANED: "-"}
MOST_EDITS = 20
MOST_OBJECTS = 4
MOST_CAUSES = 3
MOST_ENVIRONMENTS = 8


@dataclass(frozen=True)
class _Page:
    report: Report
    discretion: Discretion
    look: Look
    verbose: bool = False

    def say(self, text: str) -> str:
        """A text of anybody's as it may stand in one line."""
        return safe(self.discretion.text(text))


def report_lines(report: Report, look: Look, *, verbose: bool = False) -> Iterator[str]:
    """The whole answer; `verbose` shows noise and every field."""
    page = _Page(report, Discretion(report), look, verbose)
    yield look.paint(page.say(sentence(report)), "white", bold=True)
    yield page.say(covered(report))
    yield page.say(f"{report.base} → {report.head}")
    for note in report.notes:
        yield f"{look.paint('note', 'cyan')}: {page.say(note)}"
    if report.failures:
        yield ""
        yield from problem_lines(report.failures, Look(colored=look.colored), lambda _: [])
    yield from _alerts(page)
    yield from _groups(page)
    yield from _folded(page)
    yield from _next(page)


def _alerts(page: _Page) -> Iterator[str]:
    for alert in alerts(page.report):
        yield ""
        yield from _alert(page, alert)


def _alert(page: _Page, alert: Alert) -> Iterator[str]:
    first = alert.first
    color = "green" if alert.acknowledged else COLORS[first.severity]
    where = f"{_names(alert.environments)}: {listed(alert.objects, MOST_OBJECTS)}"
    kind = page.look.paint(f"{first.rule} {SEVERITY[first.severity]}", color, bold=True)
    yield f"{kind}  {page.say(where)}"
    path = f"{first.path}: " if first.path else ""
    yield f"  {page.say(path + first.message)}"
    if alert.acknowledged:
        yield f"  {page.look.paint('acknowledged', 'green')}: {page.say(alert.acknowledged)}"
    elif first.remedy:
        yield f"  {page.look.paint('help', 'green')}: {page.say(first.remedy)}"
    if not first.proved and first.severity in "XDOS":
        yield "  on paper: not yet proved on a real API server"


def _groups(page: _Page) -> Iterator[str]:
    """Changes under the environments that have them, with what Argo CD does there."""
    said: set[State] = set()
    for environments, found in groupby(groups(page.report), key=lambda group: group.environments):
        yield ""
        yield page.look.paint(page.say(_names(environments)), "blue", bold=True)
        here = [state for state in page.report.states if state.environment in environments and state not in said]
        said.update(here)
        yield from _states(page, here)
        for group in found:
            yield from _group(page, group)
    yield from _alone(page, [state for state in page.report.states if state not in said])


def _alone(page: _Page, states: list[State]) -> Iterator[str]:
    for environment, here in groupby(states, key=lambda state: state.environment):
        if found := [*_states(page, list(here))]:
            yield from ("", page.look.paint(page.say(environment), "blue", bold=True), *found)


def _states(page: _Page, states: list[State]) -> Iterator[str]:
    """What Argo CD does with Applications, but for what stands among the findings."""
    told = {(one.environment, one.application, one.message) for one in page.report.findings}
    for state in states:
        for text in (text for text in state.said if (state.environment, state.application, text) not in told):
            yield f"  {page.say(state.application)}: {page.say(text)}"


def _group(page: _Page, group: Group) -> Iterator[str]:
    first = group.first
    mark = MARKS.get(first.verdict, "!" if first.verdict in (Verdict.BLOCKED, Verdict.RECREATED) else "~")
    names = listed([*dict.fromkeys(str(told.change.identity) for told in group.told)], MOST_OBJECTS)
    causes = listed([str(place) for place in group.causes], MOST_CAUSES)
    because = f"  ← {causes}" if causes else ""
    name = page.look.paint(page.say(names), PAINT.get(mark, "yellow"))
    yield f"  {mark} {name}  {page.say(happens(group))}{page.say(because)}"
    if first.why:
        yield f"      {page.say(first.why)}"
    if first.change.base is None or first.change.head is None:
        return
    shown = [edit for edit in group.edits if page.verbose or not edit.noise]
    for edit in shown if page.verbose else shown[:MOST_EDITS]:
        for line in lines(field(edit, page.discretion)):
            yield f"      {page.look.paint(str(line), PAINT[line.mark]) if line.mark in PAINT else line}"
    if not page.verbose and len(shown) > MOST_EDITS:
        yield f"      and {len(shown) - MOST_EDITS} more fields: `-v` shows all"
    if group.missing and len(group.environments) > 1:
        yield f"      not in {page.say(_names(group.missing))}"


def _folded(page: _Page) -> Iterator[str]:
    quiet = only_noise(page.report)
    edits = sum(bool(edit.noise) for told in page.report.changes for edit in told.change.edits)
    if quiet or edits:
        yield ""
        yield f"folded: {counted(edits, 'change')} of noise, {counted(len(quiet), 'object')} with nothing else"
        if page.verbose:
            for told in quiet:
                yield f"  · {page.say(told.change.environment)}: {page.say(str(told.change.identity))}"


def _next(page: _Page) -> Iterator[str]:
    steps = [*_steps(page.report)]
    if steps:
        yield ""
    for step in steps:
        yield f"{page.look.paint('next', 'green')}: {page.say(step)}"


def _steps(report: Report) -> Iterator[str]:
    if report.failures:
        yield "mend what does not render: nobody knows what Argo CD would do there"
    open_ones = [one for one in report.findings if not one.acknowledged]
    if any(one.severity in "XD" for one in open_ones):
        yield "follow `help` above before the merge, or accept a risk with `acknowledge` in the environment's file"
    if report.changes and not open_ones and not report.failures:
        yield "nothing to do before the merge"


def _names(names: tuple[str, ...]) -> str:
    return listed(names, MOST_ENVIRONMENTS)
