"""What `render` and `validate` find in an environment -> entries of the cache, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from typing import TYPE_CHECKING

from generator.cache import Entry
from generator.errors import Place
from generator.nouns import Fleet, Generated, Printed, Release, Rendered
from generator.recall import Results
from generator.share import Counted

if TYPE_CHECKING:
    from generator.check import Finding


def pages(found: Mapping[str, Entry]) -> Iterator[Printed]:
    """The releases of environments as they were printed before, in their order."""
    for _, entry in sorted(found.items()):
        texts = iter(entry.files.values())
        for release, origins in entry.said:
            known = Release(**{**release, "values": tuple(release["values"]), "include": tuple(release["include"])})
            yield Printed(known, tuple((origin, next(texts).decode()) for origin in origins))


def keeping(results: Results, printed: Iterable[Printed]) -> Iterator[Printed]:
    """All releases of some environments, each environment kept once the last of its releases is taken; one in which a
    release does not render is not."""
    for environment, releases in groupby(printed, key=lambda one: one.release.environment):
        here = []
        for one in releases:
            here.append(one)
            yield one
        if not any(one.failure for one in here):
            results.keep(environment, _entry(here))


def _entry(printed: Sequence[Printed]) -> Entry:
    texts = [text for one in printed for _, text in one.documents]
    said = [[asdict(one.release), [origin for origin, _ in one.documents]] for one in printed]
    return Entry({str(number): text.encode() for number, text in enumerate(texts)}, said)


def counted(found: Mapping[str, Entry]) -> Counted:
    """The counts of environments that earlier runs checked."""
    said = [entry.said for entry in found.values()]
    unused = {Place(*place): path for *_, keys in said for place, path in keys}
    return Counted(sum(one[0] for one in said), sum(one[1] for one in said), unused)


def keep_counts(results: Results, whole: Generated, rendered: Iterable[Rendered], findings: Iterable[Finding]) -> None:
    """Keep the counts of environments of which nothing else is said."""
    for environment, entry in counts(whole, rendered, findings).items():
        results.keep(environment, entry)


def counts(whole: Generated, rendered: Iterable[Rendered], findings: Iterable[Finding]) -> dict[str, Entry]:
    """environment -> its counts, where nothing was found in it and nothing else is said of it."""
    from generator.check.values import values
    from generator.validate import everywhere

    if [*values(whole.plan)]:
        return {}
    found, unused = {}, everywhere(whole.fleet)
    told = {one.release.environment for one in findings}
    for environment, releases in groupby(rendered, key=lambda one: one.release.environment):
        here = [*releases]
        if environment not in told and not any(one.failure for one in here) and not _spoken(whole.fleet, environment):
            keys = {**unused.get("", {}), **unused[environment]}
            places = [[[place.file, place.line, place.column], path] for place, path in keys.items()]
            found[environment] = Entry({}, [sum(len(one.objects) for one in here), 0, places])
    return found


def _spoken(fleet: Fleet, environment: str) -> bool:
    """Whether `validate` says something of an environment that is right: an exception, a pin."""
    from generator import exceptions

    here = {environment: fleet.environments[environment]}
    alone = replace(fleet, environments=here, services={environment: fleet.services[environment]})
    return bool(exceptions.listed(alone)) or here[environment].pin is not None
