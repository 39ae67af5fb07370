"""What a model says of a tree is told in our words, at its line, once."""

from __future__ import annotations

from tests.validate.shop import API, DEV, PROD, said

SERVICE = "config/services/api.yaml"
TWO_ENVIRONMENTS = {"environments/prod.yaml": PROD}


def test_nothing_is_told_of_a_sound_repository() -> None:
    assert said() == []


def test_an_unknown_key_is_told_with_the_one_that_was_meant() -> None:
    assert said(api="runsAsUser: 5\n") == [
        "config/services/api.yaml:4:1: unknown-key: there is no key `runsAsUser` here | did you mean `runAsUser`?"
    ]


def test_an_unknown_key_that_is_like_no_other_is_told_with_all_that_there_are() -> None:
    assert said(dev="repository: {qqqq: x}\n") == [
        "environments/dev.yaml:4:14: unknown-key: there is no key `qqqq` here | the keys here are `revision`, `url`"
    ]


def test_an_unknown_key_in_a_list_is_told_at_its_place() -> None:
    assert said(api="tolerations: [{operator: Exists, efect: NoExecute}]\n") == [
        "config/services/api.yaml:4:34: unknown-key: there is no key `efect` here | did you mean `effect`?"
    ]


def test_an_unknown_key_of_a_variant_is_told_with_the_keys_of_that_variant() -> None:
    assert said(more={SERVICE: "kind: web\nimage: {from: worker, qqqq: x}\nport: 8080\n"}) == [
        "config/services/api.yaml:2:23: unknown-key: there is no key `qqqq` here | the keys here are `from`"
    ]


def test_an_unknown_key_below_a_free_name_is_told() -> None:
    assert said(api="needs: {internet: {ports: [443]}, db: {conections: 5}}\n") == [
        "config/services/api.yaml:4:40: unknown-key: there is no key `conections` here | did you mean `connections`?"
    ]


def test_a_key_that_cannot_be_printed_is_shown_by_its_numbers_and_no_longer_than_needed() -> None:
    odd = said(api='"a`\\u00e9\\u0007": 1\n')
    long = said(api=f"{'k' * 70}: 1\n")

    assert odd[0].startswith("config/services/api.yaml:4:1: unknown-key: there is no key `a\\u0060é\\u0007` here | ")
    assert f" `{'k' * 60}…` here" in long[0]


def test_a_misspelt_key_is_not_told_as_missing_too() -> None:
    assert said(more={"environments/dev.yaml": DEV.replace("domain", "domian")}) == [
        "environments/dev.yaml:2:1: unknown-key: there is no key `domian` here | did you mean `domain`?"
    ]


def test_a_misspelt_key_of_one_variant_is_not_told_as_a_missing_one_of_another() -> None:
    assert said(api="env: {KEY: {secrt: key}}\n") == [
        "config/services/api.yaml:4:13: unknown-key: there is no key `secrt` here | did you mean `secret`?"
    ]


def test_a_missing_key_is_told_beside_an_unknown_one_that_means_something_else() -> None:
    assert said(api="slo: {latency: {treshold: 5ms}}\n") == [
        "config/services/api.yaml:4:1: missing-key: `slo.availability` is missing | add `availability:`",
        "config/services/api.yaml:4:7: missing-key: `slo.latency.percentile` is missing | add `percentile:`",
        "config/services/api.yaml:4:17: unknown-key: there is no key `treshold` here | did you mean `threshold`?",
    ]


def test_a_missing_key_is_told_at_the_key_that_it_should_stand_below() -> None:
    assert said(api="scaling: {max: 2, cpu: 70}\n") == [
        "config/services/api.yaml:4:1: missing-key: `scaling.min` is missing | add `min:`"
    ]


def test_a_missing_key_at_the_top_is_told_where_the_file_begins() -> None:
    assert said(more={"environments/dev.yaml": DEV.replace("domain: dev.example.com\n", "")}) == [
        "environments/dev.yaml:1:1: missing-key: `domain` is missing | add `domain:`"
    ]


def test_a_key_that_a_service_lacks_is_told_once_in_its_own_file() -> None:
    overlay = "services: {api: {image: {tag: v2}}}\n"
    more = {SERVICE: "kind: web\nport: 8080\n", "environments/prod.yaml": PROD + overlay}

    assert said(dev=overlay, more=more) == [
        "config/services/api.yaml:1:1: missing-key: `image` is missing | add `image:`"
    ]


def test_a_key_that_one_environment_lacks_is_told_there() -> None:
    assert said(dev="services: {api: {scaling: {min: 2}}}\n", more=TWO_ENVIRONMENTS) == [
        "environments/dev.yaml:4:18: missing-key: `scaling.max` is missing | add `max:`"
    ]


