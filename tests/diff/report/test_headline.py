import pytest

from generator.diff.nouns import Capacity, Edit, State, Verdict
from generator.diff.report import rows, sentence
from generator.diff.report.headline import asked
from tests.diff.report.shop import CLAIM, WORKER, came, edited, report, shop, went

SCALED = Edit("spec.maxReplicas", 6, 9)


def restarted(pods, environment="production"):
    return edited(SCALED, environment=environment, verdict=Verdict.RESTARTED, pods=pods)


def test_nothing_changes():
    noise = edited(SCALED, verdict=Verdict.NOISE)

    assert sentence(report()) == sentence(report([noise])) == "nothing changes"


def test_the_sentence_says_restarts_deletions_and_capacity():
    capacity = (Capacity("production", cpu=(0, 500)),)

    assert (
        sentence(report([restarted((3, 3))], capacity=capacity))
        == "production: 3 pods restart, nothing is deleted, +0.5 CPU at most"
    )


def test_one_pod_restarts():
    assert sentence(report([restarted((1, 1))])) == "production: 1 pod restarts, nothing is deleted"


def test_what_is_new_restarts_nothing():
    assert sentence(report([came(WORKER, pods=(2, 2))])) == "production: no pod restarts, nothing is deleted"


def test_the_worst_comes_first():
    changes = [
        edited(SCALED, verdict=Verdict.BLOCKED),
        edited(SCALED, verdict=Verdict.RECREATED, pods=(1, 2)),
        went(CLAIM),
        went(WORKER, verdict=Verdict.ORPHANED),
    ]

    assert sentence(report(changes)) == (
        "production: 1 change is blocked, 1 object is deleted and created anew, 1 to 2 pods restart, "
        "1 object is deleted, 1 object is left behind"
    )


def test_nothing_takes_effect():
    assert sentence(report([edited(SCALED, verdict=Verdict.NO_EFFECT)])) == (
        "production: no pod restarts, nothing is deleted, nothing takes effect"
    )


def test_environments_where_the_same_happens_share_their_words_and_production_stands_alone():
    changes = [restarted((3, 3), name) for name in ("development", "staging", "production")]

    assert sentence(report(changes)) == (
        "production: 3 pods restart, nothing is deleted; development, staging: 3 pods restart, nothing is deleted"
    )


def test_a_fleet_takes_no_more_words_than_a_shop():
    names = [f"e{number}" for number in range(40)]
    changes = [restarted((number + 1, number + 1), name) for number, name in enumerate(names)]

    assert sentence(report(changes, environments=names)).endswith("; 37 more environments change")


@pytest.mark.parametrize(
    ("capacity", "words"),
    [
        (Capacity("x", cpu=(250, 250)), ["+0.25 CPU"]),
        (Capacity("x", cpu=(0, 1500), memory=(0, 3 << 30)), ["+1.5 CPU at most", "+3 GiB of memory at most"]),
        (Capacity("x", cpu=(-2000, 0), memory=(-(512 << 20), 0)), ["-2 CPU", "-512 MiB of memory"]),
        (Capacity("x", storage=20 << 30, balancers=1), ["+20 GiB of volumes", "+1 load balancer"]),
        (Capacity("x", storage=-(1 << 40), balancers=-2), ["-1 TiB of volumes", "-2 load balancers"]),
        (Capacity("x"), []),
    ],
)
def test_capacity_is_said_where_it_changes(capacity, words):
    assert list(asked(capacity)) == words


def test_a_row_counts_what_is_new_changed_and_removed():
    row = rows(shop())[0]

    assert (row.environment, row.production, row.created, row.changed, row.removed) == ("production", True, 1, 4, 1)
    assert row.applications == ("api-production", "postgres-production", "worker-production")
    assert row.pods == (3, 9)


def test_an_environment_of_which_there_is_only_something_to_say_has_a_row():
    states = (State("staging", "api-staging", ("paused",)), State("development", "api-development"))

    (row,) = rows(report(states=states))

    assert (row.environment, row.objects) == ("staging", 0)
