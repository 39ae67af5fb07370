#!/usr/bin/env bash
# Prints the simulated nodes, spread over three zones; their shape is in the environment, as up.sh says.
set -euo pipefail

region=${REGION:-ap-southeast-1}
zones=(a b c)
shape="{cpu: '${NODE_CPU:-2}', memory: '${NODE_MEMORY:-4Gi}', pods: '${NODE_PODS:-17}', ephemeral-storage: 20Gi}"

for number in $(seq "${NODES:-3}"); do
    cat <<NODE
---
apiVersion: v1
kind: Node
metadata:
  name: node-$number
  labels:
    kubernetes.io/hostname: node-$number
    kubernetes.io/os: linux
    kubernetes.io/arch: amd64
    node.kubernetes.io/instance-type: ${NODE_TYPE:-t3.medium}
    topology.kubernetes.io/region: $region
    topology.kubernetes.io/zone: $region${zones[(number - 1) % 3]}
  annotations:
    kwok.x-k8s.io/node: fake
    metrics.k8s.io/resource-metrics-path: /metrics/nodes/node-$number/metrics/resource
spec:
  providerID: aws:///$region${zones[(number - 1) % 3]}/i-$number
status:
  allocatable: $shape
  capacity: $shape
NODE
done
