"""Templates: layers that services share, between the defaults of their kind and their own file."""

from __future__ import annotations

from tests.validate.shop import API, PROD, fleet_of, said, shop, told

SHARED = "config/templates/shared.yaml"
USED = {SHARED: "runAsUser: 5\n"}


def test_a_service_has_the_keys_of_its_template_unless_it_or_the_environment_says_otherwise() -> None:
    files = shop(
        platform="defaults: {web: {replicas: 1, env: {A: default}}}\n",
        api="extends: shared\nenv: {B: own, C: own}\n",
        dev="services: {api: {env: {C: here}}}\n",
        more={SHARED: "replicas: 2\nrunAsUser: 5\nenv: {A: shared, B: shared, C: shared, D: shared}\n"},
    )

    service = fleet_of(files).services["dev"]["api"].model_dump()

    assert (service["replicas"], service["run_as_user"]) == (2, 5)
    assert service["env"] == {"A": "shared", "B": "own", "C": "here", "D": "shared"}


def test_an_environment_changes_a_template_for_all_that_extend_it_and_no_other_environment() -> None:
    more = {
        SHARED: "image: {repository: acme/air, tag: v1}\nport: 8080\nreplicas: 1\n",
        "config/services/one.yaml": "kind: web\nextends: shared\n",
        "config/services/two.yaml": "kind: web\nextends: shared\nreplicas: 3\n",
        "environments/prod.yaml": PROD,
    }
    dev = "templates: {shared: {image: {tag: v2}, replicas: 2}}\n"

    found = fleet_of(shop(dev=dev, more=more)).services

    tags = {(place, name): found[place][name].image.tag for place in ("dev", "prod") for name in ("one", "two")}
    assert tags == {("dev", "one"): "v2", ("dev", "two"): "v2", ("prod", "one"): "v1", ("prod", "two"): "v1"}
    assert [found[place][name].replicas for place in ("dev", "prod") for name in ("one", "two")] == [2, 3, 1, 3]


def test_a_template_may_extend_another_and_each_removes_what_is_below_it() -> None:
    more = {
        SHARED: "extends: base\nenv: {A: null, B: shared}\n",
        "config/templates/base.yaml": "runAsUser: 7\nenv: {A: base, B: base, C: base}\n",
    }
    dev = "templates: {base: {env: {C: here}}, shared: {runAsUser: null}}\n"

    service = fleet_of(shop(api="extends: shared\n", dev=dev, more=more)).services["dev"]["api"].model_dump()

    assert (service["run_as_user"], service["env"]) == (None, {"B": "shared", "C": "here"})


def test_what_is_wrong_in_a_template_is_told_there_once() -> None:
    more = {SHARED: "runAsUser: 0\nprobs: {}\n", "config/services/other.yaml": f"{API}extends: shared\n"}

    assert said(api="extends: shared\n", more=more) == [
        "config/templates/shared.yaml:1:12: bad-number: `runAsUser`: found `0`, expected a user id that is not root's, "
        "a number from 1 to 2147483647",
        "config/templates/shared.yaml:2:1: unknown-key: there is no key `probs` here | did you mean `probes`?",
    ]


def test_a_key_that_one_of_its_kinds_lacks_is_told_at_the_template() -> None:
    worker = "kind: worker\nimage: {repository: acme/w, tag: v1}\nextends: shared\n"
    more = {SHARED: "routes: {main: {host: a}}\n", "config/services/work.yaml": worker}

    (problem,) = said(api="extends: shared\n", more=more)

    assert problem.startswith(f"{SHARED}:1:1: unknown-key: there is no key `routes` here | the keys here are ")


def test_a_value_that_a_template_spoils_names_its_line() -> None:
    assert said(api="extends: shared\nports: {http: 8081}\n", more={SHARED: "runAsUser: 5\n"}) == [
        "config/services/api.yaml:5:1: conflicting-keys: `ports`: found `port` and `ports`, expected one of them"
        " | move it into `ports` | config/services/api.yaml:3:7 `port` is set here"
    ]
    more = {SHARED: "ports: {http: 8081}\n"}
    assert said(api="extends: shared\n", more=more) == [
        "config/services/api.yaml:3:7: conflicting-keys: `port`: found `port` and `ports`, expected one of them"
        " | set `ports` to `null` here, which removes what the weaker layer says"
        " | config/templates/shared.yaml:1:1 `ports` is set here"
    ]


def test_a_template_that_there_is_not_is_told() -> None:
    assert said(api="extends: shard\n", more={**USED, "config/services/b.yaml": f"{API}extends: shared\n"}) == [
        "config/services/api.yaml:4:10: unknown-template: there is no template `shard` | did you mean `shared`?"
    ]
    assert said(api="extends: qqqq\n") == [
        "config/services/api.yaml:4:10: unknown-template: there is no template `qqqq`"
        " | add `config/templates/qqqq.yaml`, or remove this"
    ]
    assert said(api="extends: shared\n", dev="templates: {shaerd: {}}\n", more=USED) == [
        "environments/dev.yaml:4:13: unknown-template: there is no template `shaerd` | did you mean `shared`?"
    ]
    assert said(api="extends: shared\n", more={SHARED: "extends: shaerd\n"}) == [
        f"{SHARED}:1:10: unknown-template: there is no template `shaerd` | did you mean `shared`?"
    ]


