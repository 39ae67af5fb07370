"""A real browser, where `make browser` has installed one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".browser"
PACKAGES = Path(os.environ.get("BROWSER_VENV", ROOT / ".venv-browser")) / "lib"


def installed() -> Path:
    """Where Playwright lies, of the Python that runs; skips where it is not there."""
    here = PACKAGES / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    if not (here / "playwright").is_dir() or not (FOLDER / "chromium").exists():
        pytest.skip("there is no browser to look with: run `make browser`")
    return here


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    here = str(installed())
    sys.path.append(here)
    try:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as started:
            browser = started.chromium.launch(
                executable_path=str((FOLDER / "chromium").resolve()), args=["--no-sandbox", "--disable-dev-shm-usage"]
            )
            yield browser
            browser.close()
    finally:
        sys.path.remove(here)


@pytest.fixture(scope="module")
def axe() -> str:
    installed()
    return (FOLDER / "axe.min.js").read_text(encoding="utf-8")
