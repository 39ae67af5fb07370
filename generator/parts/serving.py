"""What `web` and `worker` share: pods that run for long, replaced without downtime."""

from __future__ import annotations

from generator.parts import balancer, environment, jobs, metrics, network, pod, routes, scaling
from generator.parts.kind import Template, Values
from generator.parts.subject import Peer, Subject

FILES = (
    Template("serviceaccount.yaml"),
    Template("service.yaml", "ports"),
    Template("loadbalancer.yaml", "loadBalancer"),
    Template("hpa.yaml", "scaling"),
    Template("pdb.yaml", "disruptionBudget"),
    Template("configmap-env.yaml", "env"),
    Template("configmap-files.yaml", "files"),
    Template("externalsecret.yaml", "secrets"),
    Template("externalsecret-files.yaml", "secretFiles"),
    Template("networkpolicy.yaml"),
    Template("persistentvolumeclaims.yaml", "claims"),
    Template("servicemonitor.yaml", "metrics"),
)


def values(subject: Subject) -> Values:
    """The values of its chart, in the order in which values.yaml shows them."""
    found = pod.pod(subject)
    found |= scaling.scaling(subject)
    found["env"] = environment.plain(subject, subject.service.env)
    found["secrets"] = environment.secrets(subject, subject.service.env)
    found["downwardEnv"] = environment.downward(subject.service.env)
    found["serviceAnnotations"] = routes.service_annotations(subject)
    found["loadBalancer"] = balancer.load_balancer(subject)
    found["metrics"] = metrics.metrics(subject)
    found |= jobs.jobs(subject)
    for claim, wave in jobs.first_mounts(subject).items():
        found["claims"][claim] = {**found["claims"][claim], "wave": wave}
    found["networkPolicy"] = network.policy(subject, found.get("ports", {}), metrics.metrics_port(subject))
    return {key: value for key, value in found.items() if value not in (None, {}, [])}


def peer(subject: Subject) -> Peer | None:
    """Its pods, on all its ports."""
    return network.among_pods(subject.name, pod.ports(subject.service))
