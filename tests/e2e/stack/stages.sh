#!/usr/bin/env bash
# Prints kwok's configuration: its own stages for nodes, pods and metrics, those of stages.yaml, and one for each kind
# that only has to report a condition. usage: stages.sh CACHE
#
# A pod fails if an image of it has the tag `fails`: so a test asks for a Job that fails, or pods that never get ready.
set -euo pipefail

cache=${1:?usage: stages.sh CACHE}
fails='.spec.containers.[].image | endswith(":fails")'
available="      paused: false
      replicas: 1
      updatedReplicas: 1
      availableReplicas: 1
      unavailableReplicas: 0"

groups_of() { # FOLDER...: the API groups that its CRDs bring
    (cd "$cache/crds" && grep -rhs '^  group: ' "$@" | sort -u | cut -d' ' -f4 | tr '\n' ' ')
}

served() { # Without the stages of CRDs that CRDS leaves out: kwok does not start with a kind that is not there.
    local all here
    all=$(groups_of .)
    here=$(groups_of ${CRDS:-.})
    awk -v RS='---\n' -v ORS='---\n' -v all=" $all" -v here=" $here" '{
        group = match($0, /apiGroup: [^\/,]+/) ? substr($0, RSTART + 10, RLENGTH - 10) : ""
        if (!index(all, " " group " ") || index(here, " " group " ")) print
    }'
}

all_stages() {
    for file in "$cache"/stages/*.yaml "$(dirname "$0")/stages.yaml"; do
        case ${file##*/} in
        pod-ready.yaml | pod-complete.yaml)
            sed "s/^\( *\)matchExpressions:\$/&\n\1- {key: '$fails', operator: NotIn, values: [\"true\"]}/" "$file"
            ;;
        *) cat "$file" ;;
        esac
        echo "---"
    done

    while read -r group kind condition; do
        more=$([[ $condition == Available ]] && echo "$available" || true)
        cat <<STAGE
apiVersion: kwok.x-k8s.io/v1alpha1
kind: Stage
metadata:
  name: ready-${kind,,}
spec:
  resourceRef: {apiGroup: $group, kind: $kind}
  selector:
    matchExpressions:
      - {key: .metadata.deletionTimestamp, operator: DoesNotExist}
      - {key: '.status.conditions.[] | select( .type == "$condition" ) | .status', operator: NotIn, values: ["True"]}
  next:
    statusTemplate: |
      {{ \$generation := or .metadata.generation 1 }}
      observedGeneration: {{ \$generation }}
      conditions:
        - type: $condition
          status: "True"
          reason: Simulated
          message: set by a stage of kwok
          lastTransitionTime: {{ Now | Quote }}
          observedGeneration: {{ \$generation }}
$more
---
STAGE
    done <<KINDS
bitnami.com/v1alpha1 SealedSecret Synced
cert-manager.io/v1 Certificate Ready
cert-manager.io/v1 ClusterIssuer Ready
cert-manager.io/v1 Issuer Ready
external-secrets.io/v1 ClusterSecretStore Ready
external-secrets.io/v1 SecretStore Ready
karpenter.k8s.aws/v1 EC2NodeClass Ready
karpenter.sh/v1 NodePool Ready
keda.sh/v1alpha1 ScaledObject Ready
monitoring.coreos.com/v1 Alertmanager Available
monitoring.coreos.com/v1 Prometheus Available
KINDS
}

all_stages | served
