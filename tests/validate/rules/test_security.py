"""What Pod Security refuses is told where it is written."""

from __future__ import annotations

from tests.validate.shop import said

HINT = "remove it, or set `podSecurity: baseline` in `environments/dev.yaml`; no waiver changes what Kubernetes does"


def refused(what: str) -> str:
    message = f"`{what}` is against Pod Security restricted, which Kubernetes enforces in `dev`"
    return f": pod-security: {message} | {HINT}"


def test_what_restricted_refuses_needs_an_environment_that_enforces_less() -> None:
    context = "{runAsNonRoot: false, capabilities: {add: [NET_BIND_SERVICE, CHOWN]}}"

    assert said(api=f"securityContext: {context}\n") == [
        f"config/services/api.yaml:4:33{refused('runAsNonRoot: false')}",
        f"config/services/api.yaml:4:79{refused('capabilities.add: CHOWN')}",
    ]
    assert said(api=f"securityContext: {context}\n", dev="podSecurity: baseline\n") == []


def test_a_key_that_is_not_offered_is_unknown_and_the_user_stands_beside() -> None:
    (privileged,) = said(api="securityContext: {privileged: true}\n")

    assert privileged.startswith("config/services/api.yaml:4:19: unknown-key: there is no key `privileged` here | ")
    assert said(api="securityContext: {runAsUser: 5}\n") == [
        "config/services/api.yaml:4:30: key-elsewhere: `securityContext.runAsUser`: `runAsUser` is a key of the "
        "service itself | move it up, beside `securityContext`"
    ]


def test_a_low_port_is_for_those_who_may_listen_on_it() -> None:
    sysctl = '{sysctls: [{name: net.ipv4.ip_unprivileged_port_start, value: "0"}]}'
    api = "kind: web\nimage: {repository: acme/api, tag: v1}\nport: 80\n"

    assert said(more={"config/services/api.yaml": f"{api}securityContext: {sysctl}\n"}) == []
    assert said(more={"config/services/api.yaml": api}) == [
        "config/services/api.yaml:3:7: privileged-port: `port`: found `80`, expected 1024 or more: the container does "
        "not run as root | let the process listen on another port"
    ]
