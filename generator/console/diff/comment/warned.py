"""Findings -> GitHub's alert blocks; whatever else is left out, no finding is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.console.diff.comment.inert import code, cut, prose
from generator.console.diff.seen import Seen
from generator.console.diff.words import SEVERITY, SEVERITY_SIGN, listed
from generator.diff.report import Alert
from generator.diff.report.alerts import SEVERITIES

_BLOCKS = (("CAUTION", "XDOS"), ("WARNING", "W"), ("NOTE", "I"))
_OBJECTS = (1_000, 20, 3)
"""Objects named of one alert, by how terse it must be."""
_LONGEST = (2_000, 300, 80)
_RULES = (10_000, 500, 200)


def warned(seen: Seen, terse: int) -> Iterator[str]:
    """Three blocks at most, and what people accepted, folded."""
    open_ones = [alert for alert in seen.alerts if not alert.acknowledged]
    accepted = [alert for alert in seen.alerts if alert.acknowledged]
    if terse == len(_OBJECTS):
        yield from _counted(open_ones, accepted)
        return
    for name, severities in _BLOCKS:
        lines = list(_lines([alert for alert in open_ones if alert.first.severity in severities], seen, terse))
        if lines:
            yield "\n".join([f"> [!{name}]", *(f"> {line}" for line in lines)]) + "\n"
    if lines := list(_lines(accepted, seen, terse)):
        yield "\n".join([f"<details><summary>{len(accepted)} accepted</summary>", "", *lines, "", "</details>"]) + "\n"


def _lines(found: Sequence[Alert], seen: Seen, terse: int) -> Iterator[str]:
    folded = [[alert] for alert in found] if terse == 0 else _by_rule(found)
    most = _RULES[terse]
    for alerts in folded[:most]:
        yield f"- {_line(alerts, seen, terse)}"
    if len(folded) > most:
        yield f"- and {sum(len(alerts) for alerts in folded[most:])} more"


def _by_rule(found: Sequence[Alert]) -> list[list[Alert]]:
    rules: dict[tuple[str, ...], list[Alert]] = defaultdict(list)
    for alert in found:
        rules[alert.first.rule, alert.first.severity].append(alert)
    return list(rules.values())


def _line(alerts: Sequence[Alert], seen: Seen, terse: int) -> str:
    first, longest = alerts[0].first, _LONGEST[terse]
    objects = list(dict.fromkeys(name for alert in alerts for name in alert.objects))
    environments = list(dict.fromkeys(name for alert in alerts for name in alert.environments))
    times = f" &#215;{sum(len(alert.findings) for alert in alerts)}" if len(alerts) > 1 else ""
    said = [
        f"{SEVERITY_SIGN[first.severity]} **{prose(cut(first.rule, 40))}** {SEVERITY[first.severity]}{times}:",
        code(cut(listed(objects, _OBJECTS[terse]), longest)),
        f"in {prose(cut(listed(environments, 10), longest))} —",
        _sentence(seen.discretion.text(first.message), longest),
    ]
    if len(alerts) > 1 or alerts[0].is_one_of_several:
        said.append("(The first of them.)")
    if first.remedy:
        said.append(f"**Fix:** {_sentence(seen.discretion.text(first.remedy), longest)}")
    if first.acknowledged:
        said.append(f"Accepted: {_sentence(seen.discretion.text(first.acknowledged), longest)}")
    return " ".join(said)


def _counted(open_ones: Sequence[Alert], accepted: Sequence[Alert]) -> Iterator[str]:
    """All that is left where even one line a rule is too much."""
    counts: dict[str, int] = dict.fromkeys(SEVERITIES, 0)
    for alert in open_ones:
        counts[alert.first.severity] += len(alert.findings)
    said = [f"> - {SEVERITY_SIGN[name]} {counts[name]} &#215; {SEVERITY[name]}" for name in SEVERITIES if counts[name]]
    if accepted:
        said.append(f"> - {len(accepted)} accepted")
    if said:
        yield "\n".join(["> [!CAUTION]", *said]) + "\n"


def _sentence(text: str, longest: int) -> str:
    text = cut(text, longest).strip()
    return prose(text if text.endswith((".", "!", "?", "…")) else f"{text}.")
