import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import yamlio
from generator.console.text import neutral
from generator.nouns import Release, Rendered
from tests.commands.conftest import Run

MARK = "# Rendered by cartwright; the next `cartwright render` replaces this folder.\n"
ORDERS = (
    "---\n"
    "# Release: production/orders\n"
    "# Source: charts/orders/templates/service.yaml\n"
    "kind: Service\n"
    "---\n"
    "# Release: production/orders\n"
    "# Source: charts/orders/templates/deployment.yaml\n"
    "kind: Deployment\n"
)


def rendered(environment: str = "production", name: str = "orders") -> Rendered:
    return Rendered(
        release=Release(environment, name, "shop", f"charts/{name}"),
        objects=({"kind": "Service"}, {"kind": "Deployment"}),
        origins=("templates/service.yaml", "templates/deployment.yaml"),
    )


def test_objects_are_printed_as_yaml_documents_with_their_source(run: Run, pipeline: Callable[..., None]):
    pipeline(render=lambda *_: [rendered()])

    assert run("render") == (0, ORDERS, "")


def test_where_github_would_take_a_line_for_a_command_the_document_is_json(
    run: Run, pipeline: Callable[..., None], monkeypatch: pytest.MonkeyPatch
):
    config = {"kind": "ConfigMap", "data": {"a": "x\n::error::y ##[group]\n"}}
    release = Release("dev", "orders", "shop", "charts/orders")
    pipeline(render=lambda *_: [Rendered(release=release, objects=(config,), origins=("templates/configmap.yaml",))])
    header = "---\n# Release: dev/orders\n# Source: charts/orders/templates/configmap.yaml\n"

    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    shown = run("render").out

    body = shown.removeprefix(header)
    assert json.loads(body) == config
    assert all(neutral(line) == line for line in body.splitlines())
    monkeypatch.delenv("GITHUB_ACTIONS")
    assert run("render").out == header + yamlio.dump(config)


def test_a_choice_that_nothing_is_rendered_for_is_said(run: Run, pipeline: Callable[..., None]):
    pipeline(render=lambda *_: [])

    assert run("render") == (0, "", "no release of these services in these environments\n")


def test_what_is_chosen_reaches_the_pipeline_once(run: Run, pipeline: Callable[..., None], root: Path):
    chosen = []
    pipeline(render=lambda *arguments: chosen.append(arguments) or [])

    run("render", "--env", "production", "--env", "production", "--service", "orders", "--service", "routes")

    assert chosen == [(root, ("production",), ("orders", "routes"))]


def test_an_unknown_environment_names_the_near_one(run: Run):
    assert run("render", "--env", "prod") == (
        2,
        "",
        "error: no environment `prod`\n  help: did you mean `production`?\n",
    )


def test_an_unknown_service_names_those_that_there_are(run: Run):
    assert run("render", "--service", "zzz") == (
        2,
        "",
        "error: no service `zzz`\n  help: there is `orders`, `platform`, `root`, `routes`\n",
    )


def test_out_writes_one_file_a_release(run: Run, pipeline: Callable[..., None], root: Path):
    pipeline(render=lambda *_: [rendered()])

    assert run("render", "--out", "out/deep") == (0, "", "")
    assert files(root / "out") == {"deep/production/orders.yaml": MARK + ORDERS}


def test_out_replaces_an_earlier_rendering_whole(run: Run, pipeline: Callable[..., None], root: Path):
    pipeline(render=lambda *_: [rendered("dev")])
    run("render", "--out", "out")
    pipeline(render=lambda *_: [rendered()])

    assert run("render", "--out", "out").code == 0
    assert files(root / "out") == {"production/orders.yaml": MARK + ORDERS}
    assert sorted(path.name for path in root.iterdir()) == ["config", "environments", "out"]


def test_out_never_replaces_what_render_did_not_write(run: Run, root: Path):
    (root / "out/production").mkdir(parents=True)
    (root / "out/production/orders.yaml").write_text("mine")

    assert run("render", "--out", "out") == (
        2,
        "",
        (
            f"error: `--out` is `{root}/out`, which holds files that `render` did not write\n"
            "  help: name an empty folder\n"
        ),
    )
    assert files(root / "out") == {"production/orders.yaml": "mine"}


def test_out_takes_a_link_among_its_files_for_a_foreign_one(run: Run, root: Path, tmp_path: Path):
    (root / "out").mkdir()
    (root / "out/dev").symlink_to(tmp_path)

    assert run("render", "--out", "out").code == 2


@pytest.mark.parametrize("folder", [".", "charts", "argocd/production", "config/new", "../repository/schemas"])
def test_out_is_never_a_folder_of_the_repository_itself(run: Run, root: Path, folder: str):
    assert run("render", "--out", folder) == (
        2,
        "",
        (
            f"error: `--out` is `{(root / folder).resolve()}`, which belongs to the repository\n"
            "  help: name another folder\n"
        ),
    )


def test_a_disk_that_cannot_be_written_is_the_machine_s_trouble(run: Run, pipeline: Callable[..., None], root: Path):
    pipeline(render=lambda *_: [rendered()])
    (root / "file").write_text("")

    assert run("render", "--out", "file/out") == (3, "", f"error: `{root}/file/out` cannot be written: File exists\n")


def files(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}
