"""What Kubernetes and AWS would refuse of sound values together."""

from __future__ import annotations

import pytest

from tests.validate.shop import API, DEV, PLATFORM, POSTGRES, said

API_FILE, DEV_FILE, PLATFORM_FILE = "config/services/api.yaml", "environments/dev.yaml", "config/platform.yaml"
BIG = "x" * 131_000


def test_variables_fit_into_a_config_map_together() -> None:
    env = "".join(f"  V{index}: {BIG}\n" for index in range(8))

    assert said(api=f"env:\n{env}") == [
        f"{API_FILE}:4:1: env-too-large: the variables have 1048024 bytes together, more than the 1000000 that a "
        "ConfigMap takes | mount it as a file, by `files`"
    ]
    assert said(api=f"env:\n{env.partition('  V7')[0]}") == []


def test_a_variable_is_no_longer_than_linux_takes_in_bytes_with_its_name() -> None:
    assert said(api=f"env: {{A: {'ü' * 65_600}}}\n") == [
        f"{API_FILE}:4:10: env-too-large: the variable has 131202 bytes with its name, more than the 131071 that Linux "
        "takes | mount it as a file, by `files`"
    ]


@pytest.mark.parametrize("name", ["..data", "x" * 254])
def test_the_name_of_a_mounted_file_is_a_key_of_a_config_map(name: str) -> None:
    shown = name if len(name) < 60 else f"{'x' * 60}…"

    assert said(api=f"files: {{/etc/{name}: files/a}}\n", more={"config/files/a": ""}) == [
        f"{API_FILE}:4:9: bad-file-name: `{shown}` cannot be a key of a ConfigMap: expected no `..` at its beginning, "
        "and 253 characters at most | mount the file under another name"
    ]


def test_a_name_with_one_dot_is_a_key() -> None:
    assert said(api="files: {/etc/.env: files/a, /etc/a..b: files/a}\n", more={"config/files/a": ""}) == []


def test_files_fit_into_a_config_map_as_they_are_written() -> None:
    assert said(api="files: {/a: files/a}\n", more={"config/files/a": "\x01" * 200_000}) == [
        f"{API_FILE}:4:1: files-too-large: the files have 1200000 bytes together once they are written (base64 for "
        "what is no text, escapes), more than the 1000000 that a ConfigMap takes | build large files into the image"
    ]
    assert said(api="files: {/a: files/a}\n", more={"config/files/a": "x" * 999_000}) == []


@pytest.mark.parametrize(("key", "column"), [("pod", 15), ("service", 15)])
def test_annotations_of_one_object_fit(key: str, column: int) -> None:
    given = f"annotations: {{{key}: {{a: {BIG}, b: {BIG}}}}}\n"

    assert said(api=given) == [
        f"{API_FILE}:4:{column}: annotations-too-large: the annotations have 262002 bytes together, more than the "
        "250000 that there is room for | mount what is large as a file, by `files`"
    ]


def test_annotations_of_the_ingress_that_services_share_fit_together() -> None:
    api = f"routes: {{a: {{host: a}}}}\nannotations: {{ingress: {{a: {BIG}}}}}\n"
    other = f"{API}routes: {{b: {{host: b}}}}\nannotations: {{ingress: {{b: {BIG}}}}}\n"

    assert said(api=api) == []
    assert said(api=api, more={"config/services/other.yaml": other}) == [
        "config/services/other.yaml:5:15: annotations-too-large: the annotations have 262002 bytes together, more than "
        "the 250000 that there is room for | mount what is large as a file, by `files`"
    ]


@pytest.mark.parametrize("name", ["kube-system", "kube-x", "default", "monitoring", "external-dns", "velero"])
def test_the_platforms_name_is_no_namespace_of_others(name: str) -> None:
    platform = {PLATFORM_FILE: PLATFORM.replace("name: shop", f"name: {name}")}

    assert said(more=platform) == [
        f"{PLATFORM_FILE}:1:7: reserved-namespace: the services would run in the namespace `{name}`, which is the "
        "platform's name and belongs to Kubernetes, Argo CD or an add-on | set `namespace`, or give the platform "
        "another name"
    ]
    assert said(dev="namespace: shop\n", more=platform) == []


def test_argocd_as_a_name_is_told_once() -> None:
    found = said(more={PLATFORM_FILE: PLATFORM.replace("name: shop", "name: argocd")})

    assert [line.split(": ")[1] for line in found] == ["namespace-shared"]


def test_subnets_that_are_listed_lie_apart_from_those_that_follow() -> None:
    whole = DEV.replace("{cidr: 10.20.0.0/16}", "{cidr: 10.20.0.0/16, public: [10.20.0.0/16]}")

    assert said(more={DEV_FILE: whole}) == [
        f"{DEV_FILE}:3:40: subnet-overlap: `10.20.0.0/16` overlaps the subnets that follow for `private` by rule | "
        f"list `private` too | {DEV_FILE}:3:17 the range that they follow from"
    ]
    apart = whole.replace("public: [10.20.0.0/16]", "public: [10.20.0.0/24, 10.20.1.0/24]")
    assert said(more={DEV_FILE: apart}) == []


def test_a_network_whose_subnets_are_all_listed_follows_no_rule() -> None:
    listed = "{cidr: 10.20.0.0/24, public: [10.20.0.0/26], private: [10.20.0.64/26], database: [10.20.0.128/26]}"

    assert said(more={DEV_FILE: DEV.replace("{cidr: 10.20.0.0/16}", listed)}) == []


def test_a_datastore_has_no_variables_or_files_of_its_own() -> None:
    assert said(more={"config/services/db.yaml": POSTGRES}) == []
