#!/usr/bin/env bash
# Starts the engines on loopback, or on a cluster of kind, and leaves them running. usage: up.sh CACHE STATE server|all
#
# `server` is the API server with its controllers and the platform's CRDs; `all` has nodes, metrics and Argo CD too.
# In the environment: STACK (loopback or kind), KIND_IMAGE, BASE_PORT (17 ports from there), NODES, NODE_CPU,
# NODE_MEMORY, NODE_PODS, NODE_TYPE, REGION, ARGOCD_SETTINGS (manifests for Argo CD's namespace), RESYNC and
# WAVE_DELAY (seconds), CRDS (folders of CACHE/crds, to start in a third of the time and memory; all of them otherwise).
set -euo pipefail

usage="usage: up.sh CACHE STATE server|all"
cache=$(cd "${1:?$usage}" && pwd)
mkdir -p "${2:?$usage}"
state=$(cd "$2" && pwd)
part=${3:?$usage}
here=$(cd "$(dirname "$0")" && pwd)
port=${BASE_PORT:-18000}
stack=${STACK:-loopback}
unset HTTP_PROXY HTTPS_PROXY http_proxy https_proxy ALL_PROXY all_proxy

refuse() {
    echo "$*" >&2
    exit 3
}
[[ $(uname) == Linux ]] || refuse "the engines run on Linux alone: what runs is known by /proc"
[[ ! -d $state/pid && ! -e $state/kind ]] || refuse "already up, or not taken down: $state"
for used in $(seq "$port" $((port + 16))); do
    ! (: <"/dev/tcp/127.0.0.1/$used") 2>/dev/null || refuse "port $used is taken: name 17 free ones by BASE_PORT"
done

rm -rf "$state"/{etcd,log,cert,tmp,web,argocd,kubeconfig}
mkdir -p "$state"/{pid,log,cert,tmp,web,argocd/tls,argocd/ssh,argocd/gpg}
export PATH="$cache/bin:$PATH" TMPDIR="$state/tmp" KUBECONFIG="$state/kubeconfig"

say() { echo "$SECONDS s: $*"; }

start() { # NAME COMMAND...
    local name=$1
    shift
    setsid nohup "$@" >"$state/log/$name.log" 2>&1 </dev/null &
    # A pid comes again, a pid with its start time does not.
    echo "$! $(cut -d' ' -f22 "/proc/$!/stat")" >"$state/pid/$name"
}

wait_for() { # NAME COMMAND...
    local name=$1
    shift
    for _ in $(seq 240); do
        if "$@" >/dev/null 2>&1; then return; fi
        [[ -d /proc/$(cut -d' ' -f1 "$state/pid/$name") ]] || break
        sleep 0.5
    done
    echo "$name does not get healthy:" >&2
    tail -n 20 "$state/log/$name.log" >&2
    exit 3
}

healthy() { curl --noproxy '*' --max-time 5 -skf "$1"; }

api_server() {
    local server=https://127.0.0.1:$((port + 2)) token
    token=$(openssl rand -hex 16)
    (umask 077 && echo "$token,admin,admin,system:masters" >"$state/cert/tokens.csv")
    openssl genrsa -out "$state/cert/service-account.key" 2048 2>/dev/null
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 365 -subj /CN=front-proxy \
        -keyout "$state/cert/front-proxy.key" -out "$state/cert/front-proxy.crt" 2>/dev/null

    start etcd etcd --data-dir "$state/etcd" --unsafe-no-fsync --log-level error \
        --listen-client-urls "http://127.0.0.1:$port" --advertise-client-urls "http://127.0.0.1:$port" \
        --listen-peer-urls "http://127.0.0.1:$((port + 1))" \
        --initial-advertise-peer-urls "http://127.0.0.1:$((port + 1))" \
        --initial-cluster "default=http://127.0.0.1:$((port + 1))"
    wait_for etcd healthy "http://127.0.0.1:$port/health"

    start kube-apiserver kube-apiserver --etcd-servers "http://127.0.0.1:$port" --cert-dir "$state/cert" \
        --bind-address 127.0.0.1 --secure-port $((port + 2)) --advertise-address 127.0.0.1 \
        --endpoint-reconciler-type none --token-auth-file "$state/cert/tokens.csv" --authorization-mode RBAC \
        --service-cluster-ip-range 10.96.0.0/16 --service-account-issuer https://kubernetes.default.svc \
        --service-account-key-file "$state/cert/service-account.key" \
        --service-account-signing-key-file "$state/cert/service-account.key" --allow-privileged --event-ttl 30m \
        --proxy-client-cert-file "$state/cert/front-proxy.crt" \
        --proxy-client-key-file "$state/cert/front-proxy.key" \
        --requestheader-client-ca-file "$state/cert/front-proxy.crt" \
        --requestheader-username-headers X-Remote-User --requestheader-group-headers X-Remote-Group \
        --requestheader-extra-headers-prefix X-Remote-Extra-
    wait_for kube-apiserver healthy "$server/readyz"

    (umask 077 && cat >"$KUBECONFIG") <<CONFIG
apiVersion: v1
kind: Config
current-context: stack
contexts: [{name: stack, context: {cluster: stack, user: admin}}]
clusters: [{name: stack, cluster: {server: "$server", certificate-authority: "$state/cert/apiserver.crt"}}]
users: [{name: admin, user: {token: "$token"}}]
CONFIG
}

