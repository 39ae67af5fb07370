from dataclasses import replace

from generator.diff.nouns import NOTHING, Edit, Verdict
from generator.diff.report import groups
from tests.diff.report.shop import WORKER, bumped, came, edited, found, report, shop

SCALED = Edit("spec.replicas", 2, 3)


def scaled(environment, **more):
    return edited(SCALED, environment=environment, **more)


def test_the_same_change_in_several_environments_is_one_and_production_comes_first():
    (group,) = groups(report([scaled(name) for name in ("development", "production", "staging")]))

    assert group.environments == ("production", "development", "staging")
    assert group.missing == ()


def test_the_environments_that_lack_a_change_are_named():
    (group,) = groups(report([scaled("development"), scaled("staging")]))

    assert group.missing == ("production",)


def test_what_only_production_has_comes_first():
    other = edited(Edit("spec.paused", False, True), environment="development", verdict=Verdict.BLOCKED)
    both = [edited(Edit("spec.x", 1, 2), environment=name) for name in ("production", "staging")]

    found_groups = groups(report([other, *both, scaled("production", name="last")]))

    assert [group.environments for group in found_groups] == [
        ("production",),
        ("production", "staging"),
        ("development",),
    ]


def test_the_gravest_comes_first_within_an_environment():
    alarm = found("D01", "D", kind="Service", name="b")
    plain, grave = scaled("production", name="a"), scaled("production", kind="Service", name="b")

    assert [group.identity.name for group in groups(report([plain, grave], [alarm]))] == ["b", "a"]


def test_an_accepted_finding_does_not_make_a_change_grave():
    alarm = found("D01", "D", acknowledged="known")

    assert groups(report([scaled("production")], [alarm]))[0].severity is None


def test_names_of_environments_namespaces_accounts_and_regions_make_no_difference():
    def moved(environment, account, region):
        old = f"https://{environment}.shop.example.com"
        image = f"{account}.dkr.ecr.{region}.amazonaws.com/api:2"
        told = edited(Edit("spec.url", old, old + "/v2"), Edit("spec.image", "api:1", image), environment=environment)
        identity = told.change.identity._replace(namespace=f"shop-{environment}")
        return replace(told, change=replace(told.change, identity=identity))

    sides = [moved("staging", "111122223333", "eu-west-1"), moved("production", "444455556666", "us-east-1")]

    assert len(groups(report(sides))) == 1


def test_another_value_is_another_change():
    other = edited(Edit("spec.replicas", 2, 5), environment="staging")

    assert len(groups(report([scaled("production"), other]))) == 2


def test_a_number_and_its_text_are_two_values():
    text = edited(Edit("spec.replicas", "2", "3"), environment="staging")

    assert len(groups(report([scaled("production"), text]))) == 2


def test_the_same_change_with_another_outcome_is_told_apart_and_nobody_is_said_to_lack_it():
    still = scaled("staging", verdict=Verdict.NO_EFFECT)

    parts = groups(report([scaled("production"), still], environments=("staging", "production")))

    assert [(group.environments, group.missing) for group in parts] == [(("production",), ()), (("staging",), ())]


def test_the_same_change_of_many_applications_is_one():
    label = Edit("metadata.labels[team]", NOTHING, "shop")
    many = [edited(label, service=name, name=f"{name}-web") for name in ("api", "cart", "search")]

    (group,) = groups(report(many))

    assert group.services == ("api", "cart", "search")


def test_hidden_values_do_not_tell_changes_apart():
    secrets = [
        edited(Edit("data[key]", f"old {name}", f"new {name}", hidden=True), environment=name)
        for name in ("staging", "production")
    ]

    assert len(groups(report(secrets))) == 1


def test_noise_is_no_change_and_makes_no_difference():
    noise = edited(Edit("metadata.labels[chart]", "1", "2", noise="chart label"), verdict=Verdict.NOISE)

    (group,) = groups(report([noise, bumped("production", (3, 9)), bumped("staging", (1, 1))]))

    assert (len(group.told), group.pods) == (2, (4, 10))


def test_what_comes_is_told_with_its_fields_and_without_its_secrets():
    (group,) = groups(report([came(WORKER)]))

    assert [(edit.path, edit.new, edit.hidden) for edit in group.edits] == [
        ("spec.replicas", 2, False),
        ("spec.template.spec.containers[worker].image", "registry.example.com/shop/worker:2.0.0", False),
        ("spec.template.spec.containers[worker].env[QUEUE].value", "mail", False),
        ("spec.template.spec.containers[worker].env[SMTP_PASSWORD].value", "correct horse", True),
    ]


def test_all_data_of_a_secret_is_hidden_and_references_are_not():
    secret = {"kind": "Secret", "metadata": {"name": "keys"}, "type": "Opaque", "data": {"user": "YWJj"}}
    account = {"kind": "Thing", "metadata": {"name": "x"}, "spec": {"secretName": "keys", "tokenRef": {"key": "user"}}}

    shown = [edit for group in groups(report([came(secret), came(account)])) for edit in group.edits]

    assert {edit.path: edit.hidden for edit in shown} == {
        "type": False,
        "data.user": True,
        "spec.secretName": False,
        "spec.tokenRef.key": False,
    }


def test_the_order_of_the_changes_makes_no_difference():
    whole = shop()

    assert groups(replace(whole, changes=whole.changes[::-1])) == groups(whole)
