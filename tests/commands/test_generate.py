from collections.abc import Callable
from pathlib import Path

from generator.errors import Place, Problem
from tests.commands.conftest import Change, Changes, Run

CHANGES = Changes(
    files=(Change("charts/orders/Chart.yaml", "create"),), unchanged=2, wanted={"charts/a/Chart.yaml": b""}
)


def test_generate_prints_what_it_changed(run: Run, pipeline: Callable[..., None], root: Path):
    roots = []
    pipeline(generate=lambda root, _: roots.append(root) or CHANGES)

    assert run("generate") == (0, "  create  charts/orders/Chart.yaml\n1 file changed, 2 unchanged\n", "")
    assert roots == [root]


def test_quiet_generate_prints_nothing_on_success(run: Run, pipeline: Callable[..., None]):
    pipeline(generate=lambda *_: Changes(files=CHANGES.files, foreign=("charts/mine",)))

    assert run("generate", "-q") == (0, "", "")


def test_generate_names_the_files_of_others(run: Run, pipeline: Callable[..., None]):
    pipeline(generate=lambda *_: Changes(foreign=("charts/mine",)))

    assert run("generate").err == "left alone, not generated: charts/mine\n"


def test_generate_says_what_to_know_of_what_it_changed(run: Run, pipeline: Callable[..., None]):
    pipeline(generate=lambda *_: Changes(notes=("`live` follows `v1`",)), check=lambda *_: Changes(notes=("so",)))

    assert run("generate").err == "note: `live` follows `v1`\n"
    assert run("generate", "--check").err == "note: so\n"
    assert run("generate", "-q").err == ""


def test_generate_says_what_it_staged_for_a_merge(run: Run, pipeline: Callable[..., None]):
    pipeline(
        generate=lambda *_: Changes(files=CHANGES.files, staged=("charts/orders/Chart.yaml", "charts/a/Chart.yaml"))
    )

    assert run("generate").err == "staged for the merge that is under way: 2 generated files\n"


def test_check_is_content_with_files_that_follow(run: Run, pipeline: Callable[..., None]):
    pipeline(check=lambda *_: Changes(unchanged=3))

    assert run("generate", "--check") == (0, "0 files changed, 3 unchanged\n", "")


def test_check_prints_the_difference_and_the_command_that_mends_it(run: Run, pipeline: Callable[..., None]):
    pipeline(check=lambda *_: CHANGES, difference=lambda *_: iter(["--- /dev/null\n", "+++ b/x\n", "+a\n"]))

    assert run("generate", "--check") == (
        1,
        "--- /dev/null\n+++ b/x\n+a\n",
        "error: 1 generated file does not follow from the input: 1 to create\n  help: run `cartwright generate`\n",
    )


def test_check_says_what_generate_would_refuse(run: Run, pipeline: Callable[..., None]):
    problem = Problem(code="hand-edited", message="edited", place=Place("charts/orders/Chart.yaml"), hint="move it")
    changes = Changes(files=(Change("charts/orders/Chart.yaml", "update"),), problems=(problem,))
    pipeline(check=lambda *_: changes, difference=lambda *_: iter(["+a\n"]))

    assert run("generate", "--check") == (
        1,
        "+a\n",
        (
            "charts/orders/Chart.yaml:1:1: error[hand-edited] edited\n  help: move it\n1 problem in 1 file\n"
            "error: 1 generated file does not follow from the input: 1 to update\n  help: run `cartwright generate`\n"
        ),
    )


def test_stats_are_talk(run: Run, pipeline: Callable[..., None]):
    pipeline(generate=lambda *_: CHANGES)

    ran = run("generate", "--stats")

    assert ran.out.endswith("1 file changed, 2 unchanged\n")
    assert ran.err.startswith(
        "files per environment\n        1  (all)\nfiles per kind\n        1  charts: descriptions\n"
    )


def test_what_was_applied_by_hand_is_to_be_applied_again(run: Run, pipeline: Callable[..., None]):
    paths = (
        "argocd/.gitattributes",
        "argocd/dev/root.yaml",
        "argocd/dev/settings/values.yaml",
        "argocd/dev/apps/root.yaml",
    )
    pipeline(generate=lambda *_: Changes(files=tuple(Change(path, "update") for path in paths)))

    assert run("generate").err == (
        "applied by hand, so apply it again: argocd/dev/root.yaml\n"
        "applied by hand, so apply it again: argocd/dev/settings/values.yaml\n"
    )
