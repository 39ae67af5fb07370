"""(base, head) -> what is not the same: which objects, and in each which leaves, by paths that readers know."""

from generator.diff.cluster.scope import identity
from generator.diff.compare.edits import edits, secrets
from generator.diff.compare.hidden import HIDDEN, Hidden
from generator.diff.compare.hunks import hunk
from generator.diff.compare.match import changes
from generator.diff.compare.renames import renames

__all__ = ["HIDDEN", "Hidden", "changes", "edits", "hunk", "identity", "renames", "secrets"]
