"""Problems, changes, objects and findings -> text; the only room that prints."""

from generator.console.changes import (
    by_hand_lines,
    change_lines,
    difference_lines,
    drift,
    ended_lines,
    foreign_lines,
    note_lines,
    staged_lines,
)
from generator.console.ejection import ejection_lines
from generator.console.excerpt import source_lines
from generator.console.findings import Finding, finding_lines, setup_lines
from generator.console.formats import has_errors
from generator.console.guidance import guidance_lines
from generator.console.problems import problem_lines, traceback_lines, trouble_lines
from generator.console.screen import Color, Look, Screen, Verbosity, use_streams
from generator.console.statistics import statistics_lines
from generator.console.text import counted, harmless_json, readable_json, safe
from generator.console.unsaid import of_input, veiled
from generator.console.validation import FORMATS, show_validation
from generator.console.veil import of_environment, veil

__all__ = [
    "FORMATS",
    "Color",
    "Finding",
    "Look",
    "Screen",
    "Verbosity",
    "by_hand_lines",
    "change_lines",
    "counted",
    "difference_lines",
    "drift",
    "ejection_lines",
    "ended_lines",
    "finding_lines",
    "foreign_lines",
    "guidance_lines",
    "harmless_json",
    "has_errors",
    "note_lines",
    "of_environment",
    "of_input",
    "problem_lines",
    "readable_json",
    "safe",
    "setup_lines",
    "show_validation",
    "source_lines",
    "staged_lines",
    "statistics_lines",
    "traceback_lines",
    "trouble_lines",
    "use_streams",
    "veil",
    "veiled",
]
