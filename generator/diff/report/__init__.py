"""Report -> what every format shows of it: headline, table, folded changes and findings, images, sizes; values only."""

from generator.diff.report.alerts import Alert, alerts, rank
from generator.diff.report.capacity import capacity
from generator.diff.report.graph import Drawing, Node, drawing
from generator.diff.report.grouping import Group, groups
from generator.diff.report.headline import Row, phrases, rows, sentence
from generator.diff.report.images import Image, images
from generator.diff.report.ladder import LEVELS, Level
from generator.diff.report.needs import needs

__all__ = [
    "LEVELS",
    "Alert",
    "Drawing",
    "Group",
    "Image",
    "Level",
    "Node",
    "Row",
    "alerts",
    "capacity",
    "drawing",
    "groups",
    "images",
    "needs",
    "phrases",
    "rank",
    "rows",
    "sentence",
]
