"""Repository -> the JSON Schemas of its input files, for editors: its own services, offers and environments in them."""

from generator.schema.documents import artifacts, complete, schema
from generator.schema.repository import Repository, kinds, named, offered, repository

__all__ = ["Repository", "artifacts", "complete", "kinds", "named", "offered", "repository", "schema"]
