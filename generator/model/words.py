"""Names as Kubernetes and we take them: labels, hosts, services, environments, ports, keys of labels."""

from __future__ import annotations

import re
from typing import Annotated

from generator.model.scalar import Text

LABEL_PATTERN = r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"
HOST_PATTERN = rf"{LABEL_PATTERN}(\.{LABEL_PATTERN})*"
LETTERED_PATTERN = r"[a-z]([-a-z0-9]*[a-z0-9])?"
LABEL_VALUE_PATTERN = r"([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?"
LABEL_KEY_PATTERN = rf"({HOST_PATTERN}/)?[A-Za-z0-9]([-A-Za-z0-9_.]{{0,61}}[A-Za-z0-9])?"
LONG_PREFIX = r"^[^/]{254}"
KEY_LENGTHS = "a key has at most 253 characters before its `/`, and 63 after it"
OCTET = r"(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
ADDRESS_PATTERN = rf"({OCTET}\.){{3}}{OCTET}"
NAMESPACES = (  # where Kubernetes, Argo CD and add-ons live
    "default|argocd|kube-.*|monitoring|logging|external-secrets|cert-manager|karpenter|external-dns|velero|keda"
    "|argo-rollouts|istio-system|istio-ingress|envoy-gateway-system|traefik|kong|sealed-secrets|trivy-system"
)
DEVICES = (
    "con|prn|aux|nul|com[0-9]|lpt[0-9]"  # file names that Windows reserves: nobody there could check out the repository
)


def _lower(text: str) -> str:
    plain = text.lower().replace("_", "-").replace(" ", "-")
    return f"did you mean `{plain}`?" if plain != text and plain.isascii() and plain.strip("-") == plain else ""


def _service_remedy(text: str) -> str:
    if re.fullmatch(DEVICES, text):
        return "choose another name: Windows keeps this one for a device, and could not check the repository out"
    return _lower(text)


LABEL = Text(
    code="bad-name",
    expected="lower-case letters, digits and `-`, beginning and ending with a letter or digit",
    pattern=LABEL_PATTERN,
    longest=63,
    remedy=_lower,
)
# A service names a Kubernetes Service (a letter first), and gives `<service>-<environment>` and CronJob pods their
# names; 50 leaves room for what is appended within the 63 characters of a label and the 52 of a CronJob.
SERVICE_NAME = Text(
    code="bad-name",
    expected="a letter, then lower-case letters, digits and `-`, ending with a letter or digit",
    pattern=LETTERED_PATTERN,
    longest=50,
    never=rf"^({DEVICES})$",
    remedy=_service_remedy,
)
TEMPLATE_NAME = Text(
    code="bad-name",
    expected=SERVICE_NAME.expected,
    pattern=LETTERED_PATTERN,
    longest=50,
    never=rf"^({DEVICES})$",
    remedy=_service_remedy,
)
ENVIRONMENT_NAME = Text(
    code="bad-name",
    expected=SERVICE_NAME.expected,
    pattern=LETTERED_PATTERN,
    longest=30,
    never=rf"^({DEVICES})$",
    remedy=_service_remedy,
)
PLATFORM_NAME = Text(
    code="bad-name", expected=SERVICE_NAME.expected, pattern=LETTERED_PATTERN, longest=30, remedy=_lower
)
PORT_NAME = Text(
    code="bad-name",
    expected="a port name: 1 to 15 lower-case letters, digits and single `-`, with at least one letter",
    pattern=r"[a-z0-9]([-a-z0-9]*[a-z0-9])?",
    longest=15,
    never=r"--|^[-0-9]*$|^use-annotation$",
    remedy=lambda text: (
        "choose another name: the load balancer's controller has a meaning for this one"
        if text == "use-annotation"
        else _lower(text)
    ),
)
NAMESPACE = Text(
    code="bad-name",
    expected="a namespace of its own: not `default`, one of Kubernetes (`kube-…`), of Argo CD or of an add-on",
    pattern=LABEL_PATTERN,
    longest=63,
    never=f"^({NAMESPACES})$",
    remedy=lambda text: (
        "name it after the platform or the team, such as `shop`" if re.fullmatch(NAMESPACES, text) else _lower(text)
    ),
)
ARGOCD_NAMESPACE = Text(
    code="bad-name",
    expected="a namespace of its own, such as `argocd`: not `default` or one of Kubernetes (`kube-…`)",
    pattern=LABEL_PATTERN,
    longest=63,
    never="^(default|kube-.*)$",
    remedy=lambda text: "did you mean `argocd`?" if re.match("default$|kube-", text) else _lower(text),
)


def _host_remedy(text: str) -> str:
    if "/" in text:
        return "write the host alone, without scheme and path"
    if re.fullmatch("[0-9]+([.][0-9]+)+", text):
        return "" if re.fullmatch(ADDRESS_PATTERN, text) else "an address has four numbers from 0 to 255"
    if text.startswith("*"):
        return "a wildcard cannot be a host here: name each host"
    if not text.isascii():
        return "write an international name in its `xn--` form"
    return "remove the dot at its end" if text.endswith(".") else _lower(text)


HOST = Text(
    code="bad-host",
    expected="a host name such as `shop.example.com`",
    pattern=rf"{LABEL_PATTERN}(\.{LABEL_PATTERN})+",
    longest=253,
    never=r"\.[0-9]+$",
    remedy=_host_remedy,
)
HOST_OR_ADDRESS = Text(
    code="bad-host",
    expected="a host name such as `db.example.com`, or an IPv4 address",
    pattern=rf"{ADDRESS_PATTERN}|({LABEL_PATTERN}\.)+[a-z]([-a-z0-9]{{0,61}}[a-z0-9])?",
    longest=253,
    remedy=_host_remedy,
)
ROUTE_HOST = Text(
    code="bad-host",
    expected='`"@"`, a name under the domain such as `api`, or a host such as `shop.example.com`',
    pattern=rf"@|{HOST_PATTERN}",
    longest=128,  # what a rule of an ALB takes
    never=r"\.[0-9]+$",
    remedy=_host_remedy,
)
LABEL_VALUE = Text(
    code="bad-label",
    expected="at most 63 letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit",
    pattern=LABEL_VALUE_PATTERN,
)
LABEL_KEY = Text(
    code="bad-label",
    expected="a label key such as `kubernetes.io/arch`",
    pattern=LABEL_KEY_PATTERN,
    never=LONG_PREFIX,
    remedy=lambda text: KEY_LENGTHS if len(text) > 63 else "",
)

Label = Annotated[str, LABEL]
ServiceName = Annotated[str, SERVICE_NAME]
TemplateName = Annotated[str, TEMPLATE_NAME]
EnvironmentName = Annotated[str, ENVIRONMENT_NAME]
PlatformName = Annotated[str, PLATFORM_NAME]
PortName = Annotated[str, PORT_NAME]
Namespace = Annotated[str, NAMESPACE]
ArgocdNamespace = Annotated[str, ARGOCD_NAMESPACE]
Host = Annotated[str, HOST]
HostOrAddress = Annotated[str, HOST_OR_ADDRESS]
RouteHost = Annotated[str, ROUTE_HOST]
LabelValue = Annotated[str, LABEL_VALUE]
LabelKey = Annotated[str, LABEL_KEY]
