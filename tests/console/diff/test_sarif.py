import json

import pytest

from generator.console.diff.sarif import sarif
from generator.diff.nouns import Edit
from generator.errors import Place, Problem
from tests.console.diff.hostile import TEXTS, everywhere
from tests.diff.report.shop import edited, found, large, report, shop


def run(whole):
    (only,) = json.loads(sarif(whole))["runs"]
    return only


def test_a_finding_stands_at_the_line_of_input_that_causes_it():
    result = next(one for one in run(shop())["results"] if one["ruleId"] == "I02")

    assert result == {
        "ruleId": "I02",
        "ruleIndex": 1,
        "level": "error",
        "message": {
            "text": "StatefulSet/postgres in production: "
            "`spec.volumeClaimTemplates` of a StatefulSet cannot be changed\n"
            "help: grow the claims first, then `kubectl delete statefulset postgres --cascade=orphan`"
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "environments/production.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 61, "startColumn": 16},
                }
            }
        ],
        "partialFingerprints": {"cartwright/v1": result["partialFingerprints"]["cartwright/v1"]},
        "properties": {"environment": "production", "proved": True},
    }


def test_without_a_known_cause_it_stands_at_its_environment():
    (result,) = run(report(findings=[found()]))["results"]

    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "environments/production.yaml"


def test_more_causes_are_related_places():
    places = tuple(Place("environments/production.yaml", line) for line in (3, 7))
    told = edited(Edit("a", 1, 2), causes=places)

    (result,) = run(report([told], [found()]))["results"]

    assert [place["physicalLocation"]["region"]["startLine"] for place in result["relatedLocations"]] == [7]


def test_the_gravest_come_first_and_what_was_accepted_is_suppressed_at_the_end():
    results = run(shop())["results"]

    assert [result["ruleId"] for result in results] == ["I02", "D02", "O04", "O04", "O04", "O12", "I04", "S02"]
    assert results[-1]["suppressions"] == [{"kind": "inSource", "justification": "reviewed by security"}]
    assert [result["level"] for result in results] == ["error"] * 5 + ["warning", "note", "error"]


def test_every_rule_is_listed_once_and_results_point_at_it():
    only = run(shop())

    rules = [rule["id"] for rule in only["tool"]["driver"]["rules"]]
    assert rules == ["D02", "I02", "I04", "O04", "O12", "S02"]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in only["results"])


def test_a_fingerprint_stays_where_the_line_moves_and_is_another_for_another_object():
    def prints(line, name="api"):
        told = edited(Edit("a", 1, 2), name=name, causes=(Place("x.yaml", line),))
        return run(report([told], [found(name=name)]))["results"][0]["partialFingerprints"]

    assert prints(3) == prints(9) != prints(3, "cart")


def test_a_release_that_does_not_render_makes_the_run_unfinished():
    failure = Problem(code="render-failed", message="no such value", place=Place("charts/api/templates/a.yaml", 3))

    assert run(report())["invocations"] == [{"executionSuccessful": True}]
    assert run(report(failures=(failure,)))["invocations"] == [{"executionSuccessful": False}]


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_texts_are_only_text(text):
    document = sarif(everywhere(text))

    assert document.isascii()
    assert all(character.isprintable() or character == "\n" for character in document)
    assert "##[" not in document


def test_a_hidden_value_is_in_no_result():
    told = edited(Edit("data.key", "correct-horse", "battery-staple", hidden=True))
    alarm = found(message="correct-horse was there", remedy="use battery-staple", acknowledged="battery-staple")

    document = sarif(report([told], [alarm]))

    assert "correct-horse" not in document
    assert "battery-staple" not in document


def test_code_scanning_takes_so_many_results_and_all_are_counted():
    only = run(large(objects=50, findings=6_000))

    assert (len(only["results"]), only["properties"]["found"]) == (5_000, 6_000)
