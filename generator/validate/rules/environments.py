"""Environments beside each other: the chain of `follows`, a cluster and a namespace of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator import beside, names
from generator.errors import Also, Problem
from generator.kinds import KINDS
from generator.model.service import Service
from generator.nodes import Branch, child, locate
from generator.nouns import Fleet, Sources
from generator.suggest import near
from generator.validate.rules.services import unknown_service


def known(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """`follows` names an environment that there is."""
    there = sources.named("environment")
    for name, environment in fleet.environments.items():
        followed = environment.follows
        if followed is not None and followed not in there:
            meant = near(followed, there)
            hint = f"did you mean `{meant}`?" if meant else f"add `environments/{followed}.yaml`, or remove this line"
            yield Problem(
                code="unknown-environment",
                message=f"there is no environment `{followed}`",
                place=locate(fleet.layers[name, ""], ["follows"]),
                hint=hint,
            )


def chain(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """The chain of `follows` has a first one."""
    circle = beside.circle({name: model.follows for name, model in fleet.environments.items()})
    notes = [
        Also(locate(fleet.layers[name, ""], ["follows"]), f"`{name}` follows `{followed}`")
        for name, followed in pairwise(circle)
    ]
    if notes:
        yield Problem(
            code="follows-cycle",
            message=f"these follow each other in a circle: {' → '.join(f'`{name}`' for name in circle)}",
            place=notes[0].place,
            also=tuple(notes[1:]),
            hint="remove `follows` from the environment where new images enter",
        )


def own_cluster(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """No two environments share a cluster."""
    clusters = {name: environment.cluster.name for name, environment in fleet.environments.items()}
    path = ["cluster", "name"]
    for other, name in beside.sharing(clusters):
        yield Problem(
            code="cluster-shared",
            message=f"`{name}` and `{other}` are on one cluster, `{clusters[name]}`",
            place=locate(fleet.layers[name, ""], path),
            also=(Also(locate(fleet.layers[other, ""], path), f"the cluster of `{other}`"),),
            hint="give each environment a cluster of its own",
        )


def own_namespace(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Services do not share Argo CD's namespace: whoever writes there rules Argo CD."""
    for name, environment in fleet.environments.items():
        namespace = names.namespace(environment.name, environment.namespace)
        if namespace == environment.argocd.namespace:
            path = ["namespace"] if environment.namespace else ["argocd", "namespace"]
            yield Problem(
                code="namespace-shared",
                message=f"the services of `{name}` would share the namespace `{namespace}` with Argo CD",
                place=locate(fleet.layers[name, ""], path),
                hint="give one of them another namespace",
            )


def paused(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Only what has an Application there can be paused."""
    for environment, tree in sources.environments.items():
        paused = child(tree, ["sync", "paused"])
        keys = paused.keys if isinstance(paused, Branch) else {}
        for name, place in keys.items():
            service = fleet.services[environment].get(name)
            if name not in (*sources.named("service"), *names.SHARED):
                yield unknown_service(name, place, sources, others=names.SHARED)
            elif name in fleet.absent.get(environment, ()) or (service is not None and not has_a_chart(service)):
                yield Problem(
                    code="no-application",
                    message=f"`{name}` has no Application in `{environment}`: nothing of it runs in the cluster",
                    place=place,
                    hint="remove this line",
                )


def has_a_chart(service: Service) -> bool:
    """Whether anything of it runs in the cluster."""
    return bool(KINDS[service.kind].templates) and getattr(service, "run", "in-cluster") == "in-cluster"
