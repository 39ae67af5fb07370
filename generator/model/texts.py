"""Free texts, and the small formats that only one key has: e-mail, AWS account, region, certificate, version …"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from generator.model.scalar import Choice, Text
from generator.model.words import LABEL_KEY_PATTERN

KUBERNETES_VERSIONS = ("1.35", "1.36", "1.37")
CREDENTIAL = (
    r"(^|[^A-Z0-9])(AKIA|ASIA)[A-Z0-9]{16}($|[^A-Z0-9])|-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|(^|[^A-Za-z0-9])(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50})|xox[baprs]-[A-Za-z0-9-]{20}"
)


PROSE = Text(code="bad-text", expected="text", longest=4096)
ANY_TEXT = Text(code="bad-text", expected="text", longest=131072)
ENV_TEXT = Text(
    code="plain-secret",
    expected="no secret: it looks like a key or a token",
    longest=131072,  # what Linux takes for one variable
    never=CREDENTIAL,
    remedy=lambda _: "put it into the service's remote secret and write `{secret: <key>}`; replace it, as git keeps it",
    secret=True,
)
ENV_NAME = Text(
    code="bad-name",
    expected="a variable name: letters, digits and `_`, not beginning with a digit",
    pattern=r"[A-Za-z_][A-Za-z0-9_]*",
    longest=253,
    remedy=lambda text: (
        f"did you mean `{text.replace('-', '_').replace('.', '_')}`?" if "-" in text or "." in text else ""
    ),
)
SECRET_KEY = Text(
    code="bad-name",
    expected="the name of a key in the remote secret: letters, digits, `-`, `_` and `.`",
    pattern=r"[-._a-zA-Z0-9]+",
    longest=253,
    never=rf"^\.\.|{CREDENTIAL}",
    secret=True,
)
ANNOTATION_KEY = Text(
    code="bad-annotation",
    expected="a key such as `example.com/name`, none of Argo CD or Helm and no snippet",
    pattern=LABEL_KEY_PATTERN,
    never=r"^([a-z.]+\.)?argocd\.argoproj\.io/|^(meta\.)?helm\.sh/|-snippets?$",
)
EMAIL = Text(
    code="bad-email",
    expected="an e-mail address such as `ops@example.com`",
    pattern=r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+",
    longest=254,
)
SLACK = Text(
    code="bad-name",
    expected="a Slack channel without `#`: lower-case letters, digits, `-` and `_`",
    pattern=r"[a-z0-9_-]+",
    longest=80,
    remedy=lambda text: f"did you mean `{text.lstrip('#')}`?" if text.startswith("#") else "",
)
AWS_ACCOUNT = Text(code="bad-account", expected="the 12 digits of an AWS account, quoted", pattern=r"[0-9]{12}")
REGION = Text(
    code="bad-region",
    expected="an AWS region such as `ap-southeast-1`",
    pattern=r"[a-z]{2}(-[a-z]+)+-[1-9]",
    longest=25,
)
CLUSTER_NAME = Text(
    code="bad-name",
    expected="the name of an EKS cluster: letters, digits, `-` and `_`",
    pattern=r"[A-Za-z0-9][A-Za-z0-9_-]*",
    longest=100,
)
CERTIFICATE = Text(
    code="bad-certificate",
    expected="the ARN of a certificate in ACM, `arn:aws:acm:<region>:<account>:certificate/<id>`",
    pattern=r"arn:aws(-cn|-us-gov)?:acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9a-f-]{36}",
)
SECRET_PREFIX = Text(
    code="bad-path",
    expected="the first part of a secret's name: letters, digits, `-`, `_`, `.` and single `/`",
    pattern=r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*",
    longest=200,
)
NODE_TYPE = Text(
    code="bad-node-type", expected="an EC2 type such as `t3.medium`", pattern=r"[a-z][a-z0-9-]*\.[a-z0-9-]+"
)
KUBERNETES = Choice(
    code="bad-version",
    expected=f"a Kubernetes version from `{KUBERNETES_VERSIONS[0]}` to `{KUBERNETES_VERSIONS[-1]}`",
    values=lambda: KUBERNETES_VERSIONS,
)


def version_of(noun: str, known: Sequence[str]) -> Choice:
    """The rule for a version out of a known set."""
    listed = ", ".join(f"`{name}`" for name in known)
    return Choice(code="bad-version", expected=f"a version of {noun}: {listed}", values=lambda: known)


Prose = Annotated[str, PROSE]
AnyText = Annotated[str, ANY_TEXT]
EnvText = Annotated[str, ENV_TEXT]
EnvName = Annotated[str, ENV_NAME]
SecretKey = Annotated[str, SECRET_KEY]
AnnotationKey = Annotated[str, ANNOTATION_KEY]
Email = Annotated[str, EMAIL]
Slack = Annotated[str, SLACK]
AwsAccount = Annotated[str, AWS_ACCOUNT]
Region = Annotated[str, REGION]
ClusterName = Annotated[str, CLUSTER_NAME]
Certificate = Annotated[str, CERTIFICATE]
SecretPrefix = Annotated[str, SECRET_PREFIX]
NodeType = Annotated[str, NODE_TYPE]
KubernetesVersion = Annotated[str, KUBERNETES]
