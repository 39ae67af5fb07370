"""The values that Kubernetes accepts for a key and that its published schemas do not list, laid over those schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Schema = dict[str, Any]

_ACCESS = "ReadWriteOnce ReadOnlyMany ReadWriteMany ReadWriteOncePod"
_LABELS = "In NotIn Exists DoesNotExist"
_MATCHED = "Exact Equivalent"
_PROFILES = "RuntimeDefault Localhost Unconfined"
_PROTOCOLS = "TCP UDP SCTP"
_PULL = "Always IfNotPresent Never"
_RESTART = "Always OnFailure Never"
_SCOPES = (
    "Terminating NotTerminating BestEffort NotBestEffort PriorityClass CrossNamespacePodAffinity VolumeAttributesClass"
)

DEFINITIONS: Mapping[str, str] = {
    "admissionregistration.v1.MatchResources.matchPolicy": _MATCHED,
    "admissionregistration.v1.MutatingWebhook.failurePolicy": "Ignore Fail",
    "admissionregistration.v1.MutatingWebhook.matchPolicy": _MATCHED,
    "admissionregistration.v1.MutatingWebhook.reinvocationPolicy": "Never IfNeeded",
    "admissionregistration.v1.MutatingWebhook.sideEffects": "None NoneOnDryRun",
    "admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec.validationActions": "Deny Warn Audit",
    "admissionregistration.v1.ValidatingAdmissionPolicySpec.failurePolicy": "Ignore Fail",
    "admissionregistration.v1.ValidatingWebhook.failurePolicy": "Ignore Fail",
    "admissionregistration.v1.ValidatingWebhook.matchPolicy": _MATCHED,
    "admissionregistration.v1.ValidatingWebhook.sideEffects": "None NoneOnDryRun",
    "apps.v1.DaemonSetUpdateStrategy.type": "RollingUpdate OnDelete",
    "apps.v1.DeploymentStrategy.type": "RollingUpdate Recreate",
    "apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted": "Retain Delete",
    "apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled": "Retain Delete",
    "apps.v1.StatefulSetSpec.podManagementPolicy": "OrderedReady Parallel",
    "apps.v1.StatefulSetUpdateStrategy.type": "RollingUpdate OnDelete",
    "autoscaling.v2.HPAScalingPolicy.type": "Pods Percent",
    "autoscaling.v2.HPAScalingRules.selectPolicy": "Max Min Disabled",
    "autoscaling.v2.MetricSpec.type": "ContainerResource External Object Pods Resource",
    "autoscaling.v2.MetricTarget.type": "Utilization Value AverageValue",
    "batch.v1.CronJobSpec.concurrencyPolicy": "Allow Forbid Replace",
    "batch.v1.JobSpec.completionMode": "NonIndexed Indexed",
    "batch.v1.JobSpec.podReplacementPolicy": "TerminatingOrFailed Failed",
    "batch.v1.PodFailurePolicyOnExitCodesRequirement.operator": "In NotIn",
    "batch.v1.PodFailurePolicyRule.action": "FailJob FailIndex Ignore Count",
    "core.v1.AppArmorProfile.type": _PROFILES,
    "core.v1.Container.imagePullPolicy": _PULL,
    "core.v1.Container.restartPolicy": _RESTART,
    "core.v1.Container.terminationMessagePolicy": "File FallbackToLogsOnError",
    "core.v1.ContainerPort.protocol": _PROTOCOLS,
    "core.v1.EndpointPort.protocol": _PROTOCOLS,
    "core.v1.EphemeralContainer.imagePullPolicy": _PULL,
    "core.v1.EphemeralContainer.terminationMessagePolicy": "File FallbackToLogsOnError",
    "core.v1.HTTPGetAction.scheme": "HTTP HTTPS",
    "core.v1.ImageVolumeSource.pullPolicy": _PULL,
    "core.v1.LimitRangeItem.type": "Container Pod PersistentVolumeClaim",
    "core.v1.NodeSelectorRequirement.operator": f"{_LABELS} Gt Lt",
    "core.v1.PersistentVolumeClaimSpec.accessModes": _ACCESS,
    "core.v1.PersistentVolumeClaimSpec.volumeMode": "Filesystem Block",
    "core.v1.PersistentVolumeSpec.accessModes": _ACCESS,
    "core.v1.PersistentVolumeSpec.persistentVolumeReclaimPolicy": "Retain Delete Recycle",
    "core.v1.PersistentVolumeSpec.volumeMode": "Filesystem Block",
    "core.v1.PodOS.name": "linux windows",
    "core.v1.PodSecurityContext.fsGroupChangePolicy": "OnRootMismatch Always",
    "core.v1.PodSecurityContext.seLinuxChangePolicy": "MountOption Recursive",
    "core.v1.PodSecurityContext.supplementalGroupsPolicy": "Merge Strict",
    "core.v1.PodSpec.dnsPolicy": "ClusterFirst ClusterFirstWithHostNet Default None",
    "core.v1.PodSpec.preemptionPolicy": "PreemptLowerPriority Never",
    "core.v1.PodSpec.restartPolicy": _RESTART,
    "core.v1.ResourceQuotaSpec.scopes": _SCOPES,
    "core.v1.ScopedResourceSelectorRequirement.operator": _LABELS,
    "core.v1.ScopedResourceSelectorRequirement.scopeName": _SCOPES,
    "core.v1.SeccompProfile.type": _PROFILES,
    "core.v1.SecurityContext.procMount": "Default Unmasked",
    "core.v1.ServicePort.protocol": _PROTOCOLS,
    "core.v1.ServiceSpec.externalTrafficPolicy": "Cluster Local",
    "core.v1.ServiceSpec.internalTrafficPolicy": "Cluster Local",
    "core.v1.ServiceSpec.ipFamilies": "IPv4 IPv6",
    "core.v1.ServiceSpec.ipFamilyPolicy": "SingleStack PreferDualStack RequireDualStack",
    "core.v1.ServiceSpec.sessionAffinity": "None ClientIP",
    "core.v1.ServiceSpec.trafficDistribution": "PreferClose PreferSameZone PreferSameNode",
    "core.v1.ServiceSpec.type": "ClusterIP NodePort LoadBalancer ExternalName",
    "core.v1.Toleration.effect": "NoSchedule PreferNoSchedule NoExecute",
    "core.v1.Toleration.operator": "Equal Exists Lt Gt",
    "core.v1.TopologySpreadConstraint.nodeAffinityPolicy": "Honor Ignore",
    "core.v1.TopologySpreadConstraint.nodeTaintsPolicy": "Honor Ignore",
    "core.v1.TopologySpreadConstraint.whenUnsatisfiable": "DoNotSchedule ScheduleAnyway",
    "core.v1.VolumeMount.mountPropagation": "None HostToContainer Bidirectional",
    "core.v1.VolumeMount.recursiveReadOnly": "Disabled IfPossible Enabled",
    "discovery.v1.EndpointPort.protocol": _PROTOCOLS,
    "discovery.v1.EndpointSlice.addressType": "IPv4 IPv6 FQDN",
    "meta.v1.LabelSelectorRequirement.operator": _LABELS,
    "networking.v1.HTTPIngressPath.pathType": "Exact Prefix ImplementationSpecific",
    "networking.v1.IngressClassParametersReference.scope": "Cluster Namespace",
    "networking.v1.NetworkPolicyPort.protocol": _PROTOCOLS,
    "networking.v1.NetworkPolicySpec.policyTypes": "Ingress Egress",
    "policy.v1.PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy": "IfHealthyBudget AlwaysAllow",
    "rbac.v1.RoleRef.kind": "Role ClusterRole",
    "rbac.v1.Subject.kind": "User Group ServiceAccount",
    "scheduling.v1.PriorityClass.preemptionPolicy": "PreemptLowerPriority Never",
    "storage.v1.CSIDriverSpec.fsGroupPolicy": "ReadWriteOnceWithFSType File None",
    "storage.v1.StorageClass.reclaimPolicy": "Delete Retain",
    "storage.v1.StorageClass.volumeBindingMode": "Immediate WaitForFirstConsumer",
}
"""A definition of Kubernetes and its key -> the values; of a list, what its items may be."""

CUSTOM: Mapping[str, Mapping[str, str]] = {
    "AppProject": {"spec.syncWindows.kind": "allow deny"},
    "Rollout": {
        "spec.template.spec.containers.imagePullPolicy": _PULL,
        "spec.template.spec.initContainers.imagePullPolicy": _PULL,
        "spec.template.spec.restartPolicy": _RESTART,
    },
}
"""A custom kind -> the path of a key (lists are looked into) -> the values."""

_KEYS: dict[str, dict[str, list[str]]] = {}
for _path, _values in DEFINITIONS.items():
    _KEYS.setdefault(_path.rpartition(".")[0], {})[_path.rpartition(".")[2]] = _values.split()


def laid_over(name: str, definition: Schema) -> Schema:
    """A definition (`io.k8s.api.core.v1.Container@1.36`, `storage.k8s.io/v1/StorageClass`) with its enums."""
    keys = _KEYS.get(short(name), {})
    if not keys:
        return definition
    properties = dict(definition["properties"])
    properties.update({key: _limited(properties[key], values) for key, values in keys.items() if key in properties})
    return {**definition, "properties": properties}


def laid_over_custom(kind: str, schema: Schema) -> Schema:
    """The schema of a custom kind with its enums."""
    for path, values in CUSTOM.get(kind, {}).items():
        schema = _inside(schema, iter(path.split(".")), values.split())
    return schema


def short(name: str) -> str:
    """The name by which DEFINITIONS knows a definition."""
    name = name.partition("@")[0]
    if "/" in name:  # a kind: rbac.authorization.k8s.io/v1/Role is rbac.v1.Role
        group, version, kind = ["core", *name.split("/")][-3:]
        return f"{group.split('.')[0]}.{version}.{kind}"
    return ".".join(name.split(".")[-3:])


def _inside(schema: Schema, path: Iterator[str], values: list[str]) -> Schema:
    if "items" in schema:
        return {**schema, "items": _inside(schema["items"], path, values)}
    key = next(path, None)
    if key is None:
        return _limited(schema, values)
    return {**schema, "properties": {**schema["properties"], key: _inside(schema["properties"][key], path, values)}}


def _limited(schema: Schema, values: list[str]) -> Schema:
    if "items" in schema:
        return {**schema, "items": _limited(schema["items"], values)}
    nullable = "null" in schema.get("type", ())
    return {**schema, "enum": [*values, *([None] if nullable else [])]}
