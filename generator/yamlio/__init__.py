"""The only room that knows YAML libraries: input files with places, data to text, rendered text to objects."""

from generator.yamlio.characters import shown, unseen_in
from generator.yamlio.emitter import dump, dump_all, scalar
from generator.yamlio.reader import parse, parse_all
from generator.yamlio.rendered import RenderedTextError, RepeatedKeyError, documents
from generator.yamlio.weight import is_too_much

__all__ = [
    "RenderedTextError",
    "RepeatedKeyError",
    "documents",
    "dump",
    "dump_all",
    "is_too_much",
    "parse",
    "parse_all",
    "scalar",
    "shown",
    "unseen_in",
]
