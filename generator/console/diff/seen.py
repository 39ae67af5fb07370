"""A report and all that is made of it once, for every format and the many tries until a comment fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from generator.console.diff.discretion import Discretion
from generator.console.diff.lines import Field, field
from generator.console.diff.words import only_noise
from generator.diff.nouns import Report, Told
from generator.diff.report import Alert, Group, Image, Row, alerts, groups, images, rows, sentence
from generator.diff.report.wholes import leaves

SectionKey = tuple[tuple[str, ...], tuple[str, ...]]
"""The environments that have a change, and those that do not."""


class Seen:
    """What there is to show."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.discretion = Discretion(report)
        self._fields: dict[int, tuple[Field, ...]] = {}

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """All changes, folded."""
        return groups(self.report)

    @cached_property
    def alerts(self) -> tuple[Alert, ...]:
        """All findings, folded."""
        return alerts(self.report)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The table of environments."""
        return rows(self.report)

    @cached_property
    def images(self) -> tuple[Image, ...]:
        """The table of images."""
        return images(self.report)

    @cached_property
    def sentence(self) -> str:
        """The headline."""
        return sentence(self.report)

    @cached_property
    def changes(self) -> int:
        """How many objects change in more than noise."""
        return sum(len(group.told) for group in self.groups)

    @cached_property
    def only_noise(self) -> list[Told]:
        """The objects that change in nothing but noise."""
        return only_noise(self.report)

    @cached_property
    def noise(self) -> Mapping[str, int]:
        """How many fields of each class of noise there are."""
        classes: dict[str, int] = defaultdict(int)
        for told in self.report.changes:
            for edit in told.change.edits:
                if edit.noise:
                    classes[edit.noise] += 1
        return dict(sorted(classes.items()))

    @cached_property
    def sections(self) -> Mapping[SectionKey, list[Group]]:
        """The changes by where they happen, in their order."""
        found: dict[SectionKey, list[Group]] = defaultdict(list)
        for group in self.groups:
            found[group.environments, group.missing].append(group)
        return found

    def fields(self, told: Told) -> tuple[Field, ...]:
        """What may be said of the fields of one object that changes."""
        if id(told) not in self._fields:
            self._fields[id(told)] = tuple(self._said(told))
        return self._fields[id(told)]

    def _said(self, told: Told) -> Iterator[Field]:
        for edit in leaves(told.change):
            yield field(edit, self.discretion)
