"""What may lie in a chart, and how a chart may be called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.render.brought import folder
from generator.render.brought.folder import read
from tests.render.brought.charts import METADATA, brought, refused, said, written

EVIL = "vendor/evil"


@pytest.mark.parametrize("path", ["templates/a.yaml", "link", "Chart.lock", "charts", "files/deep/x"])
@pytest.mark.parametrize("target", ["/etc/passwd", "/etc", "../evil", "nowhere", "Chart.yaml"])
def test_a_link_in_a_chart_is_refused_wherever_it_leads(tmp_path: Path, path: str, target: str) -> None:
    link = written(tmp_path, {}) / "evil" / path
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target)

    charts, problems = read(tmp_path / "vendor", tmp_path)

    assert not charts
    assert said(problems) == [
        f"{EVIL}/{path}:1:1: not-a-regular-file: `{EVIL}/{path}` is a link, expected a regular file"
    ]


def test_a_link_in_the_place_of_a_chart_is_refused(tmp_path: Path) -> None:
    (written(tmp_path, {}) / "other").symlink_to("/etc")

    _, problems = read(tmp_path / "vendor", tmp_path)

    assert said(problems) == ["vendor/other:1:1: not-a-regular-file: `vendor/other` is a link, expected a regular file"]


def test_a_pipe_in_a_chart_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(written(tmp_path, {}) / "evil/values.yaml")

    _, problems = read(tmp_path / "vendor", tmp_path)

    assert said(problems) == [
        f"{EVIL}/values.yaml:1:1: not-a-regular-file: `{EVIL}/values.yaml` is a pipe, expected a regular file"
    ]


@pytest.mark.parametrize("path", ["charts/sub-1.0.0.tgz", "x.tar", "y.tar.gz", "z.zip"])
def test_an_archive_is_not_opened(tmp_path: Path, path: str) -> None:
    assert refused(tmp_path, {path: b"\x1f\x8b"}) == [
        f"{EVIL}/{path}:1:1: chart-archive: an archive is not read, and Helm would take it for a chart"
    ]


@pytest.mark.parametrize("name", ["../../../../tmp/x", ".", "..", "a/b", "a b", "", "-x", "\\u0000", "x" * 54, "a.b"])
def test_the_name_of_a_chart_is_no_path(tmp_path: Path, name: str) -> None:
    (found,) = refused(tmp_path, {"Chart.yaml": f'apiVersion: v2\nname: "{name}"\nversion: 0.1.0\n'})

    assert found.startswith(f"{EVIL}/Chart.yaml:2:7: chart-name: found ")
    assert found.endswith(" as the name of a chart, expected letters, digits, `-` and `_`")


def test_nor_is_that_of_a_chart_inside(tmp_path: Path) -> None:
    (found,) = refused(tmp_path, {"charts/sub/Chart.yaml": "name: ../x\nversion: 0.1.0\n"})

    assert found.startswith(f"{EVIL}/charts/sub/Chart.yaml:1:7: chart-name: found ")


@pytest.mark.parametrize("name", ["Evil", "e.vil", "x" * 54, "0x", "e_vil"])
def test_the_folder_of_a_chart_can_name_a_release(tmp_path: Path, name: str) -> None:
    _, problems = read(written(tmp_path, {}, name=name), tmp_path)

    assert said(problems) == [
        f"vendor/{name}:1:1: chart-name: the folder `{name}` cannot name a release, expected at most 53 lower-case "
        "letters, digits and `-`, beginning with a letter"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: [", "Chart.yaml:2:1: chart-invalid: "),
        ("name: a\nname: b\n", "Chart.yaml:2:1: chart-invalid: the key `name` stands twice in one mapping"),
        ("- 1", "Chart.yaml:1:1: chart-name: found no text as the name"),
        ("", "Chart.yaml:1:1: chart-name: found no text as the name"),
        (b"\xff", "Chart.yaml:1:1: chart-invalid: there is no `Chart.yaml` here, or it is no text"),
        ("[" * 100_000, "Chart.yaml:1:1: chart-invalid: "),
    ],
)
def test_metadata_that_cannot_be_read_is_told(tmp_path: Path, text: str | bytes, expected: str) -> None:
    (found,) = refused(tmp_path, {"Chart.yaml": text})

    assert found.startswith(f"{EVIL}/{expected}")


def test_a_folder_without_metadata_is_no_chart(tmp_path: Path) -> None:
    (tmp_path / "vendor/evil/templates").mkdir(parents=True)
    (tmp_path / "vendor/evil/templates/a.yaml").touch()

    _, problems = read(tmp_path / "vendor", tmp_path)

    assert said(problems) == [f"{EVIL}/Chart.yaml:1:1: chart-invalid: there is no `Chart.yaml` here"]


def test_a_template_is_text(tmp_path: Path) -> None:
    assert refused(tmp_path, {"templates/a.yaml": b"x: \xff\n"}) == [
        f"{EVIL}/templates/a.yaml:1:1: chart-invalid: the template is no text in UTF-8"
    ]


def test_a_path_with_something_unseen_is_refused_and_shown_escaped(tmp_path: Path) -> None:
    assert refused(tmp_path, {"templates/a\nkind: Evil.yaml": "x: 1\n"}) == [
        f"{EVIL}/templates/a\\nkind: Evil.yaml:1:1: bad-name: the path `{EVIL}/templates/a\\nkind: Evil.yaml` "
        "holds a character that cannot be seen"
    ]


def test_a_folder_with_no_chart_is_told(tmp_path: Path) -> None:
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor/README.md").touch()

    assert said(read(tmp_path / "vendor", tmp_path)[1]) == [
        "vendor:1:1: chart-missing: there is no chart here: no folder with a `Chart.yaml`"
    ]


def test_a_chart_itself_is_taken_for_the_one_chart(tmp_path: Path) -> None:
    charts, problems = read(written(tmp_path, {"templates/a.yaml": ""}) / "evil", tmp_path)

    assert (list(charts), charts["evil"].folder, problems) == (["evil"], "vendor/evil", ())


def test_a_chart_may_lie_outside_of_the_repository(tmp_path: Path) -> None:
    charts, problems = read(written(tmp_path, {}), tmp_path / "elsewhere")

    assert (charts["evil"].folder, problems) == ("vendor/evil", ())


def test_what_lies_beside_the_charts_is_not_looked_at(tmp_path: Path) -> None:
    vendor = written(tmp_path, {})
    for path in (".git/config", ".github/x", "README.md"):
        (vendor / path).parent.mkdir(exist_ok=True)
        (vendor / path).write_text("x")

    charts, problems = read(vendor, tmp_path)

    assert (list(charts), problems) == (["evil"], ())


def test_too_many_files_and_too_many_bytes_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "LARGEST", 1000)
    monkeypatch.setattr(folder, "MOST_FILES", 5)

    large = refused(tmp_path, {"a": "x" * 900, "b": "x" * 500, "c": "x"})
    for number in range(5):
        written(tmp_path, {f"more{number}": ""})

    assert large == [f"{EVIL}/b:1:1: chart-too-large: with this file the charts are larger than 0 MiB"]
    assert said(read(tmp_path / "vendor", tmp_path)[1]) == [
        "vendor:1:1: chart-too-large: found 9 files, expected at most 5"
    ]


def test_values_of_an_environment_are_read_as_strictly_as_all_input(tmp_path: Path) -> None:
    chart = brought(tmp_path, {"values/dev.yaml": "a: 1\n", "values/other.yaml": "{{"})

    assert chart.values == {"dev": {"a": 1}}
    assert refused(tmp_path, {"values/dev.yaml": "a: &a [1]\nb: *a\n"})[0].startswith(
        f"{EVIL}/values/dev.yaml:1:4: yaml-alias: "
    )


def test_the_name_of_a_chart_is_its_own_and_not_its_folders(tmp_path: Path) -> None:
    chart = brought(tmp_path, {"Chart.yaml": METADATA.replace("evil", "Good_1")})

    assert (chart.name, chart.release) == ("Good_1", "evil")
