"""Any datastore without a kind of its own: a stable name, and what it says that it offers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.repositories import WORKER, Data, charts, environment, files, generated, objects, over, rendered

QUEUE: Data = over(WORKER, {"kind": "stateful", "ports": {"amqp": 5672}, "volumes": {"/data": "10Gi"}})
URL: Data = {"scheme": "amqp", "user": "app", "password": {"secret": "password"}}


def taken(service: Data, *offers: str) -> Data:
    """The values of a service that takes these offers of `it`."""
    env = {f"T{index}": {"from": f"it.{offer}"} for index, offer in enumerate(offers)}
    return charts({"app": over(WORKER, {"needs": {"it": {}}, "env": env}), "it": service})["app"].values["dev"]


def test_its_pods_have_stable_names_by_a_service_without_an_address() -> None:
    found = objects(files({"queue": QUEUE}), "queue")

    assert found["Service"]["spec"]["clusterIP"] == "None"
    assert found["StatefulSet"]["spec"]["serviceName"] == "queue"
    assert found["StatefulSet"]["spec"]["podManagementPolicy"] == "Parallel"
    assert "Deployment" not in found
    assert "HorizontalPodAutoscaler" not in found


def test_its_volume_is_a_claim_and_no_template_of_claims() -> None:
    found = objects(files({"queue": QUEUE}), "queue")

    assert "volumeClaimTemplates" not in found["StatefulSet"]["spec"]
    assert found["PersistentVolumeClaim"]["metadata"]["name"] == "queue-data"


def test_it_has_as_many_pods_as_it_says() -> None:
    many = {"dev": environment(efs={"fileSystem": "fs-01234567"})}
    data = {"storage": "1Gi", "accessModes": ["ReadWriteMany"]}
    found = objects(files({"queue": over(QUEUE, {"replicas": 3, "volumes": {"/data": data}})}, many), "queue")

    assert found["StatefulSet"]["spec"]["replicas"] == 3
    assert found["PodDisruptionBudget"]["spec"]["maxUnavailable"] == 1
    assert objects(files({"queue": QUEUE}), "queue")["StatefulSet"]["spec"]["replicas"] == 1


def test_who_needs_it_in_no_order_finds_it_before_it_is_ready() -> None:
    peers = {"a": over(QUEUE, {"needs": {"b": {"order": False}}}), "b": over(QUEUE, {"needs": {"a": {}}})}

    assert objects(files(peers), "b")["Service"]["spec"]["publishNotReadyAddresses"] is True
    assert "publishNotReadyAddresses" not in objects(files(peers), "a")["Service"]["spec"]


def test_who_needs_it_starts_after_it_and_may_call_it() -> None:
    whole = generated(files({"queue": QUEUE, "app": over(WORKER, {"needs": {"queue": {}}})}))
    waves = {
        one["metadata"]["name"]: int(one["metadata"]["annotations"]["argocd.argoproj.io/sync-wave"])
        for one in rendered(whole)["dev"]["root"]
        if one["kind"] == "Application" and one["metadata"]["name"] != "root-dev"
    }

    assert waves["queue-dev"] < waves["app-dev"]
    policy = objects(files({"queue": QUEUE, "app": over(WORKER, {"needs": {"queue": {}}})}), "queue")["NetworkPolicy"]
    assert policy["spec"]["ingress"][0]["ports"] == [{"port": 5672, "protocol": "TCP"}]


def test_it_offers_its_host_and_port() -> None:
    assert taken(QUEUE, "host", "port", "address")["env"] == {"T0": "it", "T1": "5672", "T2": "it:5672"}


def test_a_url_with_a_password_is_composed_in_the_cluster() -> None:
    found = taken(over(QUEUE, {"offers": {"url": URL}}), "url")

    assert "env" not in found
    assert found["secrets"] == {
        "data": {"it_password": {"service": "it", "property": "password"}},
        "template": {"T0": 'amqp://app:{{ .it_password | urlquery | replace "+" "%20" }}@it:5672'},
        "prefix": "shop/dev",
    }


@pytest.mark.parametrize(
    ("offer", "url"),
    [
        ({"scheme": "nats"}, "nats://it:5672"),
        ({"scheme": "mongodb", "user": "a/b", "path": "/shop"}, "mongodb://a%2Fb@it:5672/shop"),
        ({"scheme": "http", "port": "web", "query": {"a": "x y", "b": "&"}}, "http://it:8080?a=x%20y&b=%26"),
    ],
)
def test_a_url_without_a_secret_is_text(offer: Data, url: str) -> None:
    queue = over(QUEUE, {"ports": {"web": 8080}, "offers": {"it": offer}})

    assert taken(queue, "it")["env"] == {"T0": url}


def test_it_offers_texts_and_secrets_as_they_are() -> None:
    offers = {"vhost": "shop", "password": {"secret": "password"}, "token": {"secret": "key", "of": "app"}}
    found = taken(over(QUEUE, {"offers": offers}), "vhost", "password", "token")

    assert found["env"] == {"T0": "shop"}
    assert found["secrets"]["data"] == {
        "T1": {"service": "it", "property": "password"},
        "T2": {"service": "app", "property": "key"},
    }


def test_a_worker_offers_what_it_says_as_well() -> None:
    worker: dict[str, Any] = over(WORKER, {"port": 8080, "offers": {"url": {"scheme": "http", "path": "/v1"}}})

    assert taken(worker, "url", "host")["env"] == {"T0": "http://it:8080/v1", "T1": "it"}
    assert taken(over(WORKER, {"offers": {"topic": "orders"}}), "topic")["env"] == {"T0": "orders"}
