from typing import NamedTuple

from generator.console.changes import change_lines, difference_lines, drift, foreign_lines
from generator.console.screen import Look
from generator.console.statistics import statistics_lines
from generator.errors import Problem


class Change(NamedTuple):
    path: str
    verb: str


class Changes(NamedTuple):
    files: tuple[Change, ...] = ()
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()
    foreign: tuple[str, ...] = ()
    wanted: dict[str, bytes] = {}  # noqa: RUF012 - never changed
    notes: tuple[str, ...] = ()


CHANGES = Changes(
    files=(
        Change("argocd/prod/apps/orders.yaml", "update"),
        Change("charts/legacy/Chart.yaml", "remove"),
        Change("charts/orders/templates/ingress.yaml", "create"),
    ),
    unchanged=41,
)


def test_changes_are_a_verb_a_file_and_a_summary():
    assert list(change_lines(CHANGES, Look())) == [
        "  create  charts/orders/templates/ingress.yaml",
        "  update  argocd/prod/apps/orders.yaml",
        "  remove  charts/legacy/Chart.yaml",
        "3 files changed, 41 unchanged",
    ]


def test_nothing_to_do_is_a_summary_alone():
    assert list(change_lines(Changes(unchanged=7), Look())) == ["0 files changed, 7 unchanged"]


def test_verbs_are_painted_where_colors_may_be():
    assert next(change_lines(CHANGES, Look(colored=True))) == (
        "  \x1b[32mcreate\x1b[0m  charts/orders/templates/ingress.yaml"
    )


def test_files_of_others_are_named():
    assert list(foreign_lines(Changes(foreign=("charts/a\x1b",)))) == ["left alone, not generated: charts/a\\x1b"]


def test_drift_says_how_many_files_and_what_would_happen_to_them():
    assert drift(CHANGES) == "3 generated files do not follow from the input: 1 to create, 1 to update, 1 to remove"
    assert drift(Changes(files=CHANGES.files[:1])) == ("1 generated file does not follow from the input: 1 to update")


def test_a_difference_is_painted_and_escaped():
    lines = ["--- a/x\n", "+++ b/x\n", "@@ -1 +1 @@\n", "-a\x1b\n", "+b\n", " c\n"]

    assert list(difference_lines(lines, Look(colored=True))) == [
        "\x1b[37m--- a/x\x1b[0m",
        "\x1b[37m+++ b/x\x1b[0m",
        "\x1b[36m@@ -1 +1 @@\x1b[0m",
        "\x1b[31m-a\\x1b\x1b[0m",
        "\x1b[32m+b\x1b[0m",
        " c",
    ]
    assert list(difference_lines(lines, Look()))[3:] == ["-a\\x1b", "+b", " c"]


def test_statistics_count_per_environment_and_per_kind_of_file():
    paths = [
        "argocd/dev/apps/orders.yaml",
        "argocd/dev/root.yaml",
        "charts/orders/Chart.yaml",
        "charts/orders/templates/deployment.yaml",
        "charts/orders/values.yaml",
        "charts/orders/values/dev.yaml",
        "schemas/service.schema.json",
    ]

    assert list(statistics_lines(paths, {"read": 0.0123, "write": 1.5})) == [
        "files per environment",
        "        4  (all)",
        "        3  dev",
        "files per kind",
        "        1  argocd: apps",
        "        1  argocd: root",
        "        1  charts: descriptions",
        "        1  charts: templates",
        "        2  charts: values",
        "        1  schemas",
        "milliseconds per step",
        "       12  read",
        "     1500  write",
    ]
