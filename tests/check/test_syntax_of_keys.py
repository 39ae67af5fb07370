"""Labels, annotations and keys."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import shop, told


def test_a_label_has_63_characters_at_most() -> None:
    it = shop()
    it["ConfigMap"]["metadata"]["labels"] = {"a": "b" * 64}

    assert told(it) == dedent(
        """\
        ConfigMap/api metadata.labels.a [label-invalid]
          `ConfigMap/api`: the value `bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb` of
            the label `a` has 64 characters
          help: use at most 63 letters, digits, `-`, `_` and `.`, a letter or digit at both ends
        """
    )


def test_a_label_of_63_characters_is_fine() -> None:
    it = shop()
    it["ConfigMap"]["metadata"]["labels"] = {"a": "b" * 63}

    assert told(it) == ""


def test_a_label_of_a_template_is_a_label() -> None:
    it = shop()
    it["Deployment"]["spec"]["template"]["metadata"]["labels"]["a"] = "b c"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.metadata.labels.a [label-invalid]
          `Deployment/api`: the value `b c` of the label `a` is written wrongly
          help: use at most 63 letters, digits, `-`, `_` and `.`, a letter or digit at both ends
        """
    )


def test_the_key_of_a_label_is_a_qualified_name() -> None:
    it = shop()
    it["ConfigMap"]["metadata"]["labels"] = {"a b": "c"}

    assert told(it) == dedent(
        """\
        ConfigMap/api metadata.labels["a b"] [label-invalid]
          `ConfigMap/api`: the label `a b` is written wrongly
          help: use at most 63 letters, digits, `-`, `_` and `.`, a letter or digit at both ends
        """
    )


def test_the_key_of_an_annotation_is_a_qualified_name() -> None:
    it = shop()
    it["ConfigMap"]["metadata"]["annotations"] = {"Example.com/a": "c"}

    assert told(it) == dedent(
        """\
        ConfigMap/api metadata.annotations["Example.com/a"] [annotation-invalid]
          `ConfigMap/api`: the annotation `Example.com/a` is written wrongly
          help: use at most 63 letters, digits, `-`, `_` and `.`, a letter or digit at both ends
        """
    )


def test_annotations_have_room_for_256_kibibytes() -> None:
    it = shop()
    it["ConfigMap"]["metadata"]["annotations"] = {"a": "b" * 262144}

    assert told(it) == dedent(
        """\
        ConfigMap/api metadata.annotations [annotation-invalid]
          `ConfigMap/api` has 262145 characters of annotations, more than the 262144 that are allowed
          help: move what is long to a ConfigMap
        """
    )


def test_a_key_of_a_config_map_is_a_file_name() -> None:
    it = shop()
    it["ConfigMap"]["data"]["a/b"] = "c"

    assert told(it) == dedent(
        """\
        ConfigMap/api data["a/b"] [key-invalid]
          `ConfigMap/api`: the key `a/b` is written wrongly
          help: use at most 253 letters, digits, `-`, `_` and `.`
        """
    )


def test_a_container_name_is_a_label() -> None:
    it = shop()
    it.pod["initContainers"][0]["name"] = "Wait"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.initContainers[0].name [name-invalid]
          `Deployment/api`: the container name `Wait` is written wrongly
          help: use at most 63 of a-z, 0-9 and `-`, a letter or digit at both ends
        """
    )


def test_a_volume_name_is_a_label() -> None:
    it = shop()
    it.pod["volumes"].append({"name": "a.b", "emptyDir": {}})

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.volumes[2].name [name-invalid]
          `Deployment/api`: the volume name `a.b` is written wrongly
          help: use at most 63 of a-z, 0-9 and `-`, a letter or digit at both ends
        """
    )


def test_a_port_name_of_a_service_is_a_label() -> None:
    it = shop()
    it["Service"]["spec"]["ports"].append({"name": "RPC", "port": 81, "targetPort": "http"})

    assert told(it) == dedent(
        """\
        Service/api spec.ports[1].name [name-invalid]
          `Service/api`: the port name `RPC` is written wrongly
          help: use at most 63 of a-z, 0-9 and `-`, a letter or digit at both ends
        """
    )
