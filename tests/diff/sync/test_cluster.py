"""What is applied by hand leads to every Application, and each object goes where Argo CD puts it."""

from __future__ import annotations

import pytest

from generator.diff.cluster import generated
from generator.diff.cluster.scope import identity
from tests.diff.sync.world import ARGO, CASCADE, app, config, side, thing


def _set(generators: list[object], *, go: bool = True, **spec: object) -> dict[str, object]:
    key = "{{.name}}" if go else "{{name}}"
    template = {"metadata": {"name": f"shop-{key}"}, "spec": {"source": {"path": key}}}
    whole = {"goTemplate": go, "generators": generators, "template": template, **spec}
    return thing("ApplicationSet", "shop", ARGO, space="argocd", spec=whole)


def test_applications_among_the_objects_of_one_are_followed() -> None:
    found = side([app("root")], root=[app("mid")], mid=[app("leaf")], leaf=[config("one")])

    assert list(found.applications) == ["leaf", "mid", "root"]


def test_an_object_without_a_namespace_goes_where_its_application_goes() -> None:
    (one,) = side([app()], app=[config("one")]).applications["app"].objects

    assert one["metadata"]["namespace"] == "shop"


def test_what_no_namespace_holds_loses_the_one_that_it_names() -> None:
    (one,) = (
        side([app()], app=[thing("ClusterRole", "x", "rbac.authorization.k8s.io/v1", space="y")])
        .applications["app"]
        .objects
    )

    assert "namespace" not in one["metadata"]


def test_a_definition_in_git_tells_whether_a_namespace_holds_its_kind() -> None:
    spec = {"group": "x.example.com", "scope": "Cluster", "names": {"kind": "Widget"}}
    definition = thing("CustomResourceDefinition", "widgets.x.example.com", "apiextensions.k8s.io/v1", spec=spec)

    _, widget = side([app()], app=[definition, thing("Widget", "a", "x.example.com/v1")]).applications["app"].objects

    assert "namespace" not in widget["metadata"]


def test_of_an_object_that_is_there_twice_the_last_counts() -> None:
    (one,) = side([app()], app=[config("one", "first"), config("one", "last")]).applications["app"].objects

    assert one["data"] == {"LEVEL": "last"}


def test_an_application_that_left_git_is_rendered_as_the_base_had_it() -> None:
    before = side([app("root")], root=[app("shop")], shop=[config("one")])

    head = side([app("root")], before, root=[], shop=[config("one", "debug")])

    assert "shop" not in head.applications
    assert head.kept["shop"].objects[0]["data"] == {"LEVEL": "debug"}


def test_a_version_of_the_api_makes_no_other_object() -> None:
    assert identity(thing("Ingress", "x", "networking.k8s.io/v1")) == identity(
        thing("Ingress", "x", "networking.k8s.io/v1beta1")
    )


@pytest.mark.parametrize("go", [True, False])
def test_a_list_makes_an_application_of_each_element(go: bool) -> None:
    manifest = _set([{"list": {"elements": [{"name": "a"}, {"name": "b"}]}}], go=go)

    found = generated.applications(manifest)

    assert found is not None
    assert [one["metadata"]["name"] for one in found] == ["shop-a", "shop-b"]
    assert [one["spec"]["source"]["path"] for one in found] == ["a", "b"]


def test_a_product_of_lists_makes_one_of_each_pair() -> None:
    lists = [{"list": {"elements": [{"name": one}]}} for one in ("a", "b")]

    found = generated.applications(_set([{"matrix": {"generators": lists}}]))

    assert found is not None
    assert [one["metadata"]["name"] for one in found] == ["shop-b"]


@pytest.mark.parametrize(
    "generator",
    [
        {"git": {"repoURL": "x"}},
        {"list": {"elementsYaml": "x"}},
        {"list": {"elements": []}, "selector": {"matchLabels": {}}},
        {"list": {"elements": [{"other": "a"}]}},
    ],
    ids=str,
)
def test_what_git_cannot_tell_of_a_set_is_not_guessed(generator: dict[str, object]) -> None:
    assert generated.applications(_set([generator])) is None


def test_an_application_of_a_set_belongs_to_it_and_takes_its_objects_along() -> None:
    (one,) = generated.applications(_set([{"list": {"elements": [{"name": "a"}]}}])) or ()

    assert one["metadata"]["finalizers"] == [CASCADE]
    assert one["metadata"]["ownerReferences"][0]["name"] == "shop"


def test_a_set_that_preserves_gives_no_finalizer() -> None:
    manifest = _set([{"list": {"elements": [{"name": "a"}]}}], syncPolicy={"preserveResourcesOnDeletion": True})

    (one,) = generated.applications(manifest) or ()

    assert "finalizers" not in one["metadata"]
