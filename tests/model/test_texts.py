"""Texts and small formats."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.model.scalar import Scalar
from generator.model.texts import (
    ANNOTATION_KEY,
    AWS_ACCOUNT,
    CERTIFICATE,
    CLUSTER_NAME,
    EMAIL,
    ENV_NAME,
    ENV_TEXT,
    KUBERNETES,
    NODE_TYPE,
    PROSE,
    REGION,
    SECRET_KEY,
    SECRET_PREFIX,
    SLACK,
    version_of,
)

SECRET_KEY_EXPECTED = "the name of a key in the remote secret: letters, digits, `-`, `_` and `.`"
ANNOTATION_KEY_EXPECTED = "a key such as `example.com/name`, none of Argo CD or Helm and no snippet"
SLACK_EXPECTED = "a Slack channel without `#`: lower-case letters, digits, `-` and `_`"
CERTIFICATE_EXPECTED = "the ARN of a certificate in ACM, `arn:aws:acm:<region>:<account>:certificate/<id>`"
SECRET_PREFIX_EXPECTED = "the first part of a secret's name: letters, digits, `-`, `_`, `.` and single `/`"

REFUSED = [
    (
        ENV_NAME,
        "1A",
        "bad-name",
        "found `1A`, expected a variable name: letters, digits and `_`, not beginning with a digit",
        "",
    ),
    (
        ENV_NAME,
        "a-b",
        "bad-name",
        "found `a-b`, expected a variable name: letters, digits and `_`, not beginning with a digit",
        "did you mean `a_b`?",
    ),
    (
        ENV_NAME,
        "A.B",
        "bad-name",
        "found `A.B`, expected a variable name: letters, digits and `_`, not beginning with a digit",
        "did you mean `A_B`?",
    ),
    (
        ENV_NAME,
        "",
        "bad-name",
        'found `""`, expected a variable name: letters, digits and `_`, not beginning with a digit',
        "",
    ),
    (ENV_TEXT, 5000, "wrong-type", "found a number, expected text", "quote it"),
    (ENV_TEXT, True, "wrong-type", "found `true`, expected text", "quote it"),
    (ENV_TEXT, None, "wrong-type", "found nothing, expected text", 'write `""` for an empty text, or remove the key'),
    (
        ENV_TEXT,
        "AKIAABCDABCDABCDABCD",
        "plain-secret",
        "found a value that is not shown, expected no secret: it looks like a key or a token",
        "put it into the service's remote secret and write `{secret: <key>}`; replace it, as git keeps it",
    ),
    (
        ENV_TEXT,
        "-----BEGIN RSA PRIVATE KEY-----\nx",
        "plain-secret",
        "found a value that is not shown, expected no secret: it looks like a key or a token",
        "put it into the service's remote secret and write `{secret: <key>}`; replace it, as git keeps it",
    ),
    (SECRET_KEY, "a b", "bad-name", f"found a value that is not shown, expected {SECRET_KEY_EXPECTED}", ""),
    (
        ANNOTATION_KEY,
        "argocd.argoproj.io/hook",
        "bad-annotation",
        f"found `argocd.argoproj.io/hook`, expected {ANNOTATION_KEY_EXPECTED}",
        "",
    ),
    (ANNOTATION_KEY, "helm.sh/hook", "bad-annotation", f"found `helm.sh/hook`, expected {ANNOTATION_KEY_EXPECTED}", ""),
    (
        ANNOTATION_KEY,
        "nginx.ingress.kubernetes.io/configuration-snippet",
        "bad-annotation",
        f"found `nginx.ingress.kubernetes.io/configuration-snippet`, expected {ANNOTATION_KEY_EXPECTED}",
        "",
    ),
    (ANNOTATION_KEY, "a b", "bad-annotation", f"found `a b`, expected {ANNOTATION_KEY_EXPECTED}", ""),
    (EMAIL, "a@b", "bad-email", "found `a@b`, expected an e-mail address such as `ops@example.com`", ""),
    (SLACK, "#ops", "bad-name", f"found `#ops`, expected {SLACK_EXPECTED}", "did you mean `ops`?"),
    (AWS_ACCOUNT, 111122223333, "wrong-type", "found the number `111122223333`, expected text", "quote it"),
    (AWS_ACCOUNT, "1", "bad-account", "found `1`, expected the 12 digits of an AWS account, quoted", ""),
    (REGION, "frankfurt", "bad-region", "found `frankfurt`, expected an AWS region such as `ap-southeast-1`", ""),
    (CERTIFICATE, "x", "bad-certificate", f"found `x`, expected {CERTIFICATE_EXPECTED}", ""),
    (
        CLUSTER_NAME,
        "a b",
        "bad-name",
        "found `a b`, expected the name of an EKS cluster: letters, digits, `-` and `_`",
        "",
    ),
    (SECRET_PREFIX, "/a", "bad-path", f"found `/a`, expected {SECRET_PREFIX_EXPECTED}", ""),
    (KUBERNETES, 1.36, "wrong-type", "found the number `1.36`, expected text", "quote it"),
    (KUBERNETES, "1.34", "bad-version", "found `1.34`, expected a Kubernetes version from `1.35` to `1.37`", ""),
    (
        KUBERNETES,
        "v1.36",
        "bad-version",
        "found `v1.36`, expected a Kubernetes version from `1.35` to `1.37`",
        "did you mean `1.36`?",
    ),
    (NODE_TYPE, "t3", "bad-node-type", "found `t3`, expected an EC2 type such as `t3.medium`", ""),
    (PROSE, "a" * 4097, "bad-text", "found 4097 characters, expected at most 4096", ""),
    (version_of("PostgreSQL", ("14", "15")), 15, "wrong-type", "found the number `15`, expected text", "quote it"),
    (
        version_of("PostgreSQL", ("14", "15")),
        "9",
        "bad-version",
        "found `9`, expected a version of PostgreSQL: `14`, `15`",
        "",
    ),
]
TAKEN = [
    (ENV_NAME, "A"),
    (ENV_NAME, "_a1"),
    (ENV_TEXT, ""),
    (ENV_TEXT, "{{ x }}"),
    (SECRET_KEY, "admin-api-key"),
    (ANNOTATION_KEY, "example.com/a"),
    (ANNOTATION_KEY, "x"),
    (EMAIL, "ops@example.com"),
    (AWS_ACCOUNT, "012345678901"),
    (REGION, "ap-southeast-1"),
    (REGION, "us-gov-west-1"),
    (CERTIFICATE, "arn:aws:acm:ap-southeast-1:111122223333:certificate/12345678-1234-1234-1234-123456789012"),
    (KUBERNETES, "1.36"),
    (PROSE, "snowman \u2603"),
]


@pytest.mark.parametrize(("rule", "value", "code", "message", "hint"), REFUSED)
def test_a_text_that_breaks_its_rule_is_refused_in_these_words(
    said: Callable[[Scalar, Any], tuple[str, str, str]], rule: Scalar, value: Any, code: str, message: str, hint: str
) -> None:
    assert said(rule, value) == (code, message, hint)


@pytest.mark.parametrize(("rule", "value"), TAKEN)
def test_a_text_that_keeps_its_rule_is_taken_as_it_is(rule: Scalar, value: Any) -> None:
    assert rule.validate(value) == value
