"""Names, hosts, ports by name, labels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.model.scalar import Scalar
from generator.model.words import (
    ARGOCD_NAMESPACE,
    ENVIRONMENT_NAME,
    HOST,
    HOST_OR_ADDRESS,
    LABEL,
    LABEL_KEY,
    LABEL_VALUE,
    NAMESPACE,
    PLATFORM_NAME,
    PORT_NAME,
    ROUTE_HOST,
    SERVICE_NAME,
)

LABEL_EXPECTED = "lower-case letters, digits and `-`, beginning and ending with a letter or digit"
SERVICE_NAME_EXPECTED = "a letter, then lower-case letters, digits and `-`, ending with a letter or digit"
PORT_NAME_EXPECTED = "a port name: 1 to 15 lower-case letters, digits and single `-`, with at least one letter"
NAMESPACE_EXPECTED = "a namespace of its own: not `default`, one of Kubernetes (`kube-…`), of Argo CD or of an add-on"
ARGOCD_NAMESPACE_EXPECTED = "a namespace of its own, such as `argocd`: not `default` or one of Kubernetes (`kube-…`)"
HOST_OR_ADDRESS_EXPECTED = "a host name such as `db.example.com`, or an IPv4 address"
HOST_EXPECTED = "a host name such as `shop.example.com`"
ROUTE_HOST_EXPECTED = '`"@"`, a name under the domain such as `api`, or a host such as `shop.example.com`'
LABEL_VALUE_EXPECTED = "at most 63 letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit"
OWN = "name it after the platform or the team, such as `shop`"

REFUSED = [
    (HOST, "a.\tB.example.com", "bad-host", f"found `a.\\tB.example.com`, expected {HOST_EXPECTED}", ""),
    (LABEL, "Checkout", "bad-name", f"found `Checkout`, expected {LABEL_EXPECTED}", "did you mean `checkout`?"),
    (LABEL, "-a", "bad-name", f"found `-a`, expected {LABEL_EXPECTED}", ""),
    (LABEL, "a-", "bad-name", f"found `a-`, expected {LABEL_EXPECTED}", ""),
    (LABEL, "check out", "bad-name", f"found `check out`, expected {LABEL_EXPECTED}", "did you mean `check-out`?"),
    (
        LABEL,
        "checkout\n",
        "bad-name",
        f"found `checkout\\n`, expected {LABEL_EXPECTED}",
        "remove the spaces or line breaks around it",
    ),
    (LABEL, "a.b", "bad-name", f"found `a.b`, expected {LABEL_EXPECTED}", ""),
    (LABEL, "a" * 64, "bad-name", "found 64 characters, expected at most 63", ""),
    (LABEL, "", "bad-name", f'found `""`, expected {LABEL_EXPECTED}', ""),
    (LABEL, 3, "wrong-type", "found the number `3`, expected text", "quote it"),
    (LABEL, True, "wrong-type", "found `true`, expected text", "quote it"),
    (LABEL, None, "wrong-type", "found nothing, expected text", 'write `""` for an empty text, or remove the key'),
    (LABEL, ["a"], "wrong-type", "found a list, expected text", ""),
    (
        LABEL,
        "ch\u0441k",
        "bad-name",
        f"found `ch\u0441k`, expected {LABEL_EXPECTED}",
        "the character at position 3 is U+0441: write a plain letter",
    ),
    (LABEL, "..", "bad-name", f"found `..`, expected {LABEL_EXPECTED}", ""),
    (LABEL, "../../etc", "bad-name", f"found `../../etc`, expected {LABEL_EXPECTED}", ""),
    (
        SERVICE_NAME,
        "con",
        "bad-name",
        f"found `con`, expected {SERVICE_NAME_EXPECTED}",
        "choose another name: Windows keeps this one for a device, and could not check the repository out",
    ),
    (
        SERVICE_NAME,
        "com1",
        "bad-name",
        f"found `com1`, expected {SERVICE_NAME_EXPECTED}",
        "choose another name: Windows keeps this one for a device, and could not check the repository out",
    ),
    (SERVICE_NAME, "1checkout", "bad-name", f"found `1checkout`, expected {SERVICE_NAME_EXPECTED}", ""),
    (SERVICE_NAME, "a" * 51, "bad-name", "found 51 characters, expected at most 50", ""),
    (
        SERVICE_NAME,
        "Web_App",
        "bad-name",
        f"found `Web_App`, expected {SERVICE_NAME_EXPECTED}",
        "did you mean `web-app`?",
    ),
    (ENVIRONMENT_NAME, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bad-name", "found 31 characters, expected at most 30", ""),
    (ENVIRONMENT_NAME, "2024", "bad-name", f"found `2024`, expected {SERVICE_NAME_EXPECTED}", ""),
    (
        PLATFORM_NAME,
        "My Shop",
        "bad-name",
        f"found `My Shop`, expected {SERVICE_NAME_EXPECTED}",
        "did you mean `my-shop`?",
    ),
    (PORT_NAME, "8080", "bad-name", f"found `8080`, expected {PORT_NAME_EXPECTED}", ""),
    (PORT_NAME, "a--b", "bad-name", f"found `a--b`, expected {PORT_NAME_EXPECTED}", ""),
    (PORT_NAME, "averyveryverylongname", "bad-name", "found 21 characters, expected at most 15", ""),
    (PORT_NAME, "HTTP", "bad-name", f"found `HTTP`, expected {PORT_NAME_EXPECTED}", "did you mean `http`?"),
    (NAMESPACE, "kube-system", "bad-name", f"found `kube-system`, expected {NAMESPACE_EXPECTED}", OWN),
    *(
        (NAMESPACE, name, "bad-name", f"found `{name}`, expected {NAMESPACE_EXPECTED}", OWN)
        for name in ("monitoring", "logging", "external-secrets", "cert-manager", "karpenter", "velero", "keda")
    ),
    *(
        (
            ARGOCD_NAMESPACE,
            name,
            "bad-name",
            f"found `{name}`, expected {ARGOCD_NAMESPACE_EXPECTED}",
            "did you mean `argocd`?",
        )
        for name in ("default", "kube-system")
    ),
    (
        PORT_NAME,
        "use-annotation",
        "bad-name",
        f"found `use-annotation`, expected {PORT_NAME_EXPECTED}",
        "choose another name: the load balancer's controller has a meaning for this one",
    ),
    (NAMESPACE, "default", "bad-name", f"found `default`, expected {NAMESPACE_EXPECTED}", OWN),
    (NAMESPACE, "argocd", "bad-name", f"found `argocd`, expected {NAMESPACE_EXPECTED}", OWN),
    (HOST, "shop..example.com", "bad-host", f"found `shop..example.com`, expected {HOST_EXPECTED}", ""),
    (HOST, "-shop.example.com", "bad-host", f"found `-shop.example.com`, expected {HOST_EXPECTED}", ""),
    (HOST, "localhost", "bad-host", f"found `localhost`, expected {HOST_EXPECTED}", ""),
    (HOST, "10.0.0.1", "bad-host", f"found `10.0.0.1`, expected {HOST_EXPECTED}", ""),
    (
        HOST,
        "*.example.com",
        "bad-host",
        f"found `*.example.com`, expected {HOST_EXPECTED}",
        "a wildcard cannot be a host here: name each host",
    ),
    (
        HOST,
        "https://a.example.com/x",
        "bad-host",
        f"found `https://a.example.com/x`, expected {HOST_EXPECTED}",
        "write the host alone, without scheme and path",
    ),
    (
        HOST,
        "b\u00fccher.example.com",
        "bad-host",
        f"found `b\u00fccher.example.com`, expected {HOST_EXPECTED}",
        "write an international name in its `xn--` form",
    ),
    (
        HOST,
        "a.example.com.",
        "bad-host",
        f"found `a.example.com.`, expected {HOST_EXPECTED}",
        "remove the dot at its end",
    ),
    (
        HOST,
        "a" * 64,
        "bad-host",
        f"found `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\u2026`, expected {HOST_EXPECTED}",
        "",
    ),
    (HOST_OR_ADDRESS, "db", "bad-host", f"found `db`, expected {HOST_OR_ADDRESS_EXPECTED}", ""),
    *(
        (
            HOST_OR_ADDRESS,
            host,
            "bad-host",
            f"found `{host}`, expected {HOST_OR_ADDRESS_EXPECTED}",
            "an address has four numbers from 0 to 255",
        )
        for host in ("10.0.0.256", "10.0.0", "1.2.3.4.5", "010.0.0.1")
    ),
    (ROUTE_HOST, "a." * 64 + "b", "bad-host", "found 129 characters, expected at most 128", ""),
    (
        LABEL_KEY,
        f"{'a.' * 127}b/c",
        "bad-label",
        f"found `{'a.' * 30}\u2026`, expected a label key such as `kubernetes.io/arch`",
        "a key has at most 253 characters before its `/`, and 63 after it",
    ),
    (ROUTE_HOST, "10.0.0.1", "bad-host", f"found `10.0.0.1`, expected {ROUTE_HOST_EXPECTED}", ""),
    (
        ROUTE_HOST,
        "*.shop",
        "bad-host",
        f"found `*.shop`, expected {ROUTE_HOST_EXPECTED}",
        "a wildcard cannot be a host here: name each host",
    ),
    (ROUTE_HOST, "@shop", "bad-host", f"found `@shop`, expected {ROUTE_HOST_EXPECTED}", ""),
    (LABEL_VALUE, "a b", "bad-label", f"found `a b`, expected {LABEL_VALUE_EXPECTED}", ""),
    (LABEL_VALUE, "-a", "bad-label", f"found `-a`, expected {LABEL_VALUE_EXPECTED}", ""),
    (LABEL_KEY, "a/b/c", "bad-label", "found `a/b/c`, expected a label key such as `kubernetes.io/arch`", ""),
    (LABEL_KEY, "", "bad-label", 'found `""`, expected a label key such as `kubernetes.io/arch`', ""),
]
TAKEN = [
    (LABEL, "a"),
    (LABEL, "1a"),
    (LABEL, "a-b"),
    (LABEL, "a" * 63),
    (SERVICE_NAME, "backend"),
    (SERVICE_NAME, "a" * 50),
    (SERVICE_NAME, "console"),
    (ENVIRONMENT_NAME, "production"),
    (PORT_NAME, "http"),
    (PORT_NAME, "8080-tcp"),
    (PORT_NAME, "x1"),
    (NAMESPACE, "shop"),
    (NAMESPACE, "kubernetes"),
    (HOST, "shop.example.com"),
    (HOST, "xn--bcher-kva.example.com"),
    (HOST_OR_ADDRESS, "10.1.2.3"),
    (HOST_OR_ADDRESS, "db.example.com"),
    (ROUTE_HOST, "@"),
    (ROUTE_HOST, "api"),
    (ROUTE_HOST, "a.b"),
    (ROUTE_HOST, "shop.example.com"),
    (LABEL_VALUE, ""),
    (LABEL_VALUE, "arm64"),
    (LABEL_KEY, "kubernetes.io/arch"),
    (LABEL_KEY, "app"),
    (LABEL_KEY, f"{'a.' * 126}b/c"),
    (ARGOCD_NAMESPACE, "argocd"),
    (PORT_NAME, "annotation"),
]


@pytest.mark.parametrize(("rule", "value", "code", "message", "hint"), REFUSED)
def test_a_name_that_breaks_its_rule_is_refused_in_these_words(
    said: Callable[[Scalar, Any], tuple[str, str, str]], rule: Scalar, value: Any, code: str, message: str, hint: str
) -> None:
    assert said(rule, value) == (code, message, hint)


@pytest.mark.parametrize(("rule", "value"), TAKEN)
def test_a_name_that_keeps_its_rule_is_taken_as_it_is(rule: Scalar, value: Any) -> None:
    assert rule.validate(value) == value
