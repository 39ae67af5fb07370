"""What Kubernetes asks of a value though its published schemas do not say so, definition by definition.

Every line is here because a real API server refused an object for it: docs/refusals.md. `limits` lays them over.
"""

from __future__ import annotations

from collections.abc import Mapping

_PORT, _COUNT, _SOME, _USER, _MODE = "1..65535", "0..", "1..", "0..2147483647", "0..511"
KEYS: Mapping[str, str] = {
    "apps.v1.DaemonSetSpec": f"minReadySeconds={_COUNT} revisionHistoryLimit={_COUNT}",
    "apps.v1.DeploymentSpec": f"replicas={_COUNT} minReadySeconds={_COUNT} progressDeadlineSeconds={_SOME}"
    f" revisionHistoryLimit={_COUNT}",
    "apps.v1.ReplicaSetSpec": f"replicas={_COUNT} minReadySeconds={_COUNT}",
    "apps.v1.RollingUpdateDaemonSet": "maxSurge=% maxUnavailable=%",
    "apps.v1.RollingUpdateDeployment": "maxSurge=%% maxUnavailable=%",
    "apps.v1.RollingUpdateStatefulSetStrategy": f"maxUnavailable=% partition={_COUNT}",
    "apps.v1.StatefulSetSpec": f"replicas={_COUNT} minReadySeconds={_COUNT} revisionHistoryLimit={_COUNT}",
    "autoscaling.v2.CrossVersionObjectReference": "apiVersion=text kind=text name=text",
    "autoscaling.v2.HPAScalingPolicy": f"value={_SOME} periodSeconds=1..1800",
    "autoscaling.v2.HPAScalingRules": "stabilizationWindowSeconds=0..3600 policies=items",
    "autoscaling.v2.HorizontalPodAutoscalerSpec": f"minReplicas={_COUNT} maxReplicas={_SOME}",
    "autoscaling.v2.MetricTarget": f"averageUtilization={_SOME}",
    "batch.v1.CronJobSpec": f"schedule=text timeZone=text startingDeadlineSeconds={_COUNT}"
    f" successfulJobsHistoryLimit={_COUNT} failedJobsHistoryLimit={_COUNT}",
    "batch.v1.JobSpec": f"backoffLimit={_COUNT} activeDeadlineSeconds={_COUNT} completions={_COUNT}"
    f" parallelism={_COUNT} ttlSecondsAfterFinished={_COUNT}",
    "core.v1.ClientIPConfig": "timeoutSeconds=1..86400",
    "core.v1.ConfigMapEnvSource": "name=text",
    "core.v1.ConfigMapVolumeSource": f"defaultMode={_MODE}",
    "core.v1.Container": "image=text",
    "core.v1.ContainerPort": f"containerPort={_PORT} hostPort=0..65535",
    "core.v1.DownwardAPIVolumeSource": f"defaultMode={_MODE}",
    "core.v1.ExecAction": "command=items",
    "core.v1.GRPCAction": f"port={_PORT}",
    "core.v1.HTTPGetAction": f"port={_PORT}",
    "core.v1.KeyToPath": f"key=text path=text mode={_MODE}",
    "core.v1.NodeSelector": "nodeSelectorTerms=items",
    "core.v1.ObjectFieldSelector": "fieldPath=field",
    "core.v1.PersistentVolumeClaimSpec": "accessModes=items storageClassName=name",
    "core.v1.PersistentVolumeClaimVolumeSource": "claimName=text",
    "core.v1.PodAffinityTerm": "topologyKey=text",
    "core.v1.PodSecurityContext": f"runAsUser={_USER} runAsGroup={_USER} fsGroup={_USER}",
    "core.v1.PodSpec": "containers=items nodeSelector=labels priorityClassName=name serviceAccountName=name"
    f" activeDeadlineSeconds={_SOME} terminationGracePeriodSeconds={_COUNT}",
    "core.v1.PersistentVolumeSpec": "storageClassName=name",
    "core.v1.PreferredSchedulingTerm": "weight=1..100",
    "core.v1.Probe": f"initialDelaySeconds={_COUNT} periodSeconds={_COUNT} timeoutSeconds={_COUNT}"
    f" successThreshold={_COUNT} failureThreshold={_COUNT} terminationGracePeriodSeconds={_SOME}",
    "core.v1.ProjectedVolumeSource": f"defaultMode={_MODE}",
    "core.v1.ResourceFieldSelector": "resource=share",
    "core.v1.SecretEnvSource": "name=text",
    "core.v1.SecretVolumeSource": f"defaultMode={_MODE}",
    "core.v1.SecurityContext": f"runAsUser={_USER} runAsGroup={_USER}",
    "core.v1.ServiceAccountTokenProjection": "expirationSeconds=600..4294967296 path=text",
    "core.v1.ServicePort": f"port={_PORT} targetPort={_PORT} nodePort=0..65535",
    "core.v1.ServiceSpec": "selector=labels",
    "core.v1.SleepAction": f"seconds={_COUNT}",
    "core.v1.TCPSocketAction": f"port={_PORT}",
    "core.v1.TopologySpreadConstraint": f"maxSkew={_SOME} minDomains={_SOME} topologyKey=text",
    "core.v1.VolumeMount": "mountPath=text",
    "core.v1.VolumeResourceRequirements": "requests=storage",
    "core.v1.WeightedPodAffinityTerm": "weight=1..100",
    "meta.v1.LabelSelector": "matchLabels=labels",
    "networking.v1.HTTPIngressPath": "path=path",
    "networking.v1.HTTPIngressRuleValue": "paths=items",
    "networking.v1.IngressSpec": "ingressClassName=name",
    "networking.v1.NetworkPolicyPort": f"port={_PORT} endPort={_PORT}",
    "networking.v1.ServiceBackendPort": f"number={_PORT}",
    "policy.v1.PodDisruptionBudgetSpec": "maxUnavailable=% minAvailable=%",
    "rbac.v1.PolicyRule": "verbs=items",
    "scheduling.v1.PriorityClass": "value=..1000000000",
}
"""A definition of Kubernetes -> its keys, each with a range or a word of WORDS."""

