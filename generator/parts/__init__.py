"""What kinds share: pod, probes, scaling, network policy, secrets; one noun a module."""
