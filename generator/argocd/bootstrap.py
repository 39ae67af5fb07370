"""Target -> BOOTSTRAP.md: from an empty cluster to root.yaml, with this environment's names and no secret in it."""

from __future__ import annotations

from generator import names
from generator.argocd import operation, prerequisites
from generator.argocd.settings import APP_VERSION, CHART, CHART_REPOSITORY, CHART_VERSION, path
from generator.argocd.target import Target
from generator.argocd.words import fenced, prose, secret

WEBHOOK = (
    "Argo CD asks the repository every few minutes. To have it told, expose its `/api/webhook`, and put the shared "
    "secret into the Secret `argocd-secret` under `webhook.github.secret` (or the key of your provider)."
)


def bootstrap(target: Target) -> str:
    """The whole document; its sections are numbered in the order in which they are done."""
    sections = [
        ("The cluster", prerequisites.cluster(target)),
        ("What root expects in the cluster", prerequisites.controllers(target)),
        *prerequisites.secrets(target),
        *prerequisites.datastores(target),
        ("Argo CD", capability(target) if target.managed else chart(target)),
        ("The repository", repository(target)),
        ("Root", start(target)),
        ("Watch", operation.watch(target)),
        *operation.names_of_hosts(target),
        ("Pause and pin", operation.hold(target)),
        ("Take down", operation.take_down(target)),
    ]
    parts = [f"# {target.platform}: bring up {target.name}\n\n{_introduction(target)}"]
    parts += [f"## {number}. {title}\n\n{body}" for number, (title, body) in enumerate(sections, 1)]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _introduction(target: Target) -> str:
    aws = target.environment.aws
    rows = (
        ("cluster", target.environment.cluster.name),
        ("account, region", f"{aws.account}, {aws.region}"),
        ("namespace", target.namespace),
        ("domain", target.environment.domain),
        ("repository", f"{target.repository} at {target.revision}"),
    )
    table = "\n".join(("| | |", "| --- | --- |", *(f"| {what} | `{value}` |" for what, value in rows)))
    return prose("Commands run from the top of this repository, in bash or zsh.", table)


def chart(target: Target) -> str:
    """Self-managed Argo CD, by its chart."""
    install = (
        f"helm upgrade --install {CHART} {CHART} \\",
        f"  --repo {CHART_REPOSITORY} --version {CHART_VERSION} \\",
        f"  --namespace {target.home} --create-namespace --values {path(target)} --wait",
    )
    steps = [
        f"Chart {CHART_VERSION} installs Argo CD {APP_VERSION}.",
        fenced(*install),
    ]
    steps += [
        "It has no way in from outside. From here, with the first password that the installation made (change it):",
        fenced(
            f"kubectl --namespace {target.home} port-forward service/{CHART}-argocd-server 8080:443 &",
            f"argocd admin initial-password --namespace {target.home}",
        ),
    ]
    if target.environment.owner and target.environment.owner.slack:
        steps.append(_slack(target, target.environment.owner.slack))
    return prose(*steps)


def _slack(target: Target, channel: str) -> str:
    data = '--from-file=slack-token=<(printf %s "$TOKEN")'
    return prose(
        f"Failed syncs and degraded Applications are told in the Slack channel `{channel}`. The token of the Slack app "
        "(its bot is a member of the channel) is read without an echo and stands in no file:",
        fenced("read -rs TOKEN", *secret(target, "argocd-notifications-secret", data)),
    )


def capability(target: Target) -> str:
    """The EKS capability, its settings, and the cluster as its destination."""
    aws, cluster = target.environment.aws, target.environment.cluster.name
    server = f"--from-literal=server={target.cluster_arn}"
    registered = secret(target, "cluster", f"--from-literal=name={cluster}", server, kind="cluster")
    policy = f"arn:{names.partition(aws.region)}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"
    access = (
        f"role=$(aws eks describe-capability --region {aws.region} --cluster-name {cluster} \\",
        "  --capability-name argocd --query capability.roleArn --output text)",
        f"aws eks associate-access-policy --region {aws.region} --cluster-name {cluster} \\",
        f'  --principal-arn "$role" --access-scope type=cluster --policy-arn {policy}',
    )
    return prose(
        "Create the capability `argocd` of type ARGOCD on the cluster, with the namespace "
        f"`{target.home}` and your Identity Center, as the EKS user guide says (Create an Argo CD capability). Wait "
        "until it is active:",
        fenced(
            f"aws eks describe-capability --region {aws.region} --cluster-name {cluster} \\",
            "  --capability-name argocd --query capability.status --output text",
        ),
        "The capability reads its settings from a ConfigMap:",
        fenced(f"kubectl apply --filename {path(target)}"),
        "It may write to no cluster yet, not even this one. Give its role access, less than this where you can, and "
        "register the cluster by its ARN. The Secret names no project: three projects share the cluster.",
        fenced(*access, *registered),
    )


def repository(target: Target) -> str:
    """How Argo CD reads a private repository, and how it hears of a commit."""
    if target.repository.startswith("https://"):
        who = "with a token that may only read (first the user, then the token, which is not echoed)"
        ask = ["read -r NAME && read -rs TOKEN"]
        data = ['--from-literal=username="$NAME"', '--from-file=password=<(printf %s "$TOKEN")']
    else:
        who = "with a deploy key that may only read (the path of the private key)"
        ask = ["read -r KEY"]
        data = ['--from-file=sshPrivateKey="$KEY"']
    where = ["--from-literal=type=git", f"--from-literal=url={target.repository}"]
    return prose(
        f"Nothing to do for a public repository. For a private one, {who}:",
        fenced(*ask, *secret(target, "repository", *where, *data, kind="repository")),
        "Argo CD asks the repository every few minutes." if target.managed else WEBHOOK,
    )


def start(target: Target) -> str:
    """The one file that is applied by hand."""
    return prose(
        "All else follows from this file. It and the settings above are applied by hand, again when they change; "
        "`cartwright generate` says when.",
        fenced(f"kubectl apply --filename {target.folder}/root.yaml"),
    )
