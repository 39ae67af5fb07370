"""Free texts, and the small formats that only one key has: e-mail, AWS account, region, certificate, version …"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

from generator.model.credential import CREDENTIAL
from generator.model.places import DOTS
from generator.model.scalar import Choice, Text
from generator.model.words import KEY_LENGTHS, LABEL_KEY_PATTERN, LONG_PREFIX

KUBERNETES_VERSIONS = ("1.35", "1.36", "1.37")
REGIONS = (
    *("af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1"),
    *("ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5"),
    *("ap-southeast-6", "ap-southeast-7", "ca-central-1", "ca-west-1", "cn-north-1", "cn-northwest-1", "eu-central-1"),
    *("eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1"),
    *("me-central-1", "me-south-1", "mx-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-gov-east-1"),
    *("us-gov-west-1", "us-west-1", "us-west-2"),
)
"""Of AWS, of AWS in China, and of AWS GovCloud."""
LONGEST = 131071
"""What Linux takes for one argument, or one variable with its name."""
NO_SECRET = "text without a key or a token"  # noqa: S105  # what is expected

PROSE = Text(
    code="bad-text", expected=NO_SECRET, longest=4096, instead="remove it: git and Argo CD show it to everybody"
)
REASON = Text(
    code="bad-text",
    expected="a reason",
    pattern=r"[^ \t\n\x00][^\x00]*",
    longest=4096,
    instead=PROSE.instead,
    remedy=lambda _: "write one line for whoever reads it later",
)
ANY_TEXT = Text(
    code="bad-text",
    expected=NO_SECRET,
    longest=LONGEST,
    instead="put it into the service's remote secret, take it as a variable `{secret: <key>}` and write `$(VARIABLE)`",
)
ANNOTATION = Text(
    code="bad-text", expected=NO_SECRET, longest=LONGEST, instead="remove it: an annotation is no place for a secret"
)
ENV_TEXT = Text(
    code="bad-text",
    expected=NO_SECRET,
    longest=LONGEST,
    secret=True,
    instead="put it into the service's remote secret and write `{secret: <key>}`",
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
_OTHERS = (
    r"^([a-z.]+\.)?argocd\.argoproj\.io/|^(meta\.)?helm\.sh/|-snippets?$"
    r"|^(container\.)?(apparmor|seccomp)\.security\.(alpha|beta)\.kubernetes\.io(/|$)"
    r"|^kubectl\.kubernetes\.io/last-applied-configuration$"
)


_FOREIGN = f"{LONG_PREFIX}|{_OTHERS}"


def _annotation_remedy(key: str) -> str:
    if key.startswith("alb.ingress.kubernetes.io/certificate-arn"):
        return "remove it: the environment's `certificate` says this"
    if key.startswith("alb.ingress.kubernetes.io/"):
        return "remove it: the routes say this"
    if key.endswith("balancer-healthcheck-port"):
        return "remove it: the readiness probe says this"
    if re.match(r"external-dns\.|service\.beta\.", key):
        return "remove it: `loadBalancer` says this"
    if ".security." in key:
        return "remove it: every pod has a profile of the generator's"
    return KEY_LENGTHS if len(key) > 63 and re.search(_OTHERS, key) is None else ""


ANNOTATION_KEY = Text(
    code="bad-annotation",
    expected="a key such as `example.com/name`, none of Argo CD, Helm or kubectl, no snippet and no security profile",
    pattern=LABEL_KEY_PATTERN,
    never=_FOREIGN,
    remedy=_annotation_remedy,
)
INGRESS_ANNOTATION_KEY = Text(
    code="bad-annotation",
    expected=f"{ANNOTATION_KEY.expected}; not one that the generator writes for the load balancer",
    pattern=LABEL_KEY_PATTERN,
    never=rf"{_FOREIGN}|^alb\.ingress\.kubernetes\.io/((actions|conditions|transforms|group)\.|"
    r"(listen-ports|ssl-redirect|certificate-arn|target-type)$)",
    remedy=_annotation_remedy,
)
BALANCER_ANNOTATION_KEY = Text(
    code="bad-annotation",
    expected=f"{ANNOTATION_KEY.expected}; not one that `loadBalancer` stands for",
    pattern=LABEL_KEY_PATTERN,
    never=rf"{_FOREIGN}|^external-dns\.alpha\.kubernetes\.io/hostname$|^service\.beta\.kubernetes\.io/"
    r"(load-balancer-source-ranges|aws-load-balancer-(type|internal|scheme|nlb-target-type|enable-tcp-udp-listener|healthcheck-port))$",
    remedy=_annotation_remedy,
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
REGION = Choice(code="bad-region", expected="an AWS region such as `ap-southeast-1`", values=lambda: REGIONS)
CLUSTER_NAME = Text(
    code="bad-name",
    expected="the name of an EKS cluster: letters, digits, `-` and `_`",
    pattern=r"[A-Za-z0-9][A-Za-z0-9_-]*",
    longest=100,
)
CERTIFICATE = Text(
    code="bad-certificate",
    expected="the ARN of a certificate in ACM, `arn:aws:acm:<region>:<account>:certificate/<id>`",
    pattern=r"arn:aws(-cn|-us-gov)?:acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
)
SECRET_PREFIX = Text(
    code="bad-path",
    expected="the first part of a secret's name: letters, digits, `-`, `_`, `.` and single `/`",
    pattern=r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*",
    longest=200,
    never=DOTS,
    remedy=lambda text: "remove the parts `.` and `..`" if re.search(DOTS, text) else "",
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
Reason = Annotated[str, REASON]
AnyText = Annotated[str, ANY_TEXT]
AnnotationText = Annotated[str, ANNOTATION]
EnvText = Annotated[str, ENV_TEXT]
EnvName = Annotated[str, ENV_NAME]
SecretKey = Annotated[str, SECRET_KEY]
AnnotationKey = Annotated[str, ANNOTATION_KEY]
IngressAnnotationKey = Annotated[str, INGRESS_ANNOTATION_KEY]
BalancerAnnotationKey = Annotated[str, BALANCER_ANNOTATION_KEY]
Email = Annotated[str, EMAIL]
Slack = Annotated[str, SLACK]
AwsAccount = Annotated[str, AWS_ACCOUNT]
Region = Annotated[str, REGION]
ClusterName = Annotated[str, CLUSTER_NAME]
Certificate = Annotated[str, CERTIFICATE]
SecretPrefix = Annotated[str, SECRET_PREFIX]
NodeType = Annotated[str, NODE_TYPE]
KubernetesVersion = Annotated[str, KUBERNETES]
