import json
from typing import NamedTuple

from generator import __version__
from generator.console.formats import as_github, as_json
from generator.console.sarif import as_sarif
from generator.errors import Also, Place, Problem


class Validation(NamedTuple):
    problems: tuple[Problem, ...] = ()
    objects: int = 3
    validated: int = 3
    skipped: int = 0
    unseen: tuple[str, ...] = ("what is in the secrets",)
    unused: tuple[Problem, ...] = ()
    exceptions: tuple[Problem, ...] = ()


PROBLEM = Problem(
    code="port-unknown",
    message="100%: no port `a,b`\x1b",
    place=Place("config/services/a b,c:d.yaml", 3, 5),
    also=(Also(Place("charts/orders/templates/service.yaml", 7, 1), "rendered here"),),
    hint="did you mean `http`?",
)
WARNING = Problem(code="old-name", message="old", place=Place("config/platform.yaml"), severity="warning")


def test_the_json_is_one_stable_object():
    unused = Problem(code="not-used-yet", message="`slo`", place=Place("config/platform.yaml", 2, 1))

    assert json.loads(as_json([PROBLEM], Validation(unused=(unused,)))) == {
        "version": 1,
        "result": "invalid",
        "problems": [
            {
                "code": "port-unknown",
                "severity": "error",
                "message": "100%: no port `a,b`\x1b",
                "file": "config/services/a b,c:d.yaml",
                "line": 3,
                "column": 5,
                "also": [
                    {"file": "charts/orders/templates/service.yaml", "line": 7, "column": 1, "text": "rendered here"}
                ],
                "help": "did you mean `http`?",
            }
        ],
        "objects": 3,
        "validated": 3,
        "skipped": 0,
        "unseen": ["what is in the secrets"],
        "exceptions": [],
        "unused": [
            {
                "code": "not-used-yet",
                "severity": "error",
                "message": "`slo`",
                "file": "config/platform.yaml",
                "line": 2,
                "column": 1,
                "also": [],
                "help": "",
            }
        ],
    }


def test_the_json_says_whether_the_input_could_be_read():
    unreadable = json.loads(as_json([PROBLEM], None))

    assert (unreadable["result"], unreadable["objects"], unreadable["skipped"]) == ("unreadable", None, None)
    assert json.loads(as_json([], Validation()))["result"] == "valid"
    assert json.loads(as_json([WARNING], Validation()))["result"] == "valid"


def test_the_json_is_harmless_on_a_terminal():
    assert as_json([PROBLEM], None).isascii()
    assert "\x1b" not in as_json([PROBLEM], None)


def test_github_gets_one_escaped_command_a_problem_and_the_totals():
    assert as_github([WARNING, PROBLEM], Validation()) == (
        "::warning file=config/platform.yaml,line=1,col=1,title=old-name::old\n"
        "::error file=config/services/a b%2Cc%3Ad.yaml,line=3,col=5,title=port-unknown::100%25: no port `a,b`\\x1b"
        "%0Anote: charts/orders/templates/service.yaml:7:1: rendered here%0Ahelp: did you mean `http`?\n"
        "3 of 3 objects validated, 0 skipped\n"
        "not seen: what is in the secrets\n"
    )


def test_sarif_has_a_rule_a_code_and_the_places():
    run = json.loads(as_sarif([PROBLEM, WARNING], Validation()))["runs"][0]

    assert run["tool"]["driver"]["name"] == "cartwright"
    assert run["tool"]["driver"]["version"] == __version__
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["old-name", "port-unknown"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"] == [{"executionSuccessful": True}]
    assert [result["level"] for result in run["results"]] == ["error", "warning"]
    assert run["results"][0] == {
        "ruleId": "port-unknown",
        "ruleIndex": 1,
        "level": "error",
        "message": {"text": "100%: no port `a,b`\x1b\nhelp: did you mean `http`?"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "config/services/a%20b%2Cc%3Ad.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 3, "startColumn": 5},
                }
            }
        ],
        "relatedLocations": [
            {
                "id": 0,
                "physicalLocation": {
                    "artifactLocation": {"uri": "charts/orders/templates/service.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 7, "startColumn": 1},
                },
                "message": {"text": "rendered here"},
            }
        ],
    }


def test_sarif_of_an_unreadable_input_says_that_the_run_did_not_finish():
    run = json.loads(as_sarif([PROBLEM], None))["runs"][0]

    assert run["invocations"] == [{"executionSuccessful": False}]
    assert len(run["results"]) == 1
