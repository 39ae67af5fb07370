from collections.abc import Callable

from generator.errors import InputError, Place, Problem
from tests.commands.conftest import Change, Changes, Run, raising

CHANGES = Changes(files=(Change("charts/orders/Chart.yaml", "update"), Change("charts/orders/values.yaml", "update")))


def test_eject_says_what_remains_and_what_is_different(run: Run, pipeline: Callable[..., None], root: object):
    roots = []
    pipeline(eject=lambda root: roots.append(root) or CHANGES)

    ran = run("eject")

    assert (ran.code, ran.err, roots) == (0, "", [root])
    assert ran.out.startswith("2 files without mark now, and the journal is gone: they are yours\nWhat remains\n")
    assert "What is different\n" in ran.out


def test_quiet_eject_prints_nothing(run: Run, pipeline: Callable[..., None]):
    pipeline(eject=lambda _: CHANGES)

    assert run("-q", "eject") == (0, "", "")


def test_what_it_refuses_is_told_as_a_problem(run: Run, pipeline: Callable[..., None]):
    problem = Problem(code="stale-file", message="it is missing", place=Place("charts/a/values.yaml"), hint="generate")
    pipeline(eject=raising(InputError([problem])))

    ran = run("eject")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("charts/a/values.yaml:1:1: error[stale-file] it is missing\n")
