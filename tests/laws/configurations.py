"""Whole repositories as a person might write them: random services of every kind in random environments; and near
misses, in which one thing is not what it should be."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from generator import yamlio
from tests.laws.fleet import (
    AROUND,
    CACHE,
    DATABASE,
    HOW_MANY,
    IMAGES,
    IN_ALL,
    LONG,
    MOUNTED,
    OWN,
    PORTS,
)
from tests.repositories import (
    JOB,
    POSTGRES,
    REDIS,
    RESOURCES,
    SMTP,
    WEB,
    WORKER,
    environment,
    files,
    over,
)

Data = dict[str, Any]
Source = dict[str, bytes]

STATEFUL: Data = {**WORKER, "kind": "stateful", "ports": {"main": 9000}, "volumes": {"/data": "1Gi"}, "replicas": 1}
BASES: dict[str, Data] = {
    "web": over(WEB, {"replicas": 1, "probes": {"readiness": {"path": "/health"}}}),
    "worker": over(WORKER, {"replicas": 1}),
    "stateful": STATEFUL,
    "cronjob": JOB,
    "postgres": POSTGRES,
    "redis": REDIS,
    "external": SMTP,
}
CHANGES: dict[str, st.SearchStrategy[Data]] = {
    "web": IN_ALL | LONG | HOW_MANY | AROUND | st.builds(lambda image: {"image": image}, IMAGES),
    "worker": IN_ALL | LONG | HOW_MANY | PORTS,
    "stateful": IN_ALL,
    "cronjob": IN_ALL | st.sampled_from([{"suspend": True}, {"deadline": "1h"}, {"timeZone": "Asia/Dhaka"}]),
    "postgres": DATABASE,
    "redis": CACHE,
    "external": st.sampled_from([{"host": "mail.example.org"}, {"ports": {"smtp": 25, "tls": 465}}, {}]),
}
OFFERS = {
    "web": "address",
    "stateful": "host",
    "postgres": "url",
    "redis": "url",
    "external": "host",
}
NAMES = st.from_regex(r"[a-z]([a-z0-9-]{0,12}[a-z0-9])?", fullmatch=True).filter(lambda name: "--" not in name)
STAGES = ("dev", "stage", "prod")


@st.composite
def services(draw: st.DrawFn) -> dict[str, Data]:
    """Up to five services; each may need those before it."""
    found: dict[str, Data] = {}
    for name in draw(st.lists(NAMES, min_size=1, max_size=5, unique=True)):
        kind = draw(st.sampled_from(sorted(BASES)))
        data = over(BASES[kind], draw(CHANGES[kind]) if kind not in ("postgres", "redis") else {})
        if kind in ("web", "worker", "cronjob", "stateful"):
            data = over(data, {"resources": RESOURCES, **_needing(draw, found)})
        if kind == "web" and draw(st.booleans()):
            data = over(data, {"routes": {name: {"host": name}}})
        found[name] = _said(data)
    return found


def _said(data: Data, weaker: Any = None) -> Data:
    """The data without any `null` that removes nothing."""
    known = weaker if isinstance(weaker, dict) else {}
    return {
        key: _said(value, known.get(key)) if isinstance(value, dict) else value
        for key, value in data.items()
        if value is not None or known.get(key) is not None
    }


def _needing(draw: st.DrawFn, before: dict[str, Data]) -> Data:
    offering = [name for name, data in before.items() if data["kind"] in OFFERS]
    needs = draw(st.lists(st.sampled_from(offering), unique=True, max_size=2)) if offering else []
    env = {f"FROM_{index}": {"from": f"{name}.{OFFERS[before[name]['kind']]}"} for index, name in enumerate(needs)}
    return {"needs": {name: {} for name in needs}, "env": env} if needs else {}


@st.composite
def data_of(draw: st.DrawFn) -> tuple[dict[str, Data], dict[str, Data]]:
    """Services, and environments that change some of them."""
    shared = draw(services())
    environments = {}
    for number, stage in enumerate(STAGES[: draw(st.integers(1, 3))], start=1):
        own = draw(st.dictionaries(st.sampled_from(sorted(shared)), st.just(None), max_size=2))
        changed = {name: _said(draw(CHANGES[shared[name]["kind"]]), shared[name]) for name in own}
        said = over(environment(number, f"{stage}.example.com"), draw(OWN) if draw(st.booleans()) else {})
        environments[stage] = over(said, {"services": changed} if changed else {})
    return shared, environments


configurations = st.builds(lambda both: files(*both, mounted=MOUNTED), data_of())
"""The input files of a whole repository. Some are illegal after all: what does not go together is found by rules."""


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in it, the whole left out."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield (*path, key)
        yield from places(value, (*path, key))


WRONG = (
    None,
    True,
    -1,
    0,
    3.0,
    2**63,
    "",
    "\n",
    "x" * 64,
    "nō",
    "22:30",
    "{{ .Values.x }}",
    [],
    {},
    [None],
    {"a": None},
    {"from": "nobody.host"},
    {"secret": ""},
)
"""Values that many a key takes for something else, or not at all."""


@st.composite
def near_misses(draw: st.DrawFn) -> tuple[str, Source]:
    """A repository in which one value is another, is twice as long, or one key is gone or new: and the file of it."""
    shared, environments = copy.deepcopy(draw(data_of()))
    kind, name = draw(st.sampled_from([*(("services", one) for one in shared), *(("", one) for one in environments)]))
    data = shared[name] if kind else environments[name]
    path = draw(st.sampled_from(list(places(data))))
    at = data
    for key in path[:-1]:
        at = at[key]
    match draw(st.sampled_from(["value", "gone", "longer", "new"])):
        case "value":
            at[path[-1]] = draw(st.sampled_from(WRONG))
        case "gone":
            del at[path[-1]]
        case "longer":
            at[path[-1]] = f"{at[path[-1]]}\n" if isinstance(at[path[-1]], str) else [at[path[-1]], at[path[-1]]]
        case "new" if isinstance(at, dict):
            at[draw(st.sampled_from(["nane", "0", "env", "kind", "image", "enabled"]))] = draw(st.sampled_from(WRONG))
    where = f"config/services/{name}.yaml" if kind else f"environments/{name}.yaml"
    return where, files(shared, environments, mounted=MOUNTED)


def renamed(source: Source, path: str, data: Data) -> Source:
    """The same input with one file more, or another one."""
    return {**source, path: yamlio.dump(data).encode()}
