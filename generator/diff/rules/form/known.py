"""What `check` finds in head and the API server refuses: code -> rule, where no rule here looks for it."""

from __future__ import annotations

from collections.abc import Mapping

MEANT: Mapping[str, str] = {
    "address-invalid": "I24",
    "data-invalid": "I24",
    "name-missing": "I24",
    "network-peer-empty": "I24",
    "pod-security-level": "I24",
    "port-range-invalid": "I24",
    "probe-of-init-container": "I24",
    "restart-policy-refused": "I24",
    "rollout-deadline": "I24",
    "schema-invalid-value": "I24",
    "schema-missing-key": "I24",
    "schema-unknown-key": "I22",
    "schema-unknown-value": "I24",
    "schema-wrong-type": "I22",
    "selector-empty": "I01b",
    "volume-size-invalid": "I24",
    "volume-unknown": "I24",
}
"""Every other code is no refusal, or one that a rule here judges by more than head alone."""
DROPPED = frozenset({"schema-unknown-key"})
"""Codes that kubectl refuses, while Argo CD's client-side apply leaves the key out and says that it succeeded."""
