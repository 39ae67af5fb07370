"""The answers of all shards, in their order -> the one that nobody shared."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from generator.nouns import Printed
from generator.share import Answer, Page, Seen, Told


def seen(answers: Sequence[Answer]) -> Seen:
    """What was found in all environments. A waiver matches nothing where it does so in every shard."""
    parts = [answer.seen for answer in answers if answer.seen is not None]
    first, *others = parts
    return Seen(
        sum(part.objects for part in parts),
        sum(part.skipped for part in parts),
        tuple(chain.from_iterable(part.failures for part in parts)),
        tuple(chain.from_iterable(part.refused for part in parts)),
        tuple(chain.from_iterable(part.findings for part in parts)),
        tuple(problem for problem in first.idle if all(problem in other.idle for other in others)),
    )


def told(answers: Sequence[Answer]) -> Told:
    """What the first shard says of the whole."""
    return next(answer.told for answer in answers if answer.told is not None)


def pages(answers: Sequence[Answer]) -> list[Printed]:
    """What was printed, in the order of a plan."""
    found = sorted(chain.from_iterable(answer.printed or () for answer in answers), key=_place)
    return [Printed(page.release, page.documents) for page in found]


def _place(page: Page) -> tuple[str, str]:
    return page.release.environment, page.release.name
