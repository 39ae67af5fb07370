"""Target -> BOOTSTRAP.md: from an empty cluster to root.yaml, with this environment's names and no secret in it."""

from __future__ import annotations

from collections.abc import Iterable

from generator import names
from generator.argocd import prerequisites, waves
from generator.argocd.applications import applications
from generator.argocd.settings import APP_VERSION, CHART, CHART_REPOSITORY, CHART_VERSION, path
from generator.argocd.target import Target

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
        ("Watch", watch(target)),
        ("Pause, pin, take down", afterwards(target)),
    ]
    parts = [f"# {target.platform}: bring up {target.name}\n\n{_introduction(target)}"]
    parts += [f"## {number}. {title}\n\n{body}" for number, (title, body) in enumerate(sections, 1)]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def fenced(*commands: str) -> str:
    """Commands for a shell."""
    return "\n".join(("```sh", *commands, "```"))


def prose(*paragraphs: str) -> str:
    """Paragraphs, tables and blocks, one below the other."""
    return "\n\n".join(paragraphs)


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


def secret(target: Target, name: str, *data: str, kind: str = "") -> list[str]:
    """Commands that make a Secret of Argo CD, or bring it up to date."""
    commands = [
        f"kubectl --namespace {target.home} create secret generic {name} \\",
        *(f"  {item} \\" for item in data),
        "  --dry-run=client --output yaml | kubectl apply --filename -",
    ]
    if kind:
        label = f"argocd.argoproj.io/secret-type={kind}"
        commands.append(f"kubectl --namespace {target.home} label --overwrite secret {name} {label}")
    return commands


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
        "The only file that is ever applied by hand; all else follows from it.",
        fenced(f"kubectl apply --filename {target.folder}/root.yaml"),
    )


def watch(target: Target) -> str:
    """What comes up, in which order."""
    found = applications(target)
    rows = sorted((int(found[name]["metadata"]["annotations"][waves.ANNOTATION]), name) for name in found)
    lines = [f"| {wave} | `{names.application(name, target.name)}` |" for wave, name in rows]
    return prose(
        "Root waits for each wave to be synced and healthy:",
        "\n".join(("| wave | Application |", "| ---: | --- |", *lines)),
        fenced(
            f"kubectl --namespace {target.home} get applications --watch",
            f"kubectl --namespace {target.home} describe application {names.application('root', target.name)}",
            f"kubectl --namespace {target.namespace} get pods,events",
        ),
    )


def afterwards(target: Target) -> str:
    """What a person does later, in the input and never in the cluster."""
    return prose(
        f"All of it in `{target.source}`, then `make generate` and a commit:",
        _list(
            (
                'pause one Application: `sync: {paused: {SERVICE: "why"}}`; root undoes a switch in the user interface',
                'hold everything back for some hours: `sync: {windows: {NAME: {deny: "0 18 * * *", duration: 6h}}}`',
                "freeze the environment at a commit: `revision: COMMIT`",
            )
        ),
        f"Without `{names.application('root', target.name)}` every Application goes on as it is: it has no finalizer. "
        "The Application of a service takes along what it made, but never a volume; those of the platform and of the "
        "routes leave everything.",
    )


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
