"""Which objects a service may bring."""

from __future__ import annotations

import pytest

from generator.validate.rules.objects import REFUSED
from tests.validate.shop import POSTGRES, PROD, said

FILE = "config/files/x.yaml"
LIST = "objects: [files/x.yaml]\n"
MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"


def brought(text: str, dev: str = "", **more: str) -> list[str]:
    """What is told of a service that brings the objects of one file."""
    others = {f"environments/{name}.yaml": content for name, content in more.items()}
    return said(api=LIST, dev=dev, more={FILE: text, **others})


def test_a_file_is_there_and_is_yaml() -> None:
    assert said(api="objects: [files/y.yaml]\n", more={FILE: MAP}) == [
        "config/services/api.yaml:4:11: unknown-file: there is no file `config/files/y.yaml`"
        " | did you mean `files/x.yaml`?"
    ]
    assert said(api=LIST) == [
        "config/services/api.yaml:4:11: unknown-file: there is no file `config/files/x.yaml`"
        " | add the file, or correct the path"
    ]
    assert brought(f"{MAP}---\na: 1\na: 2\n--- text\n") == [
        f"{FILE}:6:1: duplicate-key: the key `a` stands twice in this mapping | keep one of the two"
        f" | {FILE}:5:1 `a` stands here first",
        f"{FILE}:7:5: not-a-mapping: the file is the text `text`, expected a mapping | write `key: value` lines",
    ]


def test_a_folder_is_all_objects_below_it() -> None:
    more = {
        "config/files/x/a.yaml": MAP,
        "config/files/x/y/b.json": '{"apiVersion": 1}',
        "config/files/x/README.md": "#",
    }

    assert said(api="objects: [files/x/]\n", more=more) == [
        "config/files/x/y/b.json:1:1: object-unnamed: an object needs the texts `apiVersion`, `kind` and "
        "`metadata.name` | add what is missing"
    ]
    assert said(api="objects: [files/z/]\n", more=more) == [
        "config/services/api.yaml:4:11: unknown-file: there is no file of YAML or JSON below `config/files/z/`"
        " | add the file, or correct the path"
    ]


def test_objects_that_are_well_are_told_nothing_of() -> None:
    other = MAP.replace("{name: a}", "{name: b, namespace: shop, annotations: {argocd.argoproj.io/hook: Sync}}")

    assert brought(f"{MAP}---\n---\n{other}") == []
    assert brought("# nothing yet\n") == []


@pytest.mark.parametrize("kind", sorted(REFUSED))
def test_a_kind_that_a_service_does_not_bring_is_refused(kind: str) -> None:
    why, hint = REFUSED[kind]

    assert brought(MAP.replace("ConfigMap", kind)) == [
        f"{FILE}:2:7: object-refused: `{kind}/a` cannot be an object of a service: {why} | {hint}"
    ]


@pytest.mark.parametrize(
    "text", ["a: b\n", "apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: a-}\n", "kind: 3\n"]
)
def test_an_object_has_a_version_a_kind_and_a_name(text: str) -> None:
    assert brought(text) == [
        f"{FILE}:1:1: object-unnamed: an object needs the texts `apiVersion`, `kind` and `metadata.name`"
        " | add what is missing"
    ]


def test_an_object_is_there_once() -> None:
    assert brought(f"{MAP}---\n{MAP}") == [
        f"{FILE}:7:18: object-twice: `ConfigMap/a` is written twice | rename or remove one of them"
        f" | {FILE}:3:18 the other one"
    ]


def test_an_object_goes_where_its_service_goes() -> None:
    text = MAP.replace("{name: a}", "{name: a, namespace: other}")

    def told(environment: str, inside: str) -> str:
        return (
            f"{FILE}:3:32: object-elsewhere: found the namespace `other`, and in `{environment}` the service's is "
            f"`{inside}` | remove the line: an object goes where its service goes"
        )

    assert brought(text) == [told("dev", "shop")]
    assert brought(text, dev="namespace: other\n", prod=PROD) == [told("prod", "shop")]
    assert brought(text, dev="namespace: other\n") == []
    assert brought(MAP.replace("{name: a}", "{name: a, namespace: }")) == [
        f"{FILE}:3:21: null-in-hatch: found nothing (null), expected a value"
        " | give it a value, such as `{}`, or remove the line"
    ]


def test_a_hook_is_one_of_argo_cd() -> None:
    assert brought(MAP.replace("{name: a}", '{name: a, annotations: {helm.sh/hook-weight: "1"}}')) == [
        f"{FILE}:3:35: bad-annotation: `helm.sh/hook-weight` makes it a hook of Helm's, which Argo CD takes for another"
        " thing | write `argocd.argoproj.io/hook`, or a job of `before`"
    ]


def test_nothing_in_it_is_a_secret_and_its_images_are_listed() -> None:
    pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n"
    key = "AKIA" + "ABCDEFGHIJKLMNOP"

    assert brought(f"{MAP}data: {{A: {key}, B: null, C: 2026-01-01}}\n") == [
        f"{FILE}:4:11: plain-secret: found a value that is not shown, expected no secret: it looks like a key or a "
        "token | take it from a Secret, by `valueFrom.secretKeyRef`; replace it, as git keeps it",
        f"{FILE}:4:33: null-in-hatch: found nothing (null), expected a value"
        " | give it a value, such as `{}`, or remove the line",
        f"{FILE}:4:45: wrong-type: found the date `2026-01-01`, expected text | quote it",
    ]
    assert brought(f"{pod}    - {{name: a, image: ghcr.io/evil/a:v1}}\n") == [
        f"{FILE}:6:24: unlisted-registry: the image `ghcr.io/evil/a:v1` is from a registry that is not listed"
        " | use a listed registry, or add this one to `registries`"
        " | config/platform.yaml:6:1 the registries are listed here"
    ]


def test_objects_of_what_has_no_chart_anywhere_have_no_effect() -> None:
    external = f"kind: external\nhost: a.example.com\nports: {{x: 1}}\n{LIST}"
    database = f"{POSTGRES}{LIST}"

    assert said(more={FILE: MAP, "config/services/a.yaml": external}) == [
        "config/services/a.yaml:4:1: no-effect: `objects` have no effect: they are part of a chart, and `a` has none "
        "anywhere | list them for a service that runs in the cluster"
    ]
    rds = "services: {db: {run: rds, rds: {}}}\n"
    both = {FILE: MAP, "config/services/db.yaml": database, "environments/prod.yaml": f"{PROD}{rds}"}
    assert said(more=both) == []
    assert [line.split(": ")[1] for line in said(dev=rds, more=both)] == ["no-effect"]