def test_a_key_that_the_platform_lacks_is_told_there_and_not_in_every_environment() -> None:
    text = 'name: shop\nrepository: {revision: main}\naws: {account: "111122223333", region: eu-west-1}\n'
    text += 'kubernetes: "1.36"\nsecrets: {prefix: shop}\nregistries: []\n'

    assert said(
        more={"config/platform.yaml": text, **TWO_ENVIRONMENTS, SERVICE: "kind: external\nhost: a.b\nports: {x: 1}\n"}
    ) == ["config/platform.yaml:2:1: missing-key: `repository.url` is missing | add `url:`"]


def test_a_key_that_null_removes_is_told_at_the_null() -> None:
    assert said(dev="services:\n  api:\n    image: null\n") == [
        "environments/dev.yaml:6:12: missing-key: `image` is missing: `null` removes it here"
        " | remove this line, or give a value | config/services/api.yaml:2:8 the value that was removed"
    ]


def test_a_key_that_is_null_and_was_nothing_before_is_missing() -> None:
    assert said(more={"environments/dev.yaml": DEV.replace("dev.example.com", "null")}) == [
        "environments/dev.yaml:2:9: missing-key: `domain` is missing: `null` is no value | give it a value"
    ]


def test_an_error_in_a_service_is_told_once_though_two_environments_run_it() -> None:
    assert said(api="runAsUser: 0\n", more=TWO_ENVIRONMENTS) == [
        "config/services/api.yaml:4:12: bad-number: `runAsUser`: found `0`, "
        "expected a user id that is not root's, a number from 1 to 2147483647"
    ]


def test_an_error_of_a_mapping_is_told_where_its_service_has_it_whatever_environments_add() -> None:
    scaling = "scaling: {min: 1, max: 2}\nresources: {requests: {cpu: 1m}}\n"

    assert said(api=scaling, dev="services: {api: {scaling: {max: 3}}}\n", more=TWO_ENVIRONMENTS) == [
        "config/services/api.yaml:4:1: missing-target: `scaling`: scaling has neither `cpu` nor `memory` to aim at"
        " | add `cpu: 70`"
    ]


def test_an_error_that_an_environment_makes_is_told_there() -> None:
    scaling = "scaling: {min: 1, max: 2, cpu: 70}\nresources: {requests: {cpu: 1m}}\n"

    assert said(api=scaling, dev="services:\n  api:\n    scaling: {cpu: null}\n", more=TWO_ENVIRONMENTS) == [
        "environments/dev.yaml:6:5: missing-target: `scaling`: scaling has neither `cpu` nor `memory` to aim at"
        " | add `cpu: 70`"
    ]


def test_the_same_wrong_value_in_two_layers_is_told_in_both() -> None:
    assert said(api="runAsUser: 0\n", dev="services: {api: {runAsUser: 0}}\n", more=TWO_ENVIRONMENTS) == [
        "config/services/api.yaml:4:12: bad-number: `runAsUser`: found `0`, "
        "expected a user id that is not root's, a number from 1 to 2147483647",
        "environments/dev.yaml:4:29: bad-number: `runAsUser`: found `0`, "
        "expected a user id that is not root's, a number from 1 to 2147483647"
        " |  | config/services/api.yaml:4:12 it beats `0` here",
    ]


def test_a_wrong_value_that_every_environment_sets_right_is_not_told() -> None:
    assert said(api="runAsUser: 0\n", dev="services: {api: {runAsUser: 5}}\n") == []


def test_wrong_keys_of_free_names_are_told_at_the_key() -> None:
    assert said(api="env: {A-B: x}\nneeds:\n  Db: {}\n") == [
        "config/services/api.yaml:4:7: bad-name: `env.A-B`: found `A-B`, expected a variable name: letters, digits "
        "and `_`, not beginning with a digit | did you mean `A_B`?",
        "config/services/api.yaml:6:3: bad-name: `needs.Db`: found `Db`, expected a letter, then lower-case letters, "
        "digits and `-`, ending with a letter or digit",
    ]


def test_two_keys_that_do_not_fit_are_told_with_each_other() -> None:
    assert said(api='scaling: {min: 5, max: 2, cpu: 70}\nresources: {requests: {cpu: "1"}}\n') == [
        "config/services/api.yaml:4:16: min-over-max: `scaling.min`: `min: 5` is over `max: 2`"
        " | raise `max` or lower `min` | config/services/api.yaml:4:24 `max` is set here"
    ]


def test_two_keys_of_two_layers_are_told_at_the_stronger_one_and_what_it_beat() -> None:
    scaling = 'scaling: {min: 3, max: 4, cpu: 70}\nresources: {requests: {cpu: "1"}}\n'

    assert said(api=scaling, dev="services:\n  api:\n    scaling:\n      min: 5\n") == [
        "environments/dev.yaml:7:12: min-over-max: `scaling.min`: `min: 5` is over `max: 4`"
        " | raise `max` or lower `min` | config/services/api.yaml:4:24 `max` is set here"
        " | config/services/api.yaml:4:16 it beats `3` here"
    ]
    assert said(api=scaling, dev="services:\n  api:\n    scaling:\n      max: 2\n") == [
        "environments/dev.yaml:7:12: min-over-max: `scaling.max`: `min: 3` is over `max: 2`"
        " | raise `max` or lower `min` | config/services/api.yaml:4:16 `min` is set here"
        " | config/services/api.yaml:4:24 it beats `4` here"
    ]


