"""Files in memory -> files on disk: all or none, and never over what a person wrote."""

from generator.marks import FOLDERS
from generator.write.difference import difference
from generator.write.ejection import ejection, forget, unsettled
from generator.write.generated import Changes, FileChange, changes
from generator.write.rendering import is_free, put
from generator.write.stage import stage
from generator.write.stale import stale
from generator.write.transaction import apply
from generator.write.version import notes

__all__ = [
    "FOLDERS",
    "Changes",
    "FileChange",
    "apply",
    "changes",
    "difference",
    "ejection",
    "forget",
    "is_free",
    "notes",
    "put",
    "stage",
    "stale",
    "unsettled",
]