controllers() { # The controller manager; autoscalers look every 5 s, so that no test waits for a minute.
    start kube-controller-manager kube-controller-manager --kubeconfig "$KUBECONFIG" --leader-elect=false \
        --bind-address 127.0.0.1 --secure-port $((port + 3)) --use-service-account-credentials \
        --service-account-private-key-file "$state/cert/service-account.key" \
        --root-ca-file "$state/cert/apiserver.crt" --horizontal-pod-autoscaler-sync-period 5s \
        --horizontal-pod-autoscaler-initial-readiness-delay 1s \
        --horizontal-pod-autoscaler-cpu-initialization-period 1s
    wait_for kube-controller-manager healthy "https://127.0.0.1:$((port + 3))/healthz"
}

cluster_of_kind() { # etcd, API server, controllers and scheduler in a container, published on loopback.
    command -v kind >/dev/null || refuse "STACK=kind needs the program kind"
    docker info >/dev/null 2>&1 || refuse "STACK=kind needs a Docker daemon that answers"
    local cluster=cartwright-e2e
    echo "$cluster" >"$state/kind"
    kind create cluster --name "$cluster" --kubeconfig "$KUBECONFIG" --wait 180s \
        ${KIND_IMAGE:+--image "$KIND_IMAGE"} --config - <<CONFIG
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
networking: {apiServerAddress: 127.0.0.1, apiServerPort: $((port + 2))}
nodes: [{role: control-plane}]
CONFIG
    # Pods of ours go to simulated nodes alone, and there is no default class but ours.
    kubectl taint node --all --overwrite node-role.kubernetes.io/control-plane=:NoSchedule
    kubectl delete storageclass --all
}

crds() {
    local name files=()
    for name in ${CRDS:-$(ls "$cache/crds")}; do files+=(-f "$cache/crds/$name"); done
    kubectl apply --server-side "${files[@]}" >/dev/null
    for _ in {1..10}; do # one that has no conditions yet is an error at once
        if kubectl wait --for=condition=Established crd --all --timeout=120s >/dev/null 2>&1; then return; fi
        sleep 0.5
    done
    refuse "not every CRD gets established: kubectl get crd"
}

nodes() { # Simulated nodes; kwok plays kubelet, and what AWS and operators would do.
    "$here/stages.sh" "$cache" >"$state/stages.yaml"
    start kwok kwok --kubeconfig "$KUBECONFIG" --config "$state/stages.yaml" --manage-all-nodes=false \
        --manage-nodes-with-annotation-selector kwok.x-k8s.io/node=fake \
        --server-address "127.0.0.1:$((port + 5))" --node-ip 127.0.0.1 --node-port $((port + 5)) \
        --node-lease-duration-seconds 60
    "$here/nodes.sh" | kubectl apply --server-side -f - >/dev/null
    wait_for kwok kubectl wait --for=condition=Ready node --all --timeout=1s
}

metrics() { # metrics-server, where the API server reaches it: on loopback, or on the bridge of kind's container.
    local address=127.0.0.1
    if [[ $stack == kind ]]; then
        address=$(docker network inspect kind --format '{{range .IPAM.Config}}{{println .Gateway}}{{end}}' | grep -m 1 -F .)
    fi
    start metrics-server metrics-server --kubeconfig "$KUBECONFIG" --authentication-kubeconfig "$KUBECONFIG" \
        --authorization-kubeconfig "$KUBECONFIG" --bind-address "$address" --secure-port $((port + 15)) \
        --cert-dir "$state/cert/metrics" --kubelet-insecure-tls --kubelet-use-node-status-port \
        --kubelet-preferred-address-types InternalIP --metric-resolution 10s --kubelet-request-timeout 5s
    sed "s/METRICS_PORT/$((port + 15))/; s/METRICS_ADDRESS/$address/" "$here/metrics-$stack.yaml" |
        kubectl apply --server-side -f - >/dev/null
}

