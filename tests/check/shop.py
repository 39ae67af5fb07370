"""A small sound environment, and what the checks say of it once a test has changed something."""

from __future__ import annotations

import copy
import textwrap
from typing import Any

import yaml

from generator.check import Finding, check
from generator.check.finding import dotted
from generator.nouns import Release, Rendered

Body = dict[str, Any]
SOUND = """
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: restricted}}
---
apiVersion: external-secrets.io/v1
kind: SecretStore
metadata: {name: aws}
spec: {provider: {aws: {service: SecretsManager, region: us-east-1}}}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: api}
spec:
  secretStoreRef: {name: aws}
  target: {name: api, template: {data: {URL: "postgres://{{ .user }}:{{ .password | urlquery }}@db"}}}
  data:
    - {secretKey: user, remoteRef: {key: shop, property: user}}
    - {secretKey: password, remoteRef: {key: shop, property: password}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: api}
automountServiceAccountToken: false
---
apiVersion: v1
kind: ConfigMap
metadata: {name: api}
data: {MODE: production, nginx.conf: "server {}"}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 5Gi}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, labels: {app.kubernetes.io/name: api}}
spec:
  selector: {matchLabels: {app.kubernetes.io/name: api}}
  template:
    metadata: {labels: {app.kubernetes.io/name: api, tier: back}}
    spec:
      serviceAccountName: api
      terminationGracePeriodSeconds: 60
      securityContext: {runAsNonRoot: true, runAsUser: 1001, seccompProfile: {type: RuntimeDefault}}
      initContainers:
        - name: wait
          image: busybox:1
          securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
      containers:
        - name: api
          image: api:1
          imagePullPolicy: IfNotPresent
          ports: [{name: http, containerPort: 5000, protocol: TCP}]
          env:
            - {name: MODE, valueFrom: {configMapKeyRef: {name: api, key: MODE}}}
            - {name: URL, valueFrom: {secretKeyRef: {name: api, key: URL}}}
          envFrom: [{configMapRef: {name: api}}]
          resources: {requests: {cpu: 100m}}
          readinessProbe: {httpGet: {path: /, port: http}}
          livenessProbe: {tcpSocket: {port: 5000}}
          lifecycle: {preStop: {sleep: {seconds: 20}}}
          securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
          volumeMounts:
            - {name: config, mountPath: /etc/nginx.conf, subPath: nginx.conf}
            - {name: data, mountPath: /data}
      volumes:
        - {name: config, configMap: {name: api}}
        - {name: data, persistentVolumeClaim: {claimName: data}}
---
apiVersion: v1
kind: Service
metadata: {name: api, labels: {app.kubernetes.io/name: api}}
spec:
  selector: {app.kubernetes.io/name: api}
  ports: [{name: http, port: 80, targetPort: http}]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: api}
spec: {maxUnavailable: 1, selector: {matchLabels: {app.kubernetes.io/name: api}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
  minReplicas: 2
  maxReplicas: 4
  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api}
spec:
  podSelector: {matchLabels: {app.kubernetes.io/name: api}}
  policyTypes: [Ingress]
  ingress: [{from: [{podSelector: {matchLabels: {tier: back}}}], ports: [{port: 5000}]}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: routes
  annotations: {alb.ingress.kubernetes.io/actions.www: '{"type": "redirect"}'}
spec:
  rules:
    - http:
        paths:
          - {path: /api, pathType: Prefix, backend: {service: {name: api, port: {name: http}}}}
          - {path: /, pathType: Prefix, backend: {service: {name: www, port: {name: use-annotation}}}}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: api}
spec: {selector: {matchLabels: {app.kubernetes.io/name: api}}, endpoints: [{port: http}]}
---
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: shop, namespace: argocd}
spec:
  sourceRepos: ["https://git.example.com/shop.git"]
  destinations:
    - {server: "https://kubernetes.default.svc", namespace: shop}
    - {server: "https://kubernetes.default.svc", namespace: argocd}
  clusterResourceWhitelist: [{group: "", kind: Namespace}]
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: api-shop, namespace: argocd}
spec:
  project: shop
  source:
    repoURL: https://git.example.com/shop.git
    targetRevision: main
    path: charts/api
    helm: {valueFiles: [values/shop.yaml]}
  destination: {server: "https://kubernetes.default.svc", namespace: shop}
"""
_BODIES = list(yaml.load_all(SOUND, Loader=yaml.CSafeLoader))
RELEASE = Release("dev", "api", "shop", "charts/api", ("values/shop.yaml",))


class Shop(dict[str, Body]):
    """The objects by kind; further ones are added under any key."""

    @property
    def pod(self) -> Body:
        """The pod's spec."""
        spec: Body = self["Deployment"]["spec"]["template"]["spec"]
        return spec

    @property
    def container(self) -> Body:
        """The main container."""
        container: Body = self.pod["containers"][0]
        return container

    @property
    def path(self) -> Body:
        """The first path of the Ingress."""
        path: Body = self["Ingress"]["spec"]["rules"][0]["http"]["paths"][0]
        return path


def shop() -> Shop:
    """An environment with which nothing is wrong."""
    return Shop({body["kind"]: body for body in copy.deepcopy(_BODIES)})


def another(body: Body, name: str) -> Body:
    """The same object once more, under another name."""
    return {**copy.deepcopy(body), "metadata": {**copy.deepcopy(body["metadata"]), "name": name}}


def findings(shop: Shop, kubernetes: str = "1.36") -> tuple[Finding, ...]:
    """All that is found in the one release of the environment."""
    bodies = tuple(shop.values())
    return check([Rendered(RELEASE, bodies, ("templates/all.yaml",) * len(bodies))], kubernetes=kubernetes)


def told(shop: Shop, kubernetes: str = "1.36") -> str:
    """Three lines a finding: place and code, message, help; a long line goes on in the next."""
    return "".join(
        _folded(f"{finding.kind}/{finding.name} {dotted(finding.path)} [{finding.code}]", "")
        + _folded(finding.message, "  ")
        + (_folded(f"help: {finding.hint}", "  ") if finding.hint else "")
        for finding in findings(shop, kubernetes)
    )


def _folded(text: str, indent: str) -> str:
    fold = textwrap.TextWrapper(
        100, initial_indent=indent, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )
    return fold.fill(text) + "\n"
