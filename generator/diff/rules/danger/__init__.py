"""What a change risks though the API server accepts it: data, outages, security, and what a person must do first."""

from __future__ import annotations

from generator.diff.nouns import Rule
from generator.diff.rules.danger import (
    admission,
    application,
    autoscaler,
    backend,
    balancer,
    budget,
    claim,
    configuration,
    datastore,
    definition,
    edge,
    identity,
    image,
    ingress,
    limits,
    namespace,
    network,
    operator,
    permission,
    placement,
    privilege,
    probe,
    quota,
    reach,
    reference,
    replicas,
    resources,
    rollout,
    schedule,
    secret,
    service,
    shutdown,
    stateful,
    volume,
)

_NOUNS = (
    *(admission, application, autoscaler, backend, balancer, budget, claim, configuration, datastore, definition, edge),
    *(identity, image, ingress, limits, namespace, network, operator, permission, placement, privilege, probe, quota),
    *(reach, reference, replicas, resources, rollout, schedule, secret, service, shutdown, stateful, volume),
)
_LETTERS = "DOSN"
RISKS: tuple[Rule, ...] = tuple(
    sorted((rule for noun in _NOUNS for rule in noun.RULES), key=lambda rule: (_LETTERS.index(rule.id[0]), rule.id))
)
"""Every rule, data loss first."""
