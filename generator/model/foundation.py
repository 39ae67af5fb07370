"""The keys that `platform.yaml` and an environment share: what the one says, the other may say otherwise."""

from __future__ import annotations

from typing import Literal

from generator.model.addons import Addons
from generator.model.cron import TimeZone
from generator.model.image import Registry
from generator.model.network import Network
from generator.model.places import GitAddress, GitRef
from generator.model.texts import AwsAccount, Email, KubernetesVersion, Prose, Region, SecretPrefix, Slack
from generator.model.words import ArgocdNamespace, Label, PlatformName
from generator.strict import Strict, key


class Repository(Strict):
    """Where Argo CD reads what is generated."""

    url: GitAddress = key("the repository that this file is in, by https or ssh, without credentials")
    revision: GitRef = key("the branch that Argo CD follows", "main")


class Owner(Strict):
    """Who answers for it."""

    team: Label = key("the team that owns it")
    email: Email = key("where the team is reached")
    slack: Slack | None = key("the channel for alerts, without `#`", None)


class Aws(Strict):
    """The account and the region."""

    account: AwsAccount = key("the 12 digits of the account, quoted")
    region: Region = key("the region, such as `ap-southeast-1`")


class Argocd(Strict):
    """How Argo CD runs."""

    flavour: Literal["self-managed", "eks-capability"] = key("whether its chart is ours or AWS runs it", "self-managed")
    namespace: ArgocdNamespace = key("the namespace of its Applications", "argocd")


class Secrets(Strict):
    """Where secrets come from."""

    store: Literal["aws-secrets-manager"] = key("the remote store", "aws-secrets-manager")
    prefix: SecretPrefix = key("the first part of each secret's name: `<prefix>/<environment>/<service>`")


class Foundation(Strict):
    """What the platform says, and an environment may say otherwise."""

    name: PlatformName = key("the name of the platform; most names begin with it")
    description: Prose = key("one line for people", "")
    repository: Repository = key("where Argo CD reads what is generated")
    owner: Owner | None = key("who answers for it", None)
    aws: Aws | None = key("the account and the region", None)
    network: Network | None = key("the address range of the VPC", None)
    kubernetes: KubernetesVersion = key("the version of Kubernetes, quoted")
    time_zone: TimeZone = key("the time zone of every schedule and window that names none", "Etc/UTC")
    argocd: Argocd = key("how Argo CD runs", Argocd)
    secrets: Secrets = key("where secrets come from")
    registries: list[Registry] = key("where images that people name may come from")
    addons: Addons = key("the add-ons of every environment", Addons)
