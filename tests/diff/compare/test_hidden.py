"""That a secret changed is told, and nothing of what it was or is."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.diff.compare import HIDDEN, Hidden, edits, secrets
from generator.diff.nouns import NOTHING, Change, Edit, Identity
from tests.diff.compare.objects import Object, config_map, deployment, thing, told

SECRET = st.text("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_.~", min_size=8, max_size=30).filter(
    lambda text: not text.startswith("-")
)
NAMES = ("DB_PASSWORD", "apiToken", "client-secret", "privateKey", "APIKEY", "dsn", "connectionString", "passphrase")


def custom(**spec: Any) -> Object:
    return thing("Thing", "example.com/v1", spec=spec)


def application(**helm: Any) -> Object:
    return thing("Application", "argoproj.io/v1alpha1", spec={"source": {"helm": helm}})


def encoded(text: str) -> str:
    return b64encode(text.encode()).decode()


HOLDERS = {
    "data of a Secret": lambda name, text: thing("Secret", data={name: encoded(text)}),
    "text of a Secret": lambda name, text: thing("Secret", stringData={name: text}),
    "what was applied": lambda name, text: {
        **thing("Secret"),
        "metadata": {"annotations": {"kubectl.kubernetes.io/last-applied-configuration": json.dumps({name: text})}},
    },
    "SealedSecret": lambda name, text: thing(
        "SealedSecret", "bitnami.com/v1alpha1", spec={"encryptedData": {name: text}}
    ),
    "ExternalSecret": lambda name, text: thing(
        "ExternalSecret", "external-secrets.io/v1", spec={"target": {"template": {"data": {name: text}}}}
    ),
    "ConfigMap": lambda name, text: config_map(**{name: text}),
    "properties": lambda name, text: config_map(**{"app.properties": f"a=1\n{name}={text}\n"}),
    "YAML": lambda name, text: config_map(**{"app.yaml": f"a:\n  {name}: '{text}'\n"}),
    "JSON": lambda name, text: config_map(**{"app.json": json.dumps({"a": [{name: text}]})}),
    "script": lambda name, text: config_map(**{"run.sh": f"#!/bin/sh\nexport PASSWORD={text}\nrun\n"}),
    "variable": lambda name, text: deployment(env=[{"name": name, "value": text}]),
    "arguments": lambda name, text: deployment(args=["run", f"--{name}", text]),
    "argument": lambda name, text: deployment(args=["run", f"--db-password={text}"]),
    "annotation": lambda name, text: {**thing("Service"), "metadata": {"annotations": {name: text}}},
    "field of a kind": lambda name, text: custom(auth={name: text}),
    "list of a kind": lambda name, text: custom(auth={name: [text, "x"]}),
    "mapping of a kind": lambda name, text: custom(auth={name: {"of": {"prod": text}}}),
    "pair of a kind": lambda name, text: custom(parts=[{"key": name, "value": text}, {"key": name, "value": "1"}]),
    "values": lambda name, text: application(values=f"{name}: '{text}'\n"),
    "object of values": lambda name, text: application(valuesObject={name: text}),
    "parameters": lambda name, text: application(parameters=[{"name": f"auth.{name}", "value": text}]),
    "address": lambda name, text: custom(url=f"postgres://user:{text}@db:5432/x"),
    "address of a variable": lambda name, text: deployment(env=[{"name": "URL", "value": f"amqp://u:{text}@mq"}]),
    "address in a key": lambda name, text: custom(sources=[{"repoURL": f"https://u:{text}@git/x", "path": "p"}]),
    "entry of a list": lambda name, text: custom(urls=["x", f"redis://:{text}@r:6379"]),
    "header": lambda name, text: deployment(x={"httpHeaders": [{"name": "Authorization", "value": text}]}),
    "file of a ConfigMap": lambda name, text: thing("ConfigMap", binaryData={"x": encoded(f"password: {text}")}),
}


def leaking(found: tuple[Edit, ...], secret: str) -> list[Edit]:
    """The edits in which four characters of a secret stand, one after another."""
    parts = {secret[start : start + 4] for start in range(len(secret) - 3)}
    return [edit for edit in found if any(part in repr(edit) for part in parts)]


@pytest.mark.parametrize("holder", HOLDERS)
@given(SECRET, SECRET, st.sampled_from(NAMES))
def test_no_four_characters_of_a_secret_are_in_any_edit(holder: str, one: str, other: str, name: str) -> None:
    plain = HOLDERS[holder](name, "0")
    known = repr([edits(plain, HOLDERS[holder](name, "1")), edits(None, plain), edits(plain, None)])
    parts = {text[start : start + 4] for text in (one, other) for start in range(len(text) - 3)}
    assume(not any(part in known or part in f"Hidden() hidden {name}" for part in parts))  # what the path says anyway

    for before, after in ((one, other), (one, "1"), ("1", other), (one, None), (None, other)):
        found = edits(*(None if text is None else HOLDERS[holder](name, text) for text in (before, after)))

        assert before == after or found
        assert not leaking(found, one)
        assert not leaking(found, other)


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----\n",
        "-----BEGIN CERTIFICATE-----\nMIIEow\n-----END CERTIFICATE-----\n",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
        "AKIAIOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "ghp_0123456789abcdefghijklmnopqrstuvwxyz",
        "AIzaSyA0123456789abcdefghijklmnopqrstuvw",
        "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=Zm9vYmFy;",
        "https://user:hunter22@example.com/x",
        "https://0a1b2c3d4e5f@example.com/x",
        "Server=db;User Id=a;Password=hunter22;",
        "Authorization: Bearer 0123456789abcdef",
    ],
)
@pytest.mark.parametrize(
    "make", [lambda text: config_map(x=text), lambda text: custom(x=text), lambda text: deployment(args=[text])]
)
def test_what_looks_like_a_key_or_a_token_is_hidden_wherever_it_stands(text: str, make: Any) -> None:
    [edit] = edits(make("plain"), make(text))

    assert edit.hidden
    assert text not in repr(edit)


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (
            deployment(env=[{"name": "DB_PASSWORD", "valueFrom": {"secretKeyRef": {"name": "db", "key": "password"}}}]),
            deployment(env=[{"name": "DB_PASSWORD", "valueFrom": {"secretKeyRef": {"name": "pg", "key": "password"}}}]),
            "spec.template.spec.containers[api].env[DB_PASSWORD].valueFrom.secretKeyRef.name: 'db' → 'pg'",
        ),
        (
            deployment(x=[{"name": "tls", "secret": {"secretName": "a"}}]),
            deployment(x=[{"name": "tls", "secret": {"secretName": "b"}}]),
            "spec.template.spec.containers[api].x[tls].secret.secretName: 'a' → 'b'",
        ),
        (custom(existingSecret="a"), custom(existingSecret="b"), "spec.existingSecret: 'a' → 'b'"),
        (
            custom(passwordSecretRef={"name": "a"}),
            custom(passwordSecretRef={"name": "b"}),
            "spec.passwordSecretRef.name: 'a' → 'b'",
        ),
        (
            custom(basicAuth={"password": {"name": "a", "key": "k"}}),
            custom(basicAuth={"password": {"name": "b", "key": "k"}}),
            "spec.basicAuth.password.name: 'a' → 'b'",
        ),
        (
            thing(
                "ExternalSecret",
                "external-secrets.io/v1",
                spec={"data": [{"secretKey": "a", "remoteRef": {"key": "p/a"}}]},
            ),
            thing(
                "ExternalSecret",
                "external-secrets.io/v1",
                spec={"data": [{"secretKey": "a", "remoteRef": {"key": "p/b"}}]},
            ),
            "spec.data[a].remoteRef.key: 'p/a' → 'p/b'",
        ),
        (custom(imagePullSecrets=["a"]), custom(imagePullSecrets=["b"]), "spec.imagePullSecrets[0]: 'a' → 'b'"),
        (config_map(TOKEN_TTL="1h"), config_map(TOKEN_TTL="2h"), "data.TOKEN_TTL: '1h' → '2h'"),
        (
            custom(automountServiceAccountToken=True),
            custom(automountServiceAccountToken=False),
            "spec.automountServiceAccountToken: True → False",
        ),
        (config_map(TOKENS="true"), config_map(TOKENS="false"), "data.TOKENS: 'true' → 'false'"),
        (
            custom(url="postgres://u:$(PASSWORD)@a"),
            custom(url="postgres://u:$(PASSWORD)@b"),
            "spec.url: 'postgres://u:$(PASSWORD)@a' → 'postgres://u:$(PASSWORD)@b'",
        ),
        (
            custom(image="a/b:1@sha256:" + "0" * 64),
            custom(image="a/b:1@sha256:" + "1" * 64),
            f"spec.image: 'a/b:1@sha256:{'0' * 64}' → 'a/b:1@sha256:{'1' * 64}'",
        ),
    ],
)
def test_references_and_what_is_about_secrets_stay_readable(before: Object, after: Object, line: str) -> None:
    assert told(before, after) == [line]


def test_a_reference_in_the_place_of_a_password_does_not_show_it() -> None:
    found = edits(custom(password="hunter22"), custom(password={"name": "db", "key": "p"}))

    assert not leaking(found, "hunter22")


def test_one_secret_is_equal_to_itself_elsewhere_and_to_no_other() -> None:
    def change(text: str) -> Edit:
        return edits(thing("Secret", stringData={"a": "x"}), thing("Secret", stringData={"a": text}))[0]

    assert change("hunter22") == change("hunter22")
    assert change("hunter22") != change("hunter23")
    assert isinstance(change("hunter22").new, Hidden)
    assert str(change("hunter22").new) == HIDDEN


def test_a_secret_that_comes_is_no_secret_that_changes() -> None:
    [edit] = edits(thing("Secret", data={"a": "eA=="}), thing("Secret", data={"a": "eA==", "b": "eQ=="}))

    assert (edit.path, edit.old, edit.hidden) == ("data.b", NOTHING, True)


def test_what_a_secret_says_of_itself_is_seen() -> None:
    assert told(thing("Secret", type="Opaque"), thing("Secret", type="x/y")) == ["type: 'Opaque' → 'x/y'"]


def test_a_secret_that_stands_a_second_time_where_nothing_tells_of_it_is_hidden_there_too() -> None:
    env = [{"name": "DB_PASSWORD", "value": "Zx81hunter"}]
    found = edits(deployment(env=env, command=["run"]), deployment(env=env, command=["echo", "to Zx81hunter"]))

    assert not leaking(found, "Zx81hunter")


def test_the_secrets_of_a_change_are_told_to_those_who_keep_them_out_of_their_texts() -> None:
    change = Change(
        "dev", "app", Identity("", "Secret", "n", "api"), thing("Secret", data={"a": encoded("hunter22")}), None
    )

    assert secrets(change) == {encoded("hunter22"), "hunter22"}
