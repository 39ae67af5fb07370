#!/usr/bin/env bash
# Ends what up.sh started, also after an up.sh that failed, and nothing else. usage: down.sh STATE
set -euo pipefail

state=${1:?usage: down.sh STATE}
shopt -s nullglob

if [[ -e $state/kind ]]; then
    kind delete cluster --name "$(<"$state/kind")" --kubeconfig "$state/kubeconfig"
    rm "$state/kind"
fi

is_alive() { # PID_FILE; sets pid
    local started
    read -r pid started <"$1"
    [[ $(cut -d' ' -f22 "/proc/$pid/stat" 2>/dev/null) == "$started" ]]
}

# The API server would wait for its watches; there is nothing to save.
for signal in TERM KILL; do
    for file in "$state"/pid/*; do
        if is_alive "$file"; then kill -"$signal" "$pid" 2>/dev/null || true; fi
    done
    for _ in {1..6}; do
        for file in "$state"/pid/*; do
            is_alive "$file" || rm "$file"
        done
        if rmdir "$state/pid" 2>/dev/null || [[ ! -d $state/pid ]]; then exit 0; fi
        sleep 0.5
    done
done
echo "still running: $(ls "$state/pid")" >&2
exit 3
