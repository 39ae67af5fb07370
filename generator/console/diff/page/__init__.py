"""Report -> one page for a browser: no network, nothing beside it, and no script in it but its own."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files

from generator.console.diff.page.data import data
from generator.console.diff.page.fixed import footer, header, warnings
from generator.console.diff.page.markup import embedded, text
from generator.console.diff.page.picture import picture
from generator.console.diff.seen import Seen
from generator.console.diff.words import SEVERITY
from generator.diff.nouns import Report

__all__ = ["html"]

_FILTERS = """<div class="bar" role="search" aria-label="filter the changes">
<div><label for="environment">environment</label>
<select id="environment"><option value="">all</option>{environments}</select></div>
<div><label for="severity">severity</label>
<select id="severity"><option value="">any</option>{severities}</select></div>
<div><label for="kind">kind</label><select id="kind"><option value="">all</option>{kinds}</select></div>
<div class="wide"><label for="text">search, or press /</label><input id="text" type="search" autocomplete="off"></div>
<div class="buttons"><button type="button" id="expand" aria-pressed="false">expand all</button>
<button type="button" id="side" aria-pressed="false">side by side</button>
<button type="button" id="reset">clear</button></div>
</div>"""


def html(report: Report) -> str:
    """The page; the same report is the same bytes."""
    seen = Seen(report)
    lines = ["<!doctype html>", '<html lang="en">', *_head(report), *_body(seen), "</html>", ""]
    return "\n".join(lines)


def _head(report: Report) -> Iterator[str]:
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy(_own("page.css"), _own("page.js"))}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{text(f'{report.base} to {report.head}')}: what changes</title>"
    yield f"<style>{_own('page.css')}</style>"
    yield "</head>"


def _body(seen: Seen) -> Iterator[str]:
    yield "<body>"
    yield '<a class="skip" href="#list">to the changes</a>'
    yield from header(seen)
    yield "<main>"
    yield from warnings(seen)
    yield from picture(seen)
    yield '<section id="list" aria-labelledby="what">'
    yield '<h2 id="what">What changes <span class="soft" id="count" role="status"></span></h2>'
    yield _filters(seen)
    yield "<noscript><p>The list of changes needs JavaScript; all above does not.</p></noscript>"
    yield '<div id="changes"></div>'
    yield '<button type="button" id="more" hidden>show more</button>'
    yield "</section>"
    yield "</main>"
    yield from footer(seen)
    yield f'<script type="application/json" id="report">{embedded(data(seen))}</script>'
    yield f"<script>{_own('page.js')}</script>"
    yield "</body>"


def _filters(seen: Seen) -> str:
    environments = dict.fromkeys(name for group in seen.groups for name in group.environments)
    kinds = sorted({group.identity.kind for group in seen.groups})
    used = {alert.first.severity for alert in seen.alerts}
    return _FILTERS.format(
        environments=_options({name: name for name in environments}),
        severities=_options({key: word for key, word in SEVERITY.items() if key in used}),
        kinds=_options({kind: kind for kind in kinds}),
    )


def _options(names: dict[str, str]) -> str:
    return "".join(f'<option value="{text(value)}">{text(name)}</option>' for value, name in names.items())


def _policy(style: str, script: str) -> str:
    """Nothing from anywhere, no style and no script but those of this page, whatever else got into it."""
    own = f"style-src {_hash(style)}; script-src {_hash(script)}"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


@cache
def _own(name: str) -> str:
    return (files("generator.console.diff.page") / name).read_text(encoding="utf-8")
