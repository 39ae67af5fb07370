"""Installs the cartwright that lies beside this file, from pinned and hashed requirements, and notes how to start it.

usage: install.py FOLDER [VERSION]
With a version, another one is refused: what is committed must follow from the version that the repository names.
"""

import json
import platform
import re
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]


def main(folder: str, version: str = "") -> int:
    """Make a virtual environment, and write into `command.json` how to start cartwright there."""
    here = re.search(r'^__version__ = "(.*)"', (HERE / "generator" / "__init__.py").read_text(encoding="utf-8"), re.M)
    found = here[1] if here else "unknown"
    if version and version.removeprefix("v") != found:
        print(f"the commit in `uses:` is cartwright {found}, and `version` names {version!r}", file=sys.stderr)
        return 2
    place = Path(folder).resolve()
    venv.create(place, with_pip=True, clear=True)
    python = place / "bin" / "python"
    names = ["run.txt"]
    if sys.platform == "linux" and platform.libc_ver()[0] == "glibc":
        names.append("helm.txt")
    for name in names:
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--require-hashes"]
        subprocess.run([*pip, "--only-binary", ":all:", "-r", str(HERE / "requirements" / name)], check=True)
    (library,) = place.glob("lib/python3.*/site-packages")
    (library / "cartwright.pth").write_text(f"{HERE}\n", encoding="utf-8")
    (place / "command.json").write_text(json.dumps([str(python), "-P", "-m", "generator"]), encoding="utf-8")
    print(f"cartwright {found} is ready")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
