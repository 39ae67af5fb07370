"""What git does not say of a cluster, as far as a verdict depends on it; the defaults are those of a healthy one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


def _nowhere(pod: Mapping[str, Any]) -> bool:
    return False


@dataclass(frozen=True)
class World:
    """A cluster as it is assumed to be."""

    namespaces: frozenset[str] | None = None
    """those that are there besides the ones in git; None where any may be"""
    servers: frozenset[str] | None = None
    """the clusters that Argo CD knows; None: those that the base names"""
    stuck: Callable[[Mapping[str, Any]], bool] = _nowhere
    """whether no node takes a pod of this template"""
    patient: bool = True
    """whether pods wait for the ConfigMaps and Secrets that they read, as real ones do"""
