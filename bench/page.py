"""Records -> `docs/benchmarks.md`, which nobody writes by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench import table
from bench.record import Line, Record

FILE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
PER_RELEASE = (
    "Helm in process, one by one",
    "generate, nothing there yet",
    "generate, nothing to do",
    "render all",
    "validate all",
)
MEASURE = "50x20"
"""The size that growth is held against."""

HEAD = """\
<!-- Written by `make bench`, `make bench-large` and `make bench-peers`; edits here are lost. -->
# Benchmarks

Fleets W(E,S) of E environments and S services in the input format of this repository: of each ten services seven are a
`web` with two routes, probes, scaling, metrics and some fifteen variables, one a `worker`, one a `postgres`, one a
`redis`; every environment pins tags and sets scaling, resources and variables of its own. A release is a service in an
environment and has eight to ten objects. How cartwright comes to these figures: [performance.md](performance.md).

| command | measures |
|---|---|
| `make bench` | start-up, W(3,4), W(10,10), W(50,20); `SIZES=startup,3x4,…,1000x20` for others, `ROUNDS=5` |
| `make bench-large` | W(100,50) and W(1000,20), one round |
| `make bench-peers` | helm, cdk8s and Kapitan at the same work; `PEER_SIZES=10x10,50x20` |

Whole processes, from their start to their end, interpreter and imports included; all rows of a round after each other.
Times of one machine drift by a half within an hour, so **the ratios count**: each is the median over the rounds of a
row's time to the yardstick's in the same round. MB is the most that one process held. Each section says when and where
it was measured.

The yardstick is the simplest that does the job of `helm template` without starting it: Helm's library in one process,
each chart loaded once, each release rendered after the other with the values that are read from its file, and its
manifests written to a file; no `values.schema.json`, which would triple a render. It neither reads the input nor checks
anything. `the same, values in memory` is the yardstick without its files; `the same files, only written` is the floor
of the first `generate`. Before `render all` and `validate all` nothing is kept of an earlier run; `again` comes after
`generate` and one such run."""


def page(records: Mapping[str, Record]) -> str:
    """The whole page."""
    sizes = {name: record for name, record in sorted(records.items(), key=lambda item: _size(item[0])) if "x" in name}
    fleets = {name: record for name, record in sizes.items() if not name.startswith("peers ")}
    peers = {name: record for name, record in sizes.items() if name.startswith("peers ")}
    parts = [HEAD, *(_section(f"W({name.replace('x', ',')})", record) for name, record in fleets.items())]
    parts += [_growth(fleets), _steps(fleets)] if fleets else []
    if "startup" in records:
        parts.append(_startup(records["startup"]))
    parts += [_peers(peers)] if peers else []
    return "\n\n".join(parts) + "\n"


def _size(name: str) -> tuple[int, ...]:
    return tuple(int(number) for number in name.rpartition(" ")[2].split("x") if number.isdecimal())


def _section(title: str, record: Record) -> str:
    return "\n".join([f"## {title}", "", _facts(record), "", *table.markdown(table.cells(record)), *_skipped(record)])


def _facts(record: Record) -> str:
    facts = ", ".join(f"{name} {value}" for name, value in record.facts.items())
    rounds = len(record.lines[0].seconds)
    noun = "round" if rounds == 1 else "rounds"
    return f"{record.date}; {facts}; {rounds} {noun}."


def _skipped(record: Record) -> Iterator[str]:
    for reason in record.skipped:
        yield from ("", f"Left out: {reason}.")


def _growth(fleets: Mapping[str, Record]) -> str:
    """Milliseconds a release, at each size, and the same as ratio to that at the size of measure."""
    head = ["ms a release", *(f"W({name.replace('x', ',')})" for name in fleets)]
    rows = [[name, *(_each(record, name, fleets) for record in fleets.values())] for name in PER_RELEASE]
    shown = MEASURE.replace("x", ",")
    text = f"""\
## Growth

In brackets: how a release compares with one of W({shown}), both divided by the yardstick's time of their own run, which
takes the drift of the machine out. Small fleets pay for the start of the interpreter. Aim: 1.3 at W(1000,20).

"""
    return text + "\n".join(table.markdown([head, *rows]))


def _each(record: Record, name: str, fleets: Mapping[str, Record]) -> str:
    here, there = _release(record, name), _release(fleets.get(MEASURE), name)
    if here is None:
        return ""
    shown = f"{here:.2f}"
    if there is None or record is fleets.get(MEASURE):
        return shown
    drift = (_release(record, record.yardstick) or 1) / (_release(fleets.get(MEASURE), record.yardstick) or 1)
    return f"{shown} ({here / there / (1 if name == record.yardstick else drift):.2f})"


def _release(record: Record | None, name: str) -> float | None:
    line: Line | None = record.line(name) if record is not None else None
    return None if record is None or line is None else line.median * 1000 / record.releases


def _steps(fleets: Mapping[str, Record]) -> str:
    """Where the time of `generate` goes."""
    names = list(dict.fromkeys(step for record in fleets.values() for step in record.steps))
    head = ["milliseconds", *(f"W({name.replace('x', ',')})" for name in fleets)]
    rows = [[step, *(f"{record.steps.get(step, 0):.0f}" for record in fleets.values())] for step in names]
    text = """\
## Where the time of `generate` goes

As `generate --stats` tells it, with nothing kept of an earlier run, and nothing to write.

"""
    return text + "\n".join(table.markdown([head, *rows]))


def _startup(record: Record) -> str:
    text = f"""\
## Start-up

At the size of this repository's own input: each command, after a process that imports what it imports and does nothing
else. The ratio is to `{record.yardstick}`.

"""
    return text + "\n".join([_facts(record), "", *table.markdown(table.cells(record))])


def _peers(peers: Mapping[str, Record]) -> str:
    text = """\
## Beside others

The same kinds of objects for each release, from the same input: `helm template`, a process a release, with the charts
that cartwright wrote; an app of cdk8s and an inventory of Kapitan whose programs ([bench/peers](../bench/peers)) build
the objects in Python. That they make the same kinds is checked in each run. cartwright also makes Argo CD applications,
projects and platform objects, which the others leave out, and reads and judges its input. The ratio is to
`cartwright render --out`.
"""
    sections: Sequence[str] = [
        _section(f"Beside others: W({name.rpartition(' ')[2].replace('x', ',')})", record).replace("## ", "### ", 1)
        for name, record in peers.items()
    ]
    return text + "\n" + "\n\n".join(sections)
