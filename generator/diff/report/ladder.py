"""How much of a report is shown, level by level, until it fits where it goes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Level:
    """What one level of the ladder shows."""

    number: int
    said: str
    """what is left out, to finish "showing 41 of 212 changes"; empty where nothing is"""
    noise: bool = False
    """fields that are only noise are spelled out, not counted"""
    texts: bool = True
    """long texts are shown line by line, not as one line"""
    wholes: bool = True
    """what comes or goes is shown with its fields, not as one line"""
    leaves: int | None = None
    """how many fields of one object at most"""
    others: bool = True
    """environments other than production are shown, not only counted"""
    fields: bool = True
    """fields are shown, not only the names of objects"""
    names: bool = True
    """names are shown, not only counts"""


LEVELS = (
    Level(0, "", noise=True),
    Level(1, "noise is only counted"),
    Level(2, "long texts are one line", texts=False),
    Level(3, "new and removed objects are one line", texts=False, wholes=False),
    Level(4, "at most 20 fields of an object", texts=False, wholes=False, leaves=20),
    Level(5, "other environments than production are only counted", False, False, False, 20, others=False),
    Level(6, "names only, the gravest in full", False, False, False, 20, fields=False),
    Level(7, "counts only, the gravest in full", False, False, False, 20, fields=False, names=False),
)
"""From all that there is to what always fits."""
