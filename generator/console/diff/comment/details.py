"""Changes -> folded sections: by where they happen, by Application, each object with its fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.console.diff.comment.inert import code, cut, fenced, html, html_code, prose
from generator.console.diff.lines import Field, lines
from generator.console.diff.seen import Seen
from generator.console.diff.words import SIGN, happens, listed
from generator.console.text import counted
from generator.diff.nouns import Told
from generator.diff.report import Group, Level

END = "</details>\n"
_SERVICES = 5
_CAUSES = 4
_OPEN = 5
"""Changes that are few enough to lie open."""


def sections(seen: Seen, level: Level) -> Iterator[str]:
    """All changes, as the level shows them."""
    for number, ((environments, missing), groups) in enumerate(seen.sections.items()):
        if level.names and not level.others and not groups[0].production:
            yield f"{_where(environments, missing)}: {_total(groups)}\n"
            continue
        opened = " open" if number == 0 and seen.changes <= _OPEN else ""
        yield f"<details{opened}><summary>{_where(environments, missing)}: {_total(groups)}</summary>\n"
        yield from _applications(groups, seen, level) if level.fields else _names(groups)
        yield END


def block(group: Group, seen: Seen, level: Level) -> Iterator[str]:
    """One change: what happens, why, which line of input caused it, and the fields."""
    first = group.first
    name = html_code(cut(str(group.identity), 200))
    times = f" &#215;{len(group.told)}" if len(group.told) > 1 else ""
    yield f"{SIGN[first.verdict]} <b>{name}</b>{times} {prose(happens(group))}{_why(first, seen)}{_cause(group)}\n"
    fields = seen.fields(first)
    if first.change.base is None or first.change.head is None:
        fields = fields if level.wholes else ()
    rows = list(_rows(fields, level))
    if rows:
        yield fenced(rows) + "\n"


def noise(seen: Seen) -> Iterator[str]:
    """The objects that change in nothing but noise, folded."""
    if not seen.only_noise:
        return
    yield f"<details><summary>only noise: {counted(len(seen.only_noise), 'object')}</summary>\n"
    for told in seen.only_noise:
        yield f"{code(told.change.environment)} {code(str(told.change.identity))}\n"
        yield fenced(str(line) for shown in seen.fields(told) for line in lines(shown, texts=False)) + "\n"
    yield END


def _applications(groups: Sequence[Group], seen: Seen, level: Level) -> Iterator[str]:
    folded: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    for group in groups:
        folded[group.services].append(group)
    for services, members in folded.items():
        if len(folded) > 1:
            yield f"<details><summary>{html(cut(listed(services, _SERVICES), 300))}: {_total(members)}</summary>\n"
        for group in members:
            yield from block(group, seen, level)
        if len(folded) > 1:
            yield END


def _rows(fields: Sequence[Field], level: Level) -> Iterator[str]:
    shown = [one for one in fields if level.noise or not one.noise]
    kept = shown if level.leaves is None else shown[: level.leaves]
    for one in kept:
        yield from map(str, lines(one, texts=level.texts))
    if len(kept) < len(shown):
        yield f"  … {len(kept)} of {len(shown)} fields shown"
    if len(shown) < len(fields):
        yield f"  … and {counted(len(fields) - len(shown), 'field')} of noise"


def _names(groups: Sequence[Group]) -> Iterator[str]:
    for group in groups:
        times = f" &#215;{len(group.told)}" if len(group.told) > 1 else ""
        yield f"- {SIGN[group.first.verdict]} {code(cut(str(group.identity), 200))}{times} {group.first.verdict.value}"
    yield ""


def _where(environments: Sequence[str], missing: Sequence[str]) -> str:
    names = html(cut(listed(environments, 6), 300))
    if not missing:
        return f"<b>{names}</b>"
    without = f"not in {html(cut(listed(missing, 3), 200))}" if len(missing) <= 6 else f"not in {len(missing)} others"
    return f"<b>{names}</b> ({without})"


def _total(groups: Sequence[Group]) -> str:
    count = sum(len(group.told) for group in groups)
    folded = f"{counted(count, 'change')}, {len(groups)} of a kind" if len(groups) < count else counted(count, "change")
    pods = sum(group.pods[1] for group in groups if group.first.change.base is not None)
    return f"{folded}, {counted(pods, 'pod')} restart{'s' if pods == 1 else ''}" if pods else folded


def _why(told: Told, seen: Seen) -> str:
    why = seen.discretion.text(told.why)
    return f" — {prose(cut(why, 500))}" if why else ""


def _cause(group: Group) -> str:
    if not group.causes:
        return ""
    places = [code(cut(str(place), 200)) for place in group.causes[:_CAUSES]]
    rest = f" and {len(group.causes) - _CAUSES} more" if len(group.causes) > _CAUSES else ""
    return f" · because of {', '.join(places)}{rest}"
