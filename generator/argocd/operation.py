"""Target -> the sections of BOOTSTRAP.md on what a person does once root is there."""

from __future__ import annotations

from generator import names
from generator.argocd import waves
from generator.argocd.applications import applications
from generator.argocd.routes import INTERNAL, PUBLIC, name_of, ways
from generator.argocd.target import Target
from generator.argocd.words import fenced, listed, prose, table

Section = tuple[str, str]


def watch(target: Target) -> str:
    """What comes up, in which order."""
    wave = "WAVE:.metadata.annotations.argocd\\.argoproj\\.io/sync-wave"
    columns = f"{wave},APPLICATION:.metadata.name,SYNC:.status.sync.status,HEALTH:.status.health.status"
    return prose(
        "Root waits for each wave to be synced and healthy, the lowest first:",
        fenced(
            f"kubectl --namespace {target.home} get applications --no-headers \\",
            f"  --output custom-columns='{columns}' | sort -n",
        ),
        fenced(
            f"kubectl --namespace {target.home} get applications --watch",
            f"kubectl --namespace {target.home} describe application {names.application('root', target.name)}",
            f"kubectl --namespace {target.namespace} get pods,events",
        ),
    )


def names_of_hosts(target: Target) -> list[Section]:
    """The DNS records that nobody makes yet; no section where nothing is reached from outside."""
    paragraphs = []
    for scheme, which in ((PUBLIC, "the load balancer"), (INTERNAL, "the internal load balancer")):
        hosts = dict.fromkeys(way.host for way in ways(target) if way.internal is (scheme == INTERNAL))
        if hosts:
            paragraphs += [
                f"Each host of {which} is an alias (or CNAME) of its name. The Ingress tells both once it is there:",
                fenced(
                    f"kubectl --namespace {target.namespace} get ingress {name_of(target, scheme)} \\",
                    """  --output jsonpath='{range .spec.rules[*]}{.host}{"\\n"}{end}'""",
                    f"kubectl --namespace {target.namespace} get ingress {name_of(target, scheme)} \\",
                    "  --output jsonpath='{.status.loadBalancer.ingress[0].hostname}'",
                ),
            ]
    if target.balanced:
        hostname = "NAME:.metadata.annotations.external-dns\\.alpha\\.kubernetes\\.io/hostname"
        paragraphs += [
            "The host of a load balancer of a service's own is an alias (or CNAME) of its name. The Services tell both:",
            fenced(
                f"kubectl --namespace {target.namespace} get services \\",
                "  --selector app.kubernetes.io/component=load-balancer \\",
                f"  --output custom-columns='{hostname},LEADS_TO:.status.loadBalancer.ingress[0].hostname'",
            ),
        ]
    return [("DNS", prose(*paragraphs))] if paragraphs else []


def hold(target: Target) -> str:
    """What a person does later, in the input and never in the cluster."""
    return prose(
        f"All of it in `{target.source}`, then `cartwright generate` and a commit:",
        listed(
            (
                'pause one Application: `sync: {paused: {SERVICE: "why"}}`; root undoes a switch in the user interface',
                'hold everything back for some hours: `sync: {windows: {NAME: {deny: "0 18 * * *", duration: 6h}}}`',
                "hold charts, values and manifests at a commit: `revision: COMMIT`; which Applications there are and how "
                f"they sync still follows `{target.environment.repository.revision}`",
            )
        ),
    )


def take_down(target: Target) -> str:
    """What stays, what goes, and the commands that end an environment, each step a decision of its own."""
    protected = " Its load balancer is protected from deletion: switch that off first."
    return prose(
        "Without root every Application goes on as it is: root has no finalizer.",
        fenced(f"kubectl --namespace {target.home} delete application {names.application('root', target.name)}"),
        "The Application of a service takes along what it made, but never a volume; those of the platform and of the "
        "routes leave everything:",
        fenced(f"kubectl delete --filename {target.folder}/apps/"),
        "With the namespace go the load balancer's Ingress and every volume, and with the volumes the data."
        + (protected if target.environment.production else ""),
        fenced(f"kubectl delete namespace {target.namespace}"),
    )
