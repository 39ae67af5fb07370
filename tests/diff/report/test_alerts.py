import pytest

from generator.diff.report import alerts
from generator.diff.report.alerts import severities
from tests.diff.report.shop import found, report


def test_the_same_finding_in_several_environments_is_one():
    one, other = found(environment="staging"), found(environment="production")

    (alert,) = alerts(report(findings=[one, other]))

    assert alert.environments == ("production", "staging")
    assert alert.objects == ("Deployment/api",)


def test_an_environment_in_the_words_makes_no_difference():
    texts = [found(message=f"{name} loses it", environment=name) for name in ("staging", "production")]
    namespaces = report(findings=texts)

    assert len(alerts(namespaces)) == 1


def test_the_gravest_comes_first_and_what_was_accepted_last():
    order = [
        found("W1", "W", "w"),
        found("X2", "X", "x", environment="staging"),
        found("X1", "X", "y"),
        found("D1", "D", "d", acknowledged="known"),
    ]

    assert [alert.first.rule for alert in alerts(report(findings=order))] == ["X1", "X2", "W1", "D1"]


def test_what_one_environment_accepted_stays_open_in_another():
    one, other = found(environment="staging", acknowledged="a test volume"), found()

    assert [alert.acknowledged for alert in alerts(report(findings=[one, other]))] == ["", "a test volume"]


def test_the_name_of_whom_it_is_about_makes_no_difference_and_the_words_are_those_of_the_first():
    both = [
        found("A26", "W", f"{name}-production waits, `Deployment/{name}` too", service=name, name=name)
        for name in ("api", "cart")
    ]

    (alert,) = alerts(report(findings=both))

    assert alert.first.message == "api-production waits, `Deployment/api` too"
    assert alert.is_one_of_several


@pytest.mark.parametrize("order", [1, -1])
def test_of_an_object_the_gravest_counts_that_nobody_accepted(order):
    several = [found("W1", "W"), found("O1", "O"), found("D1", "D", acknowledged="known")][::order]

    assert [*severities(report(findings=several)).values()] == ["O"]
