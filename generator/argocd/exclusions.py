"""Kinds that Argo CD need not watch, as the text that `resource.exclusions` takes.

The chart's value replaces Argo CD's own list, so it is written out; the EKS capability appends ours to its own.
"""

from __future__ import annotations

DEFAULT = """\
- apiGroups: ["", discovery.k8s.io]
  kinds: [Endpoints, EndpointSlice]
- apiGroups: [coordination.k8s.io]
  kinds: [Lease]
- apiGroups: [authentication.k8s.io, authorization.k8s.io]
  kinds:
    - LocalSubjectAccessReview
    - SelfSubjectAccessReview
    - SelfSubjectReview
    - SelfSubjectRulesReview
    - SubjectAccessReview
    - TokenReview
- apiGroups: [certificates.k8s.io]
  kinds: [CertificateSigningRequest]
- apiGroups: [cert-manager.io]
  kinds: [CertificateRequest]
"""
"""Argo CD's own since 3.0, without Cilium's and Kyverno's, which EKS does not bring."""

OURS = """\
- apiGroups: [networking.k8s.aws]
  kinds: [PolicyEndpoint]
- apiGroups: [vpcresources.k8s.aws]
  kinds: [CNINode]
"""
"""The VPC CNI's bookkeeping: rewritten whenever a pod comes or goes, and never in git."""
