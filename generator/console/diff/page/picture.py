"""The services that change and their neighbours -> a drawing, with the same in words for who cannot see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.console.diff.page.markup import text
from generator.console.diff.seen import Seen
from generator.console.text import counted
from generator.diff.report import Drawing, Node, drawing

_WIDTH, _HEIGHT, _ACROSS, _DOWN, _EDGE = 160, 46, 240, 66, 20
_LETTERS = 20
_GRAVE = frozenset("XDOS")


def picture(seen: Seen) -> Iterator[str]:
    """Nothing where nobody needs anybody."""
    drawn = drawing(seen.report, seen.groups)
    if not drawn.nodes:
        return
    wide = _EDGE * 2 + _WIDTH + _ACROSS * max(node.layer for node in drawn.nodes)
    layers = Counter(node.layer for node in drawn.nodes)
    high = _EDGE * 2 + _HEIGHT + _DOWN * (max(layers.values()) - 1)
    places = {node.name: _place(node, layers[node.layer], high) for node in drawn.nodes}
    yield '<h2>Who needs whom</h2><div class="graph" tabindex="0" role="region" aria-label="Who needs whom">'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" '
        f'role="img" aria-label="{text(_said(drawn))}">'
    )
    yield (
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z"/></marker></defs>'
    )
    yield from (_edge(places[source], places[target]) for source, target in drawn.edges)
    yield from (_node(node, places[node.name]) for node in drawn.nodes)
    yield "</svg></div>"
    if drawn.omitted:
        yield f'<p class="soft">and {counted(drawn.omitted, "service")} more that change</p>'


def _place(node: Node, rows: int, high: int) -> tuple[int, int]:
    top = (high - _HEIGHT - _DOWN * (rows - 1)) // 2
    return _EDGE + _ACROSS * node.layer, top + _DOWN * node.row


def _node(node: Node, place: tuple[int, int]) -> str:
    x, y = place
    kind = "grave changed" if node.severity in _GRAVE else "changed" if node.changes else "beside"
    name = node.name if len(node.name) <= _LETTERS else f"{node.name[: _LETTERS - 1]}…"
    below = counted(node.changes, "change") if node.changes else "no change"
    return (
        f'<g class="{kind}"><title>{text(node.name)}: {below}</title>'
        f'<rect x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="7"/>'
        f'<text x="{x + 12}" y="{y + 20}">{text(name)}</text>'
        f'<text class="less" x="{x + 12}" y="{y + 36}">{below}</text></g>'
    )


def _edge(source: tuple[int, int], target: tuple[int, int]) -> str:
    (x1, y1), (x2, y2) = source, target
    half = _HEIGHT // 2
    if x1 == x2:
        side, out = x1 + _WIDTH, x1 + _WIDTH + 40
        bend = f"M{side} {y1 + half}C{out} {y1 + half} {out} {y2 + half} {side} {y2 + half}"
    else:
        start, end = (x1 + _WIDTH, x2) if x1 < x2 else (x1, x2 + _WIDTH)
        middle = (start + end) // 2
        bend = f"M{start} {y1 + half}C{middle} {y1 + half} {middle} {y2 + half} {end} {y2 + half}"
    return f'<path d="{bend}" marker-end="url(#arrow)"/>'


def _said(drawn: Drawing) -> str:
    needs: dict[str, list[str]] = {}
    for source, target in drawn.edges:
        needs.setdefault(source, []).append(target)
    return "; ".join(f"{name} needs {', '.join(targets)}" for name, targets in needs.items())
