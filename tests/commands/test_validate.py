import json
from collections.abc import Callable

import pytest

from generator.errors import InputError, Place, Problem
from tests.commands.conftest import Run, Validation, raising

PROBLEM = Problem(
    code="unknown-service",
    message="there is no service `oders`",
    place=Place("environments/production.yaml", 2, 3),
    hint="did you mean `orders`?",
)
WARNING = Problem(code="old-name", message="old", place=Place("config/platform.yaml"), severity="warning")
PROBLEM_TEXT = (
    "environments/production.yaml:2:3: error[unknown-service] there is no service `oders`\n"
    "  help: did you mean `orders`?\n"
    "1 problem in 1 file\n"
)


def test_a_valid_repository_is_counted_with_what_was_not_seen(run: Run, pipeline: Callable[..., None]):
    pipeline(validate=lambda _: Validation(objects=312, validated=312, unseen=("objects of add-ons' own charts",)))

    assert run("validate") == (
        0,
        "312 of 312 objects validated, 0 skipped\nnot seen: objects of add-ons' own charts\n",
        "",
    )


def test_quiet_validate_prints_nothing_on_success(run: Run, pipeline: Callable[..., None]):
    pipeline(validate=lambda _: Validation(objects=3, validated=3))

    assert run("-q", "validate") == (0, "", "")


def test_problems_of_objects_come_first_and_exit_1(run: Run, pipeline: Callable[..., None]):
    pipeline(validate=lambda _: Validation((PROBLEM,), objects=3, validated=3))

    assert run("validate") == (1, f"{PROBLEM_TEXT}3 of 3 objects validated, 0 skipped\n", "")


def test_warnings_alone_exit_0(run: Run, pipeline: Callable[..., None]):
    pipeline(validate=lambda _: Validation((WARNING,)))

    assert run("validate").code == 0


def test_problems_of_the_input_exit_2_and_count_no_objects(run: Run, pipeline: Callable[..., None]):
    pipeline(validate=raising(InputError([PROBLEM])))

    assert run("validate") == (2, PROBLEM_TEXT, "")


def test_verbose_validate_lists_the_keys_not_used_yet(run: Run, pipeline: Callable[..., None]):
    unused = Problem(
        code="not-used-yet", message="`slo` is not used yet", place=Place("config/services/orders.yaml", 9, 1)
    )
    pipeline(validate=lambda _: Validation(unused=(unused,)))

    assert run("validate", "-v").out == (
        "config/services/orders.yaml:9:1: `slo` is not used yet\n"
        "1 key not used yet\n"
        "0 of 0 objects validated, 0 skipped\n"
    )
    assert run("validate").out == "0 of 0 objects validated, 0 skipped\n"


def test_verbose_validate_lists_what_is_waived_and_until_when(run: Run, pipeline: Callable[..., None]):
    waived = Problem(code="waived", message="`x` until 2027-03-01: y", place=Place("config/services/orders.yaml", 3, 9))
    pipeline(validate=lambda _: Validation(exceptions=(waived,)))

    assert run("validate", "-v").out == (
        "config/services/orders.yaml:3:9: `x` until 2027-03-01: y\n"
        "0 keys not used yet\n"
        "0 of 0 objects validated, 0 skipped\n"
    )
    assert run("validate").out == "0 of 0 objects validated, 0 skipped\n"


def test_color_always_shows_the_lines_around_a_problem(run: Run, pipeline: Callable[..., None]):
    pipeline(validate=lambda _: Validation((PROBLEM,)))

    assert "\x1b[34m2 |\x1b[0m   oders:\n" in run("validate", "--color=always").out


@pytest.mark.parametrize(("outcome", "code"), [(None, 2), (Validation((PROBLEM,)), 1), (Validation(), 0)])
def test_every_format_holds_for_every_outcome(
    run: Run, pipeline: Callable[..., None], outcome: Validation | None, code: int
):
    pipeline(validate=(lambda _: outcome) if outcome else raising(InputError([PROBLEM])))

    json_ran, sarif, github = (run("validate", "--format", form) for form in ("json", "sarif", "github"))

    assert [json_ran.code, sarif.code, github.code] == [code] * 3
    assert [json_ran.err, sarif.err, github.err] == [""] * 3
    assert json.loads(json_ran.out)["result"] == ["valid", "invalid", "unreadable"][code]
    assert len(json.loads(sarif.out)["runs"][0]["results"]) == bool(code)
    assert github.out.startswith("::error file=environments/production.yaml,line=2,col=3,") == bool(code)


def test_a_format_that_is_none_names_the_near_one(run: Run):
    assert run("validate", "--format", "jsn") == (
        2,
        "",
        (
            "error: `--format` is `jsn`, which is none of `text`, `json`, `sarif`, `github`\n"
            "  help: did you mean `json`?\n"
        ),
    )
