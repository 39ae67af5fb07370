"""A rendered object as the checks see it: its identity, and findings about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.check.finding import Finding, Path
from generator.kubernetes.reading import mapping, text
from generator.nouns import Release
from generator.parts.objects import CLUSTER_SCOPED

WITHOUT_NAMESPACE = CLUSTER_SCOPED


@dataclass(frozen=True, slots=True, eq=False)
class Resource:
    """One object of one release; without a namespace of its own it goes where its release goes."""

    release: Release
    origin: str
    body: Mapping[str, Any]
    version: str
    kind: str
    namespace: str
    name: str

    def __str__(self) -> str:
        return f"`{self.kind}/{self.name}`"

    @property
    def group(self) -> str:
        """The API group; empty for Kubernetes' core."""
        return self.version.rpartition("/")[0]

    @property
    def labels(self) -> Mapping[str, Any]:
        """The object's own labels."""
        return mapping(self.body, "metadata", "labels")

    @property
    def annotations(self) -> Mapping[str, Any]:
        """The object's own annotations."""
        return mapping(self.body, "metadata", "annotations")

    @property
    def spec(self) -> Mapping[str, Any]:
        """The object's spec."""
        return mapping(self.body, "spec")

    def finding(self, path: Path, code: str, message: str, hint: str = "") -> Finding:
        """A finding at a path of this object."""
        return Finding(
            release=self.release,
            origin=self.origin,
            kind=self.kind,
            namespace=self.namespace,
            name=self.name,
            path=path,
            code=code,
            message=message,
            hint=hint,
        )


def resource(release: Release, origin: str, body: Mapping[str, Any]) -> Resource:
    """The object with its identity read."""
    kind = text(body, "kind")
    metadata = mapping(body, "metadata")
    namespace = "" if kind in WITHOUT_NAMESPACE else text(metadata, "namespace") or release.namespace
    return Resource(release, origin, body, text(body, "apiVersion"), kind, namespace, text(metadata, "name"))