REQUIRED: Mapping[str, str] = {
    "apps.v1.DaemonSet": "spec",
    "apps.v1.Deployment": "spec",
    "apps.v1.StatefulSet": "spec",
    "autoscaling.v2.CrossVersionObjectReference": "apiVersion",
    "batch.v1.CronJob": "spec",
    "batch.v1.Job": "spec",
    "core.v1.ConfigMapEnvSource": "name",
    "core.v1.Container": "image",
    "core.v1.EphemeralVolumeSource": "volumeClaimTemplate",
    "core.v1.ExecAction": "command",
    "core.v1.PersistentVolumeClaim": "spec",
    "core.v1.PersistentVolumeClaimSpec": "accessModes resources",
    "core.v1.PodTemplateSpec": "spec",
    "core.v1.SecretEnvSource": "name",
    "core.v1.VolumeResourceRequirements": "requests",
    "networking.v1.HTTPIngressPath": "path",
}
"""A definition -> keys that must be there, though the schema does not ask for them."""

ONE_OF: Mapping[str, str] = {
    "core.v1.EnvFromSource": "configMapRef secretRef",
    "core.v1.EnvVarSource": "configMapKeyRef fieldRef fileKeyRef resourceFieldRef secretKeyRef",
    "core.v1.LifecycleHandler": "exec httpGet sleep tcpSocket",
    "core.v1.Probe": "exec grpc httpGet tcpSocket",
    "networking.v1.IngressBackend": "resource service",
    "networking.v1.ServiceBackendPort": "name number",
}
"""A definition -> keys of which exactly one must be there."""
