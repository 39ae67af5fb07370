"""Images lead to a build, from a registry that is listed."""

from __future__ import annotations

from tests.validate.shop import API, POSTGRES, PROD, said

HINT = "name a `web`, `worker`, `cronjob` or `stateful` with an image"
UNTAGGED = {"config/services/api.yaml": API.replace(", tag: v1", "")}


def workers(**images: str) -> dict[str, str]:
    return {f"config/services/{name}.yaml": f"kind: worker\nimage: {image}\n" for name, image in images.items()}


def test_an_image_is_that_of_a_service_that_there_is() -> None:
    more = {**workers(b="{from: backnd}", c="{from: qqqq}"), "config/services/backend.yaml": API}

    assert said(more=more) == [
        "config/services/b.yaml:2:15: unknown-service: there is no service `backnd` | did you mean `backend`?",
        "config/services/c.yaml:2:15: unknown-service: there is no service `qqqq`"
        " | add `config/services/qqqq.yaml`, or remove this",
    ]


def test_an_image_is_that_of_a_service_which_has_one() -> None:
    assert said(more={**workers(b="{from: db}"), "config/services/db.yaml": POSTGRES}) == [
        f"config/services/b.yaml:2:15: image-without-source: `db` has no image of its own | {HINT}"
    ]


def test_images_of_each_other_lead_nowhere() -> None:
    assert said(more=workers(b="{from: c}", c="{from: b}")) == [
        f"config/services/b.yaml:2:15: image-without-source: `from` comes back to `c` and finds no image | {HINT}",
        f"config/services/c.yaml:2:15: image-without-source: `from` comes back to `b` and finds no image | {HINT}",
    ]


def test_an_image_may_be_another_services_over_a_third() -> None:
    assert said(more=workers(b="{from: c}", c="{from: api}")) == []


def test_an_image_has_a_tag_in_each_environment() -> None:
    more = {**UNTAGGED, "environments/prod.yaml": PROD}

    assert said(dev="services: {api: {image: {tag: v2}}}\n", more=more) == [
        "config/services/api.yaml:2:1: missing-tag: the image `acme/api` has neither `tag` nor `digest` in `prod`"
        " | set `image.tag` of the service in `environments/prod.yaml`"
    ]


def test_a_digest_will_do_for_a_tag() -> None:
    assert said(dev=f"services: {{api: {{image: {{digest: 'sha256:{'a' * 64}'}}}}}}\n", more=UNTAGGED) == []


def test_the_image_of_a_job_before_the_rollout_is_held_to_the_same() -> None:
    assert said(api="before: {m: {image: {repository: other/m}}, n: {image: {from: qqqq}}}\n") == [
        "config/services/api.yaml:4:14: missing-tag: the image `other/m` has neither `tag` nor `digest` in `dev`"
        " | set `before.m.image.tag` of the service in `environments/dev.yaml`",
        "config/services/api.yaml:4:34: unlisted-registry: the image `other/m` (`docker.io/other/m`) is from a "
        "registry that is not listed | use a listed registry, or add this one to `registries`"
        " | config/platform.yaml:6:1 the registries are listed here",
        "config/services/api.yaml:4:63: unknown-service: there is no service `qqqq`"
        " | add `config/services/qqqq.yaml`, or remove this",
    ]


def test_a_registry_is_listed_by_its_full_name() -> None:
    more = {"config/services/api.yaml": API.replace("acme/api", "acme-x/api")}

    assert said(more=more) == [
        "config/services/api.yaml:2:21: unlisted-registry: the image `acme-x/api` (`docker.io/acme-x/api`) is from a "
        "registry that is not listed | use a listed registry, or add this one to `registries`"
        " | config/platform.yaml:6:1 the registries are listed here"
    ]


def test_an_environment_may_list_registries_of_its_own() -> None:
    more = {
        "config/services/api.yaml": API.replace("acme/api", "ghcr.io/acme/api"),
        "environments/prod.yaml": f"{PROD}registries: []\n",
    }

    assert said(dev="registries: [ghcr.io/acme]\n", more=more) == [
        "config/services/api.yaml:2:21: unlisted-registry: the image `ghcr.io/acme/api` is from a registry that is not "
        "listed | use a listed registry, or add this one to `registries`"
        " | environments/prod.yaml:4:1 the registries are listed here"
    ]


def test_another_image_of_a_datastore_is_from_a_listed_registry_too() -> None:
    more = {"config/services/db.yaml": POSTGRES.replace("1Gi", "1Gi, image: {repository: other/pg, tag: v1}")}

    assert said(more=more) == [
        "config/services/db.yaml:5:47: unlisted-registry: the image `other/pg` (`docker.io/other/pg`) is from a "
        "registry that is not listed | use a listed registry, or add this one to `registries`"
        " | config/platform.yaml:6:1 the registries are listed here"
    ]
    assert said(more={"config/services/db.yaml": POSTGRES.replace("1Gi", "1Gi, image: {tag: 17.1-bookworm}")}) == []