def test_what_is_extended_is_a_name() -> None:
    assert said(api="extends: [shared]\n") == [
        "config/services/api.yaml:4:10: wrong-type: `extends`: found a list, expected text"
    ]
    assert said(api="extends: shared\n", more={SHARED: "extends: [b]\n"}) == [
        f"{SHARED}:1:10: wrong-type: `extends`: found a list, expected text"
    ]
    expected = "expected a letter, then lower-case letters, digits and `-`, ending with a letter or digit"
    assert said(api="extends: shared\n", more={SHARED: "extends: 3\n"}) == [
        f"{SHARED}:1:10: wrong-type: `extends`: found the number `3`, {expected}"
    ]
    path = "config/templates/b.yaml"
    assert said(api=f"extends: {path}\n") == [
        f"config/services/api.yaml:4:10: bad-name: `extends`: found `{path}`, {expected}"
    ]
    assert said(api="extends: shared\n", more={SHARED: f"extends: {path}\n"}) == [
        f"{SHARED}:1:10: bad-name: `extends`: found `{path}`, {expected}"
    ]
    assert said(api="extends: shared\n", dev=f"templates: {{{path}: {{}}}}\n", more=USED) == [
        f"environments/dev.yaml:4:13: unknown-template: there is no template `{path}` | remove this"
    ]


def test_templates_that_extend_each_other_are_told() -> None:
    more = {SHARED: "extends: b\n", "config/templates/b.yaml": "extends: shared\n"}

    assert said(api="extends: shared\n", more=more) == [
        "config/templates/b.yaml:1:10: template-cycle: these extend each other in a circle: `b` → `shared` → `b`"
        f" | remove `extends` from one of them | {SHARED}:1:10 `shared` extends `b`"
    ]
    assert said(api="extends: shared\n", more={SHARED: "extends: shared\n"}) == [
        f"{SHARED}:1:10: template-cycle: these extend each other in a circle: `shared` → `shared`"
        " | remove `extends` from one of them"
    ]


def test_a_template_that_nothing_extends_is_told() -> None:
    assert said(more=USED) == [
        f"{SHARED}:1:1: unused-template: nothing extends the template `shared`, so nothing in it has an effect, and "
        "nobody checks it | write `extends: shared` in a service, or remove the file"
    ]


def test_kind_and_extends_stand_where_they_belong() -> None:
    assert said(
        platform="defaults: {web: {extends: shared}}\n",
        api="extends: shared\n",
        dev="templates: {shared: {extends: shared, kind: web}}\nservices: {api: {extends: shared}}\n",
        more={SHARED: "kind: web\n"},
    ) == [
        "config/platform.yaml:7:18: extends-in-defaults: `extends` cannot be said here: services and templates do"
        " | remove this line",
        f"{SHARED}:1:1: kind-in-template: `kind` cannot be said here: the services that extend it do"
        " | remove this line",
        "environments/dev.yaml:4:22: extends-in-environment: `extends` cannot be said here: files in `config` do"
        " | remove this line",
        "environments/dev.yaml:4:39: kind-in-environment: `kind` cannot be said here: files in `config` do"
        " | remove this line",
        "environments/dev.yaml:5:18: extends-in-environment: `extends` cannot be said here: files in `config` do"
        " | remove this line",
    ]


def test_what_an_environment_says_of_a_template_is_a_mapping() -> None:
    assert said(api="extends: shared\n", dev="templates: {shared: 3}\n", more=USED) == [
        "environments/dev.yaml:4:21: wrong-type: `templates.shared`: found the number `3`, expected a mapping"
    ]


def test_a_null_removes_what_is_below_the_template() -> None:
    says = "which removes what a weaker layer says, and none says it"
    platform = "defaults: {web: {runAsUser: 3}}\n"
    dev = "templates: {shared: {env: {A: null, B: null}}}\nservices: {api: {env: {C: null, D: null}}}\n"
    more = {SHARED: "runAsUser: null\nreplicas: null\nenv: {A: a, C: c}\n"}

    assert said(platform=platform, api="extends: shared\n", dev=dev, more=more) == [
        f"{SHARED}:2:1: null-removes-nothing: `replicas` is `null`, {says}"
        " | give it a value, such as `{}`, or remove the line",
        f"environments/dev.yaml:4:37: null-removes-nothing: `env.B` is `null`, {says}"
        " | give it a value, such as `{}`, or remove the line",
        f"environments/dev.yaml:5:33: null-removes-nothing: `env.D` is `null`, {says}"
        " | give it a value, such as `{}`, or remove the line",
    ]


def test_of_what_a_missing_template_may_hold_nothing_is_called_missing() -> None:
    service = {"config/services/api.yaml": "kind: web\nextends: shared\n"}

    (unread,) = told(shop(more={**service, SHARED: "image: [\n"}))
    (unknown,) = told(shop(more=service))

    assert unread.startswith(f"{SHARED}:")
    assert unknown.startswith("config/services/api.yaml:2:10: unknown-template:")