def test_a_service_over_the_defaults_of_its_kind_is_the_stronger_layer() -> None:
    defaults = "defaults:\n  web: {scaling: {min: 3, max: 4, cpu: 70}}\n"

    assert said(platform=defaults, api='scaling: {max: 2}\nresources: {requests: {cpu: "1"}}\n') == [
        "config/services/api.yaml:4:16: min-over-max: `scaling.max`: `min: 3` is over `max: 2`"
        " | raise `max` or lower `min` | config/platform.yaml:8:24 `min` is set here"
        " | config/platform.yaml:8:32 it beats `4` here"
    ]


def test_two_keys_of_two_layers_that_fit_are_fine() -> None:
    scaling = 'scaling: {min: 3, max: 4, cpu: 70}\nresources: {requests: {cpu: "1"}}\n'

    assert said(api=scaling, dev="services: {api: {scaling: {min: 5, max: 5}}}\n") == []


def test_what_a_wrong_value_beat_is_not_shown_where_it_may_be_secret() -> None:
    layers = {
        "text": ("command: [a]\n", "services: {api: {command: x}}\n"),
        "mapping": ("port: 8080\n", "services: {api: {port: {http: 80}}}\n"),
        "list": ("resources: {}\n", "services: {api: {resources: x}}\n"),
    }

    assert [
        said(more={SERVICE: API.replace("port: 8080\n", "") + own, "environments/dev.yaml": DEV + over})[0].rpartition(
            " | "
        )[2]
        for own, over in layers.values()
    ] == [
        "config/services/api.yaml:3:10 it beats the list here",
        "config/services/api.yaml:3:7 it beats `8080` here",
        "config/services/api.yaml:3:12 it beats the mapping here",
    ]
    assert said(api="env: {A: hunter2}\n", dev="services: {api: {env: {A: 5}}}\n") == [
        "environments/dev.yaml:4:27: wrong-type: `env.A`: found a number, expected text | quote it"
        " | config/services/api.yaml:4:10 it beats the value here"
    ]


def test_of_two_keys_that_exclude_each_other_the_weaker_one_can_be_removed() -> None:
    assert said(
        api="probes: {liveness: {path: /up}}\n", dev="services: {api: {probes: {liveness: {exec: [x]}}}}\n"
    ) == [
        "environments/dev.yaml:4:44: bad-probe: `probes.liveness.exec`: a probe asks in one way, found `path` and "
        "`exec` | set `probes.liveness.path` to `null` here, which removes what the weaker layer says"
        " | config/services/api.yaml:4:27 `path` is set here"
    ]
    assert said(api="replicas: 2\n", dev="services: {api: {scaling: {min: 1, max: 2, cpu: 70}}}\n")[0].startswith(
        "environments/dev.yaml:4:18: conflicting-keys: `scaling`: found `replicas` and `scaling`, expected one of them"
        " | set `replicas` to `null` here, which removes what the weaker layer says | config/services/api.yaml:4:11 "
    )
    removed = "services: {api: {probes: {liveness: {path: null, exec: [x]}}}}\n"
    assert said(api="probes: {liveness: {path: /up}}\n", dev=removed) == []


def test_subnets_of_another_range_are_told_with_their_list() -> None:
    platform = "network: {cidr: 10.20.0.0/16, public: [10.20.0.0/20]}\n"
    dev = DEV.replace("10.20.0.0/16", "10.30.0.0/16")

    assert said(platform=platform, more={"environments/dev.yaml": dev}) == [
        "environments/dev.yaml:3:17: bad-cidr: `network.cidr`: `10.20.0.0/20` is not within `10.30.0.0/16`"
        " | list `network.public` again in `environments/dev.yaml`, or set it to `null` there"
        " | config/platform.yaml:7:40 `public[0]` is set here | config/platform.yaml:7:17 it beats the value here"
    ]
    again = dev.replace("/16}", "/16, public: null}")
    assert said(platform=platform, more={"environments/dev.yaml": again}) == []


def test_a_mapping_that_lacks_a_key_is_told_with_what_it_beats() -> None:
    api = API.replace("port: 8080", "ports: {http: 8080}")

    assert said(more={SERVICE: api}, dev="services: {api: {ports: {http: {protocol: grpc}}}}\n") == [
        "environments/dev.yaml:4:26: missing-key: `ports.http.port` is missing | add `port:`"
        " | config/services/api.yaml:3:15 it beats `8080` here"
    ]
