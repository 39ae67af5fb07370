"""What stands on the page without a script: headline, table, findings, images, and what was compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.console.diff.page.data import words
from generator.console.diff.page.markup import prose, text
from generator.console.diff.seen import Seen
from generator.console.diff.words import SEVERITY, covered, listed
from generator.console.text import counted
from generator.diff.report import Alert, Image, Row
from generator.diff.report.alerts import SEVERITIES
from generator.diff.report.headline import asked, span

_COLUMNS = ("environment", "Applications", "new", "changed", "removed", "pods restart", "asks for", "Argo CD")
_NUMBERS = frozenset({"new", "changed", "removed", "pods restart"})
_CLASSES = {"W": "warn", "I": "note"}
_MOST = 1_000


def header(seen: Seen) -> Iterator[str]:
    """What everybody reads first."""
    sentence = seen.discretion.text(seen.sentence)
    yield "<header>"
    yield '<button type="button" class="theme" id="theme">◐ theme</button>'
    parts = (f'<span class="where">{text(part)}</span>' for part in sentence.split("; "))
    yield f"<h1>{' '.join(parts)}</h1>"
    found = Counter(alert.first.severity for alert in seen.alerts if not alert.acknowledged)
    chips = [f'<li class="chip sev sev-{key}">{found[key]} {SEVERITY[key]}</li>' for key in SEVERITIES if found[key]]
    if chips:
        yield f'<ul class="counts" aria-label="findings">{"".join(chips)}</ul>'
    yield f'<p class="soft">{text(seen.discretion.text(covered(seen.report)))}</p>'
    for note in seen.report.notes:
        yield f"<p>{prose(seen.discretion.text(note))}</p>"
    yield "</header>"


def warnings(seen: Seen) -> Iterator[str]:
    """The table, what does not render, and all findings; what people accepted is folded."""
    if seen.rows:
        yield from _table("Where", _COLUMNS, [list(_row(row, seen)) for row in seen.rows[:_MOST]])
    if seen.report.failures:
        yield '<h2>This does not render, so the answer is not whole</h2><ul class="alerts">'
        for one in seen.report.failures:
            place, message = text(str(one.place)), prose(seen.discretion.text(one.message))
            yield f'<li class="alert grave"><p><code>{place}</code> {message}</p></li>'
        yield "</ul>"
    numbered = list(enumerate(seen.alerts))[:_MOST]
    for title, accepted in (("What to know before the merge", False), ("Accepted by people", True)):
        shown = [(number, alert) for number, alert in numbered if bool(alert.acknowledged) is accepted]
        if shown:
            yield f'<h2>{title}</h2><ul class="alerts">'
            yield from (_alert(number, alert, seen) for number, alert in shown)
            yield "</ul>"
    if len(seen.alerts) > _MOST:
        yield f"<p>and {len(seen.alerts) - _MOST} more, each at its object below</p>"
    if seen.images:
        titles = ("image", "from", "to", "note", "who runs it")
        yield from _table("Images", titles, [_image(image) for image in seen.images[:_MOST]])


def footer(seen: Seen) -> Iterator[str]:
    """What was compared, and what is not shown."""
    report, noise = seen.report, sum(seen.noise.values())
    said = [f"base <code>{text(report.base)}</code>", f"head <code>{text(report.head)}</code>"]
    if noise:
        classes = text(", ".join(f"{name} {count}" for name, count in seen.noise.items()))
        said.append(f"{counted(noise, 'change')} of noise ({classes})")
    yield f'<footer class="soft"><p>{" · ".join(said)}</p>'
    yield from _noise(seen)
    yield "</footer>"


def _noise(seen: Seen) -> Iterator[str]:
    if not seen.only_noise:
        return
    yield f"<details><summary>only noise: {counted(len(seen.only_noise), 'object')}</summary><ul>"
    for told in seen.only_noise[:_MOST]:
        shown = "; ".join(f"{one.path}: {one.noise}" for one in seen.fields(told))
        where, name = text(told.change.environment), text(str(told.change.identity))
        yield f"<li>{where} <code>{name}</code> {text(shown[:500])}</li>"
    yield "</ul></details>"


def _table(title: str, columns: tuple[str, ...], rows: list[list[str]]) -> Iterator[str]:
    classes = [' class="number"' if name in _NUMBERS else "" for name in columns]
    heads = "".join(f'<th scope="col"{one}>{name}</th>' for name, one in zip(columns, classes, strict=True))
    yield f'<h2>{title}</h2><div class="scroll" tabindex="0" role="region" aria-label="{title}">'
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    for first, *cells in rows:
        rest = "".join(f"<td{one}>{cell}</td>" for cell, one in zip(cells, classes[1:], strict=True))
        yield f'<tr><th scope="row">{first}</th>{rest}</tr>'
    yield "</tbody></table></div>"


def _row(row: Row, seen: Seen) -> Iterator[str]:
    said = list(dict.fromkeys(sentence for state in row.states for sentence in state.said))
    yield text(
        f"{row.environment} (production)" if row.production and row.environment != "production" else row.environment
    )
    yield text(listed(row.services, 8))
    yield from map(str, (row.created, row.changed, row.removed, span(row.pods)))
    yield text(", ".join(asked(row.capacity)) if row.capacity else "")
    yield "<br>".join(prose(seen.discretion.text(sentence)) for sentence in said[:10])


def _image(image: Image) -> list[str]:
    names = (f"<code>{text(part)}</code>" for part in (image.repository, image.old, image.new))
    return [*names, text(", ".join(image.remarks)), text(listed(image.users, 10))]


def _alert(number: int, alert: Alert, seen: Seen) -> str:
    first = alert.first
    message, remedy = words(alert, seen)
    first_of = " (the first of them)" if alert.is_one_of_several else ""
    objects, environments = text(listed(alert.objects, 20)), text(listed(alert.environments, 20))
    fix = f'<p class="fix">{prose(remedy)}</p>' if remedy else ""
    accepted = f"<p>Accepted: {prose(seen.discretion.text(alert.acknowledged))}</p>" if alert.acknowledged else ""
    return (
        f'<li class="alert {_CLASSES.get(first.severity, "grave")}" data-number="{number}">'
        f'<p><span class="chip sev sev-{first.severity}">{text(first.rule)} {SEVERITY[first.severity]}</span> '
        f'<code>{objects}</code> <span class="soft">in {environments}</span></p>'
        f"<p>{prose(message)}{first_of}</p>{fix}{accepted}</li>"
    )
