from fractions import Fraction

import pytest

from generator.diff.nouns import Application, Capacity, Cluster
from generator.diff.report import capacity


def cluster(*objects):
    application = Application({"metadata": {"name": "api-production"}}, tuple(objects))
    return Cluster("production", applications={"api-production": application})


def named(kind, name, **more):
    return {"kind": kind, "metadata": {"name": name, "namespace": "shop"}, **more}


def workload(cpu="500m", memory="1Gi", kind="Deployment", before=(), **spec):
    container = {"name": "api", "resources": {"requests": {"cpu": cpu, "memory": memory}}}
    pod = {"containers": [container], "initContainers": list(before)}
    return named(kind, "api", spec={**spec, "template": {"spec": pod}})


def scaler(least, most):
    target = {"kind": "Deployment", "name": "api"}
    spec = {"scaleTargetRef": target, "minReplicas": least, "maxReplicas": most}
    return named("HorizontalPodAutoscaler", "api", spec=spec)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("500m", "0.5"),
        (2, "2"),
        ("1Gi", 1 << 30),
        ("1e3", 1000),
        ("1G", 10**9),
        ("x", 0),
        ("", 0),
        ("NaN", 0),
        ("1x", 0),
    ],
)
def test_a_quantity_is_a_number_and_what_is_none_is_nothing(written, number):
    asked = capacity(cluster(), cluster(workload(memory=written, replicas=2000)))

    assert asked.memory == (2000 * Fraction(number), 2000 * Fraction(number))


def test_a_raised_maximum_asks_for_more_at_most():
    base, head = cluster(workload(), scaler(2, 6)), cluster(workload(), scaler(2, 7))

    assert capacity(base, head) == Capacity("production", (0, 1), (0, 500), (0, 1 << 30))


def test_replicas_ask_for_more_in_any_case():
    assert capacity(cluster(workload(replicas=2)), cluster(workload(replicas=4))).cpu == (1000, 1000)


def test_what_goes_asks_for_less():
    assert capacity(cluster(workload()), cluster()) == Capacity("production", (-1, -1), (-500, -500), (-(1 << 30),) * 2)


def test_a_limit_stands_for_a_request_that_is_not_there():
    container = {"name": "api", "resources": {"limits": {"cpu": "1"}}}
    only = named("Deployment", "api", spec={"template": {"spec": {"containers": [container]}}})

    assert capacity(cluster(), cluster(only)).cpu == (1000, 1000)


def test_what_runs_before_counts_where_it_asks_for_more_and_what_runs_beside_is_added():
    first = {"name": "first", "resources": {"requests": {"cpu": "2"}}}
    beside = {"name": "beside", "restartPolicy": "Always", "resources": {"requests": {"cpu": "100m"}}}

    assert capacity(cluster(), cluster(workload(before=[first]))).cpu == (2000, 2000)
    assert capacity(cluster(), cluster(workload(before=[beside]))).cpu == (600, 600)


def test_claims_and_claim_templates_are_volumes():
    claim = named("PersistentVolumeClaim", "data", spec={"resources": {"requests": {"storage": "20Gi"}}})
    template = {"spec": {"resources": {"requests": {"storage": "5Gi"}}}}
    database = workload(kind="StatefulSet", replicas=3, volumeClaimTemplates=[template])

    assert capacity(cluster(), cluster(claim, database)).storage == 35 << 30


def test_one_load_balancer_serves_all_ingresses_of_a_group():
    def ingress(name, **annotations):
        return {"kind": "Ingress", "metadata": {"name": name, "namespace": "shop", "annotations": annotations}}

    group = {"alb.ingress.kubernetes.io/group.name": "shop"}
    service = named("Service", "direct", spec={"type": "LoadBalancer"})
    head = cluster(ingress("a", **group), ingress("b", **group), ingress("c"), service, named("Service", "inner"))

    assert capacity(cluster(), head).balancers == 3
