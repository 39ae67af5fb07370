"""Writable paths -> sized emptyDirs with stable names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Set
from typing import Any

from generator.model.container import Container

RESERVED = frozenset({"files", "secret-files", "data"})
"""Names of volumes that charts use themselves."""


def volume_name(path: str, reserved: Set[str] = RESERVED) -> str:
    """A volume's name from its path: `/var/cache/nginx` is `var-cache-nginx`; what is not a label gets a hash."""
    name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")
    if 0 < len(name) <= 50 and path == "/" + name.replace("-", "/") and name not in reserved:
        return name
    return f"{name[:50].strip('-') or 'root'}-{hashlib.sha256(path.encode()).hexdigest()[:8]}"


def writable(container: Container) -> dict[str, Any]:
    """path -> the emptyDir mounted there."""
    found: dict[str, Any] = {}
    for path, volume in sorted(container.volumes_by_path.items()):
        found[path] = {"name": volume_name(path), "sizeLimit": volume.size_limit}
        if volume.medium is not None:
            found[path]["medium"] = volume.medium
    return found
