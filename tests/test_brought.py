"""`--charts DIR`, by the whole command: where a chart of one's own stands, and what is said of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import yamlio
from tests.render.brought.charts import METADATA
from tests.repositories import WEB, environment, files

CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}, namespace: {{{{ .Release.Namespace }}}}}}\n"
MINE = (
    CONFIG_MAP.format(name="mine")
    + "data: {tag: '{{ (.Values.image | default dict).tag }}', of: {{ .Values.of | default `none` }}}\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A shop with a service `app` in `dev` and `live`, and a chart of somebody's that is called like it."""
    root = tmp_path / "shop"
    tagged = {"services": {"app": {"image": {"tag": "v2"}}}}
    written(root, files({"app": WEB}, {"dev": environment(1, **tagged), "live": environment(2, "live.example.com")}))
    ran(root, "generate")
    return root


def written(folder: Path, contents: Mapping[str, str | bytes]) -> None:
    for path, text in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())


def chart(root: Path, name: str, contents: Mapping[str, str | bytes]) -> None:
    written(root / "vendor" / name, {"Chart.yaml": METADATA, **contents})


def ran(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "--root", str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def rendered(root: Path, *arguments: str) -> dict[str, list[str]]:
    """environment/release -> kind/name of its objects."""
    ended = ran(root, "render", "--charts", str(root / "vendor"), *arguments)
    assert ended.stderr == ""
    found: dict[str, list[str]] = {}
    for document in ended.stdout.split("---\n")[1:]:
        release = document.partition("# Release: ")[2].partition("\n")[0]
        (body,) = yamlio.documents(document)
        found.setdefault(release, []).append(f"{body['kind']}/{body['metadata']['name']}")
    return found


def test_a_chart_that_is_called_like_a_service_stands_in_its_place(root: Path) -> None:
    chart(root, "app", {"templates/a.yaml": MINE})

    found = rendered(root)

    assert (found["dev/app"], found["live/app"]) == (["ConfigMap/mine"], ["ConfigMap/mine"])
    assert "Namespace/shop" in found["dev/platform"]


def test_it_gets_the_values_that_the_service_has_there_or_brings_its_own(root: Path) -> None:
    chart(root, "app", {"templates/a.yaml": MINE, "values/live.yaml": "of: mine\nimage: {tag: v7}\n"})

    ended = ran(root, "render", "--charts", str(root / "vendor"), "--service", "app")

    data = [body["data"] for text in ended.stdout.split("---\n")[1:] for body in yamlio.documents(text)]
    assert data == [{"tag": "v2", "of": "none"}, {"tag": "v7", "of": "mine"}]


def test_any_other_chart_is_a_release_of_every_environment(root: Path) -> None:
    chart(root, "extra", {"templates/a.yaml": CONFIG_MAP.format(name="more"), "values/live.yaml": "of: live\n"})

    assert rendered(root, "--service", "extra") == {"dev/extra": ["ConfigMap/more"], "live/extra": ["ConfigMap/more"]}
    assert "Deployment/app" in rendered(root, "--env", "dev")["dev/app"]


def test_our_own_charts_are_the_same_charts_when_they_are_brought(root: Path) -> None:
    plain = ran(root, "validate").stdout

    brought = ran(root, "validate", "--charts", str(root / "charts"))

    assert (brought.returncode, brought.stdout, brought.stderr) == (0, plain, "")


def test_objects_of_such_charts_are_checked_like_ours_and_told_at_their_template(root: Path) -> None:
    chart(root, "app", {"templates/a.yaml": CONFIG_MAP.format(name="Upper_case")})

    ended = ran(root, "validate", "--charts", str(root / "vendor"))

    assert ended.returncode == 1
    assert "vendor/app/templates/a.yaml:1:1: error[name-invalid] " in ended.stdout
    assert "(ConfigMap `Upper_case` of `app` in `live`)" in ended.stdout


@pytest.mark.parametrize("command", ["render", "validate"])
def test_what_a_chart_may_not_do_is_told_with_what_is_wrong_in_the_input(root: Path, command: str) -> None:
    chart(root, "extra", {"templates/a.yaml": "x:\n  y: {{ randAlphaNum 9 }}\n"})
    written(root, {"environments/dev.yaml": "clutser: {}\n"})
    before = contents(root)

    ended = ran(root, command, "--charts", str(root / "vendor"))

    assert ended.returncode == 2
    told = ended.stdout + ended.stderr
    assert "vendor/extra/templates/a.yaml:2:9: error[chart-function] `randAlphaNum` gives another value" in told
    assert "environments/dev.yaml:1:1: error[unknown-key] " in told
    assert contents(root) == before


def test_a_chart_that_does_not_render_hides_nothing_of_the_others(root: Path) -> None:
    chart(root, "bad", {"templates/a.yaml": "{{ fail `boom` }}"})
    chart(root, "good", {"templates/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: A}\n"})

    ended = ran(root, "validate", "--charts", str(root / "vendor"))

    assert ended.returncode == 1
    assert "vendor/bad/templates/a.yaml:1:4: error[render-failed] helm cannot render this: " in ended.stdout
    assert "vendor/good/templates/a.yaml:1:1: error[name-invalid] " in ended.stdout


@pytest.mark.parametrize("name", ["platform", "root"])
def test_the_names_of_the_platforms_releases_are_taken(root: Path, name: str) -> None:
    chart(root, name, {})

    ended = ran(root, "validate", "--charts", str(root / "vendor"))

    assert (ended.returncode, ended.stdout) == (
        2,
        f"vendor/{name}/Chart.yaml:1:1: error[chart-name] `{name}` is the name of a release that belongs to the "
        "platform\n"
        "  help: rename the folder\n"
        "1 problem in 1 file\n",
    )


def test_a_chart_that_no_environment_runs_is_said(root: Path) -> None:
    written(root, {"config/services/smtp.yaml": "kind: external\nhost: smtp.example.com\nports: {smtp: 587}\n"})
    chart(root, "smtp", {})
    ran(root, "generate")

    ended = ran(root, "validate", "--charts", str(root / "vendor"))

    assert ended.returncode == 0
    assert "not seen: the chart `vendor/smtp`: no environment runs a chart of that name\n" in ended.stdout


def test_a_folder_that_is_none_is_a_mistake_on_the_command_line(root: Path) -> None:
    ended = ran(root, "render", "--charts", "nowhere")

    assert (ended.returncode, ended.stderr) == (
        2,
        "error: `--charts` is `nowhere`, which is no folder\n  help: name a folder of charts, or a chart\n",
    )


def test_a_link_never_reaches_what_it_leads_to(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("marker-of-a-secret")
    chart(root, "extra", {"templates/a.yaml": "x: {{ .Files.Get `stolen` }}\n"})
    (root / "vendor/extra/stolen").symlink_to(tmp_path / "secret")

    ended = ran(root, "render", "--charts", str(root / "vendor"))

    assert ended.returncode == 2
    assert "vendor/extra/stolen:1:1: error[not-a-regular-file] " in ended.stderr
    assert "marker" not in ended.stdout + ended.stderr


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_folder_may_lie_anywhere(root: Path, tmp_path: Path) -> None:
    chart(root, "extra", {"templates/a.yaml": "{{ now }}"})
    shutil.move(root / "vendor", tmp_path / "vendor")

    ended = ran(root, "validate", "--charts", str(tmp_path / "vendor"))

    assert ended.stdout.startswith("vendor/extra/templates/a.yaml:1:4: error[chart-function] ")
