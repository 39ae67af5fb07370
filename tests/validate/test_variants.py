"""A value in one form over the same value in another: layers merge key by key, and the stronger line is told."""

from __future__ import annotations

import pytest

from tests.validate.shop import API, PROD, said

SERVICE = "config/services/api.yaml"
WORKER = {"config/services/jobs.yaml": API.replace("kind: web", "kind: worker")}


def test_an_image_of_another_service_meets_one_of_its_own() -> None:
    assert said(dev="services: {api: {image: {from: jobs}}}\n", more=WORKER) == [
        "environments/dev.yaml:4:26: mixed-variants: `image`: `from` does not go with `repository` and `tag` of a "
        "weaker layer | set `image.repository` and `image.tag` to `null` here, which removes what the weaker layer says"
        f" | {SERVICE}:2:9 `repository` is set here | {SERVICE}:2:31 `tag` is set here"
    ]


def test_an_image_of_its_own_meets_one_of_another_service() -> None:
    api = {SERVICE: "kind: web\nimage: {from: jobs}\nport: 8080\n", "environments/prod.yaml": PROD}

    assert said(dev="services: {api: {image: {repository: acme/x, tag: v2}}}\n", more={**WORKER, **api}) == [
        "environments/dev.yaml:4:26: mixed-variants: `image`: `repository` does not go with `from` of a weaker layer"
        " | set `image.from` to `null` here, which removes what the weaker layer says"
        f" | {SERVICE}:2:9 `from` is set here"
    ]


@pytest.mark.parametrize(
    ("weak", "strong", "key", "met"),
    [
        ("{secret: x}", "{from: jobs.host}", "from", "secret"),
        ("{secret: x, of: jobs}", "{from: jobs.host}", "from", "of` and `secret"),
        ("{from: jobs.host}", "{secret: x}", "secret", "from"),
    ],
)
def test_a_variable_from_one_source_meets_another_source(weak: str, strong: str, key: str, met: str) -> None:
    (problem,) = said(api=f"env: {{A: {weak}}}\n", dev=f"services: {{api: {{env: {{A: {strong}}}}}}}\n", more=WORKER)

    assert problem.startswith(
        f"environments/dev.yaml:4:28: mixed-variants: `env.A`: `{key}` does not go with `{met}` of a weaker layer | "
    )


def test_the_defaults_of_a_kind_are_a_weaker_layer_too() -> None:
    defaults = "defaults: {web: {env: {A: {secret: x}}}}\n"

    assert said(
        platform=defaults, api="env: {A: {from: jobs.host}}\n", more={**WORKER, "environments/prod.yaml": PROD}
    ) == [
        f"{SERVICE}:4:11: mixed-variants: `env.A`: `from` does not go with `secret` of a weaker layer"
        " | set `env.A.secret` to `null` here, which removes what the weaker layer says"
        " | config/platform.yaml:7:28 `secret` is set here"
    ]


def test_what_the_hint_says_helps() -> None:
    image = "services: {api: {image: {from: jobs, repository: null, tag: null}}}\n"

    assert said(dev=image, more=WORKER) == []


def test_two_forms_in_one_layer_are_an_unknown_key() -> None:
    assert said(api="env: {A: {from: jobs.host, secret: x}}\n", more=WORKER) == [
        f"{SERVICE}:4:11: unknown-key: there is no key `from` here | the keys here are `of`, `secret`"
    ]
