"""Charts and values -> the objects that Helm makes of them, by either of two engines; the only room that knows Helm."""

from generator.render.brought import Brought, Limits, Placed, bring, bring_files, guarded, overlooked, placed, watched
from generator.render.engine import engine, is_the_librarys, standby
from generator.render.job import Chart, Document, Engine, Failure, Job, Manifest
from generator.render.manifests import manifests
from generator.render.releases import printed, rendered, succeeding

__all__ = [
    "Brought",
    "Chart",
    "Document",
    "Engine",
    "Failure",
    "Job",
    "Limits",
    "Manifest",
    "Placed",
    "bring",
    "bring_files",
    "engine",
    "guarded",
    "is_the_librarys",
    "manifests",
    "overlooked",
    "placed",
    "printed",
    "rendered",
    "standby",
    "succeeding",
    "watched",
]
