"""Ingresses and their backends."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import shop, told

FORWARD = '{"type": "forward", "forwardConfig": {"targetGroups": [{"serviceName": "apy", "servicePort": "80"}]}}'


def test_a_backend_is_a_service_that_exists() -> None:
    it = shop()
    it.path["backend"]["service"]["name"] = "ape"

    assert told(it) == dedent(
        """\
        Ingress/routes spec.rules[0].http.paths[0].backend.service.name [ingress-service-unknown]
          `Ingress/routes` sends to the Service `ape`, which is not in the namespace `shop`
          help: add the Service `ape`
        """
    )


def test_a_backend_in_another_namespace_is_not_there() -> None:
    it = shop()
    it["Ingress"]["metadata"]["namespace"] = "argocd"

    assert told(it) == dedent(
        """\
        Ingress/routes spec.rules[0].http.paths[0].backend.service.name [ingress-service-unknown]
          `Ingress/routes` sends to the Service `api`, which is not in the namespace `argocd`
          help: add the Service `api`
        """
    )


def test_a_backend_is_a_port_of_its_service() -> None:
    it = shop()
    it.path["backend"]["service"]["port"] = {"name": "htt"}

    assert told(it) == dedent(
        """\
        Ingress/routes spec.rules[0].http.paths[0].backend.service.port [ingress-port-unknown]
          `Ingress/routes` sends to the port `htt` of the Service `api`, which it lacks
          help: did you mean `http`?
        """
    )


def test_a_backend_is_a_numbered_port_of_its_service() -> None:
    it = shop()
    it.path["backend"]["service"]["port"] = {"number": 5000}

    assert told(it) == dedent(
        """\
        Ingress/routes spec.rules[0].http.paths[0].backend.service.port [ingress-port-unknown]
          `Ingress/routes` sends to the port `5000` of the Service `api`, which it lacks
          help: the Service has `http`, `80`
        """
    )


def test_a_number_that_the_service_has_is_fine() -> None:
    it = shop()
    it.path["backend"]["service"]["port"] = {"number": 80}

    assert told(it) == ""


def test_an_action_has_its_annotation() -> None:
    it = shop()
    it["Ingress"]["spec"]["rules"][0]["http"]["paths"][1]["backend"]["service"]["name"] = "ww"

    assert told(it) == dedent(
        """\
        Ingress/routes spec.rules[0].http.paths[1].backend.service.name [ingress-action-unknown]
          `Ingress/routes` asks for the action `ww`, which none of its annotations describes
          help: did you mean `www`?
        """
    )


def test_an_action_is_json() -> None:
    it = shop()
    it["Ingress"]["metadata"]["annotations"]["alb.ingress.kubernetes.io/actions.www"] = "{redirect}"

    assert told(it) == dedent(
        """\
        Ingress/routes metadata.annotations["alb.ingress.kubernetes.io/actions.www"]
            [ingress-action-invalid]
          `Ingress/routes`: the annotation `alb.ingress.kubernetes.io/actions.www` is no JSON object
          help: write it as {"type": …} in JSON
        """
    )


def test_an_action_forwards_to_a_service_that_exists() -> None:
    it = shop()
    it["Ingress"]["metadata"]["annotations"]["alb.ingress.kubernetes.io/actions.www"] = FORWARD

    assert told(it) == dedent(
        """\
        Ingress/routes metadata.annotations["alb.ingress.kubernetes.io/actions.www"]
            [ingress-service-unknown]
          `Ingress/routes` sends to the Service `apy`, which is not in the namespace `shop`
          help: add the Service `apy`
        """
    )


def test_the_default_backend_exists_too() -> None:
    it = shop()
    it["Ingress"]["spec"]["defaultBackend"] = {"service": {"name": "none", "port": {"number": 80}}}

    assert told(it) == dedent(
        """\
        Ingress/routes spec.defaultBackend.service.name [ingress-service-unknown]
          `Ingress/routes` sends to the Service `none`, which is not in the namespace `shop`
          help: add the Service `none`
        """
    )
