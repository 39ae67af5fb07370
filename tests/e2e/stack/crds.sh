#!/usr/bin/env bash
# Copies the platform's CRDs out of Go modules into CACHE/crds. usage: crds.sh CACHE
set -euo pipefail

cache=${1:?usage: crds.sh CACHE}
here=$(cd "$(dirname "$0")" && pwd)
new=$cache/crds.new
argo=$(sed -n 's#.*github.com/argoproj/argo-cd/v3 \(v[^ ]*\).*#\1#p' "$here/argocd/go.mod" | head -n 1)
export GOTOOLCHAIN=go1.27.0+auto
rm -rf "$new"
mkdir -p "$new"

while read -r name module files; do
    from=$(cd "$new" && go mod download -json "$module" | sed -n 's/.*"Dir": "\(.*\)",*/\1/p')
    mkdir -p "$new/$name"
    for file in "$from"/$files; do # the pattern is to be expanded
        if grep -q '^kind: CustomResourceDefinition' "$file"; then cp "$file" "$new/$name"; fi
    done
done <<LIST
argo-cd github.com/argoproj/argo-cd/v3@$argo manifests/crds/*-crd.yaml
argo-rollouts github.com/argoproj/argo-rollouts@v1.10.2 manifests/crds/*.yaml
cert-manager github.com/cert-manager/cert-manager@v1.21.2 deploy/crds/*.yaml
external-secrets github.com/external-secrets/external-secrets@v1.3.2 config/crds/bases/*.yaml
gateway-api sigs.k8s.io/gateway-api@v1.7.0 config/crd/standard/*.yaml
istio istio.io/api@v1.31.4 kubernetes/customresourcedefinitions.gen.yaml
karpenter github.com/aws/karpenter-provider-aws@v1.15.1 pkg/apis/crds/*.yaml
keda github.com/kedacore/keda/v2@v2.21.0 config/crd/bases/*.yaml
prometheus-operator github.com/prometheus-operator/prometheus-operator@v0.85.0 example/prometheus-operator-crd/*.yaml
sealed-secrets github.com/bitnami-labs/sealed-secrets@v0.40.0 helm/sealed-secrets/crds/*.yaml
snapshots github.com/kubernetes-csi/external-snapshotter/client/v8@v8.7.0 config/crd/*.yaml
traefik github.com/traefik/traefik/v3@v3.7.13 docs/content/reference/dynamic-configuration/traefik.io_*.yaml
velero github.com/vmware-tanzu/velero@v1.18.3 config/crd/*/bases/*.yaml
LIST
chmod -R u+w "$new"
rm -rf "$cache/crds"
mv "$new" "$cache/crds"