argocd() { # ROLE FLAGS...
    local role=$1
    shift
    start "argocd-$role" env HOME="$state/argocd" ARGOCD_BINARY_NAME="argocd-$role" ARGOCD_FAKE_IN_CLUSTER=true \
        ARGOCD_SYNC_WAVE_DELAY="${WAVE_DELAY:-2}" ARGOCD_GPG_ENABLED=false ARGOCD_TLS_DATA_PATH="$state/argocd/tls" ARGOCD_SSH_DATA_PATH="$state/argocd/ssh" \
        ARGOCD_GPG_DATA_PATH="$state/argocd/gpg" ARGOCD_GNUPGHOME="$state/argocd/gpg" \
        HTTPS_PROXY="http://127.0.0.1:$((port + 7))" NO_PROXY=127.0.0.1,localhost,10.96.0.0/16 \
        SSL_CERT_FILE="$state/cert/web.crt" GIT_SSL_CAINFO="$state/cert/web.crt" argocd "$@"
}

argocds() { # Redis, the git hosts, and the four programs of Argo CD with their settings.
    local redis=127.0.0.1:$((port + 6)) repository=127.0.0.1:$((port + 8))
    kubectl create namespace argocd >/dev/null
    kubectl config set-context --current --namespace argocd >/dev/null
    kubectl apply --server-side -n argocd -f "$cache/argocd" >/dev/null
    if [[ -n ${ARGOCD_SETTINGS:-} ]]; then
        kubectl apply --server-side --force-conflicts --field-manager settings -f "$ARGOCD_SETTINGS" >/dev/null
    fi
    start redis redis-server --bind 127.0.0.1 --port $((port + 6)) --save '' --appendonly no --dir "$state/tmp"
    start web python3 "$here/web.py" "$state" $((port + 7))
    wait_for web test -s "$state/cert/web.crt"
    touch "$state/argocd/ssh/ssh_known_hosts"

    argocd repo-server --redis "$redis" --address 127.0.0.1 --port $((port + 8)) \
        --metrics-address 127.0.0.1 --metrics-port $((port + 9)) --disable-tls --client-ca-path ""
    argocd server --redis "$redis" --repo-server "$repository" --repo-server-plaintext --insecure --disable-auth \
        --address 127.0.0.1 --port $((port + 10)) --metrics-address 127.0.0.1 --metrics-port $((port + 11))
    wait_for argocd-repo-server healthy "http://127.0.0.1:$((port + 9))/healthz?full=true"
    wait_for argocd-server kubectl get appproject default -n argocd
    argocd application-controller --redis "$redis" --repo-server "$repository" --repo-server-plaintext \
        --metrics-port $((port + 12)) --app-resync "${RESYNC:-120}" --app-resync-jitter 0 --persist-resource-health
    argocd applicationset-controller --argocd-repo-server "$repository" --repo-server-plaintext \
        --enable-leader-election=false --metrics-addr "127.0.0.1:$((port + 13))" \
        --probe-addr "127.0.0.1:$((port + 14))" --webhook-addr "127.0.0.1:$((port + 16))"
    wait_for argocd-server healthy "http://127.0.0.1:$((port + 10))/healthz"
    wait_for argocd-application-controller healthy "http://127.0.0.1:$((port + 12))/healthz"
    wait_for argocd-applicationset-controller healthy "http://127.0.0.1:$((port + 13))/metrics"
}

case $stack in
loopback)
    api_server
    controllers
    ;;
kind) cluster_of_kind ;;
*) refuse "STACK is loopback or kind, not $stack" ;;
esac
say "API server and controllers"
crds
say "$(kubectl get crd --no-headers | wc -l) CRDs"
[[ $part == all ]] || exit 0

if [[ $stack == loopback ]]; then
    start kube-scheduler kube-scheduler --kubeconfig "$KUBECONFIG" --leader-elect=false \
        --bind-address 127.0.0.1 --secure-port $((port + 4))
fi
nodes
say "$(kubectl get node --no-headers | wc -l) nodes"
metrics
argocds
say "Argo CD"
