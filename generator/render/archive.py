"""Chart -> the files that rendering needs, and these as an archive in memory."""

from __future__ import annotations

import gzip
import io
import tarfile

from generator.idle import is_idle
from generator.render.job import Chart


def needed(chart: Chart) -> dict[str, str]:
    """The chart's files without those that no template sees; a schema would triple the time of a render."""
    return {path: text for path, text in sorted(chart.files.items()) if not is_idle(path)}


def packed(chart: Chart) -> bytes:
    """The needed files as the `.tgz` that `helm package` would make of them."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for path, text in needed(chart).items():
            data = text.encode()
            entry = tarfile.TarInfo(f"{chart.name}/{path}")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return gzip.compress(buffer.getvalue(), compresslevel=1)
