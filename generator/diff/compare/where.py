"""Where in which object a value stands: what the rules of lists, of equality and of noise ask."""

from __future__ import annotations

from typing import NamedTuple

from generator.diff.compare.paths import Entry, Steps, keys_of
from generator.kubernetes.pods import TEMPLATES

_BUILT_IN = frozenset({"", "apps", "autoscaling", "batch", "policy"})
_FREE = frozenset({"valuesObject", "openAPIV3Schema"})


class Where(NamedTuple):
    """A place in an object of a kind; in an embedded document or in free values no rule of Kubernetes holds."""

    group: str
    kind: str
    steps: Steps = ()
    free: bool = False
    secret: bool = False
    """what stands here is, or may be, a secret"""

    def at(self, step: str, *, secret: bool = False) -> Where:
        """One step deeper."""
        return Where(self.group, self.kind, (*self.steps, step), self.free or step in _FREE, secret)

    @property
    def field(self) -> str:
        """The nearest key of a mapping: empty at the root."""
        for step in reversed(self.steps):
            if not isinstance(step, Entry):
                return step
        return ""

    @property
    def keys(self) -> Steps:
        """The keys of mappings on the way."""
        return keys_of(self.steps)

    @property
    def is_built_in(self) -> bool:
        """Whether Kubernetes itself knows the field."""
        return not self.free and (self.group in _BUILT_IN or self.group.endswith(".k8s.io"))

    @property
    def is_in_pods(self) -> bool:
        """Whether it stands in the template of pods, or in a pod."""
        return _pods(self.kind, self.keys)


def template_of(kind: str) -> Steps:
    """Where a kind has what its pods are made of; empty where it makes none. All of a pod's own is in its spec."""
    return ("spec",) if kind == "Pod" else TEMPLATES.get(kind, ())


def _pods(kind: str, keys: Steps) -> bool:
    template = template_of(kind)
    return bool(template) and keys[: len(template)] == template
