"""Texts and small formats."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.model.mistake import shown
from generator.model.scalar import Scalar
from generator.model.texts import (
    ANNOTATION,
    ANNOTATION_KEY,
    ANY_TEXT,
    AWS_ACCOUNT,
    CERTIFICATE,
    CLUSTER_NAME,
    EMAIL,
    ENV_NAME,
    ENV_TEXT,
    INGRESS_ANNOTATION_KEY,
    KUBERNETES,
    NODE_TYPE,
    PROSE,
    REASON,
    REGION,
    SECRET_KEY,
    SECRET_PREFIX,
    SLACK,
    version_of,
)

SECRET_KEY_EXPECTED = "the name of a key in the remote secret: letters, digits, `-`, `_` and `.`"
ANNOTATION_KEY_EXPECTED = (
    "a key such as `example.com/name`, none of Argo CD, Helm or kubectl, no snippet and no security profile"
)
SLACK_EXPECTED = "a Slack channel without `#`: lower-case letters, digits, `-` and `_`"
CERTIFICATE_EXPECTED = "the ARN of a certificate in ACM, `arn:aws:acm:<region>:<account>:certificate/<id>`"
SECRET_PREFIX_EXPECTED = "the first part of a secret's name: letters, digits, `-`, `_`, `.` and single `/`"
PLAIN = "found a value that is not shown, expected no secret: it looks like a key or a token"

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
    *(
        (rule, f"x {credential}", "plain-secret", PLAIN, f"{instead}; replace it, as git keeps it")
        for credential in (
            f"ghp_{'a' * 36}",
            "xoxb-123456789012-abcdefg",
            "sk_live_abcdefghij",
            "postgres://shop:hunter2@db/shop",
            "redis://:hunter2@cache",
        )
        for rule, instead in (
            (ENV_TEXT, "put it into the service's remote secret and write `{secret: <key>}`"),
            (
                ANY_TEXT,
                "put it into the service's remote secret, take it as a variable `{secret: <key>}` and write "
                "`$(VARIABLE)`",
            ),
            (ANNOTATION, "remove it: an annotation is no place for a secret"),
            (PROSE, "remove it: git and Argo CD show it to everybody"),
            (REASON, "remove it: git and Argo CD show it to everybody"),
        )
    ),
    *(
        (
            rule,
            "ab\0",
            "bad-character",
            "found a NUL character at position 3, expected none",
            "remove it: no program and no API takes one",
        )
        for rule in (ENV_TEXT, ANY_TEXT, ANNOTATION, PROSE, REASON)
    ),
    (REASON, "", "bad-text", 'found `""`, expected a reason', "write one line for whoever reads it later"),
    (REASON, "  ", "bad-text", "found `  `, expected a reason", "remove the spaces or line breaks around it"),
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
    *(
        (
            ANNOTATION_KEY,
            key,
            "bad-annotation",
            f"found {shown(key)}, expected {ANNOTATION_KEY_EXPECTED}",
            "remove it: every pod has a profile of the generator's",
        )
        for key in (
            "container.apparmor.security.beta.kubernetes.io/app",
            "seccomp.security.alpha.kubernetes.io/pod",
            "container.seccomp.security.alpha.kubernetes.io/app",
        )
    ),
    (
        ANNOTATION_KEY,
        "kubectl.kubernetes.io/last-applied-configuration",
        "bad-annotation",
        f"found `kubectl.kubernetes.io/last-applied-configuration`, expected {ANNOTATION_KEY_EXPECTED}",
        "",
    ),
    (
        ANNOTATION_KEY,
        f"{'a.' * 127}b/c",
        "bad-annotation",
        f"found `{'a.' * 30}\u2026`, expected {ANNOTATION_KEY_EXPECTED}",
        "a key has at most 253 characters before its `/`, and 63 after it",
    ),
    *(
        (
            INGRESS_ANNOTATION_KEY,
            f"alb.ingress.kubernetes.io/{key}",
            "bad-annotation",
            f"found {shown(f'alb.ingress.kubernetes.io/{key}')}, expected {ANNOTATION_KEY_EXPECTED}; "
            "not one that the generator writes for the load balancer",
            hint,
        )
        for key, hint in (
            ("actions.redirect-to-shop", "remove it: the routes say this"),
            ("conditions.api", "remove it: the routes say this"),
            ("group.name", "remove it: the routes say this"),
            ("listen-ports", "remove it: the routes say this"),
            ("ssl-redirect", "remove it: the routes say this"),
            ("target-type", "remove it: the routes say this"),
            ("certificate-arn", "remove it: the environment's `certificate` says this"),
        )
    ),
    (ANNOTATION_KEY, "a b", "bad-annotation", f"found `a b`, expected {ANNOTATION_KEY_EXPECTED}", ""),
    (EMAIL, "a@b", "bad-email", "found `a@b`, expected an e-mail address such as `ops@example.com`", ""),
    (SLACK, "#ops", "bad-name", f"found `#ops`, expected {SLACK_EXPECTED}", "did you mean `ops`?"),
    (AWS_ACCOUNT, 111122223333, "wrong-type", "found the number `111122223333`, expected text", "quote it"),
    (AWS_ACCOUNT, "1", "bad-account", "found `1`, expected the 12 digits of an AWS account, quoted", ""),
    (
        REGION,
        "eu-west-11",
        "bad-region",
        "found `eu-west-11`, expected an AWS region such as `ap-southeast-1`",
        "did you mean `eu-west-1`?",
    ),
    (REGION, "frankfurt", "bad-region", "found `frankfurt`, expected an AWS region such as `ap-southeast-1`", ""),
    (
        CERTIFICATE,
        f"arn:aws:acm:eu-west-1:111122223333:certificate/{'-' * 36}",
        "bad-certificate",
        f"found `arn:aws:acm:eu-west-1:111122223333:certificate/-------------\u2026`, expected {CERTIFICATE_EXPECTED}",
        "",
    ),
    (CERTIFICATE, "x", "bad-certificate", f"found `x`, expected {CERTIFICATE_EXPECTED}", ""),
    (
        CLUSTER_NAME,
        "a b",
        "bad-name",
        "found `a b`, expected the name of an EKS cluster: letters, digits, `-` and `_`",
        "",
    ),
    (SECRET_PREFIX, "/a", "bad-path", f"found `/a`, expected {SECRET_PREFIX_EXPECTED}", ""),
    (
        SECRET_PREFIX,
        "a/../b",
        "bad-path",
        f"found `a/../b`, expected {SECRET_PREFIX_EXPECTED}",
        "remove the parts `.` and `..`",
    ),
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
    (ENV_TEXT, "postgres://shop:$(PASSWORD)@db/shop"),
    (ENV_TEXT, "https://shop.example.com:8443/a@b"),
    (ENV_TEXT, "\x1b[0m\x07"),
    (ANY_TEXT, "redis://:<password>@cache"),
    (INGRESS_ANNOTATION_KEY, "alb.ingress.kubernetes.io/ssl-policy"),
    (ANNOTATION_KEY, f"{'a.' * 126}b/c"),
    (SECRET_PREFIX, "a.b/c"),
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
