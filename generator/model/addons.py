"""The add-ons that an environment may have, each with the few things that are a person's to say."""

from __future__ import annotations

from generator.model.cron import Cron
from generator.model.duration import Duration
from generator.model.quantity import Volume
from generator.strict import Strict, key, later


class Addon(Strict):
    """An add-on; to name it is to have it."""

    enabled: bool = key("false: this environment does without it", True)


class Monitoring(Addon):
    """Prometheus, Grafana and Alertmanager."""

    retention: Duration | None = later("how long metrics are kept")
    storage: Volume | None = later("the size of Prometheus' volume")


class Logs(Addon):
    """Loki."""

    retention: Duration | None = key("how long logs are kept", None)


class ClusterBackup(Addon):
    """Velero."""

    schedule: Cron | None = key("when the cluster is saved", None)
    keep: Duration | None = key("how long each backup is kept", None)


class Addons(Strict):
    """The add-ons, by the names of their charts."""

    metrics_server: Addon | None = later("CPU and memory of pods, for autoscaling", alias="metrics-server")
    aws_load_balancer_controller: Addon | None = later("the ALB of the routes", alias="aws-load-balancer-controller")
    external_dns: Addon | None = later("DNS records of the routes", alias="external-dns")
    cert_manager: Addon | None = later("certificates", alias="cert-manager")
    external_secrets: Addon | None = later("secrets from the remote store", alias="external-secrets")
    karpenter: Addon | None = later("nodes on demand", alias="karpenter")
    kube_prometheus_stack: Monitoring | None = key(
        "metrics, dashboards and alerts", None, alias="kube-prometheus-stack"
    )
    loki: Logs | None = later("logs")
    alloy: Addon | None = later("the shipper of logs on each node")
    velero: ClusterBackup | None = later("backups of the cluster")
    keda: Addon | None = later("autoscaling by events")
    argo_rollouts: Addon | None = later("canary and blue-green rollouts", alias="argo-rollouts")
    sealed_secrets: Addon | None = later("encrypted secrets in git", alias="sealed-secrets")
    traefik: Addon | None = later("an ingress controller in the cluster")
    prometheus_adapter: Addon | None = later("autoscaling by metrics", alias="prometheus-adapter")
    trivy_operator: Addon | None = later("scans of running images", alias="trivy-operator")
