#!/bin/sh
# The namespace that samples use; nothing where it is there.
set -eu
temporal operator cluster health
temporal operator namespace describe -n "$DEFAULT_NAMESPACE" >/dev/null 2>&1 ||
    temporal operator namespace create -n "$DEFAULT_NAMESPACE"
