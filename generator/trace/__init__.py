"""Findings in rendered objects -> problems at the input line behind each.

Which input line makes which rendered value is found by perturbation: one leaf of the input is changed in memory, the
release is made again, and what moved is compared. No table is kept by hand.
"""

from generator.trace.problems import problems

__all__ = ["problems"]
