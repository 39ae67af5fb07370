"""Target -> the sections of BOOTSTRAP.md on what exists before Argo CD: cluster, controllers, secrets, datastores."""

from __future__ import annotations

from generator import names, subnets
from generator.argocd.applications import READS
from generator.argocd.databases import by_hand
from generator.argocd.routes import ways
from generator.argocd.target import Target
from generator.kinds.postgres.model import Postgres
from generator.kinds.redis.model import Redis

Section = tuple[str, str]


def cluster(target: Target) -> str:
    """The right cluster at hand, and NetworkPolicies that hold."""
    where = f"--region {target.environment.aws.region}"
    name = target.environment.cluster.name
    addon = f"aws eks update-addon {where} --cluster-name {name} --addon-name vpc-cni \\"
    return "\n".join(
        (
            "```sh",
            f"aws eks update-kubeconfig {where} --name {name} --alias {name}",
            f"kubectl config use-context {name}",
            addon,
            '  --resolve-conflicts PRESERVE --configuration-values \'{"enableNetworkPolicy":"true"}\'',
            "```",
            "",
            "Without the last one every NetworkPolicy of this repository is accepted and none is enforced.",
            "",
            "The policies count on these subnets of the VPC; where it is divided otherwise, list them under `network`:",
            "",
            *_subnets(target),
        )
    )


def _subnets(target: Target) -> tuple[str, ...]:
    """The ranges that network policies name, and who counts on them."""
    found = subnets.subnets(target.environment.network)
    return (
        "| subnets | ranges | for |",
        "| --- | --- | --- |",
        f"| public | {_ranges(found.public)} | the load balancer, which calls services |",
        f"| private | {_ranges(found.private)} | nodes and pods |",
        f"| database | {_ranges(found.database)} | managed datastores, which services call |",
    )


def _ranges(cidrs: tuple[str, ...]) -> str:
    return ", ".join(f"`{cidr}`" for cidr in cidrs)


def controllers(target: Target) -> str:
    """What the generated objects need of others, each with the objects that wait for it."""
    rows = [("EBS CSI driver", f"StorageClass `{names.STORAGE_CLASS}`")]
    if target.environment.efs:
        rows.append(
            (
                f"EFS CSI driver, and the file system `{target.environment.efs.file_system}` with a mount target in each "
                "private subnet",
                f"StorageClass `{names.SHARED_STORAGE_CLASS}`",
            )
        )
    if target.inventory.autoscaled:
        rows.append(("metrics-server", "HorizontalPodAutoscalers"))
    if target.secretive:
        rows.append(("External Secrets Operator, with `external-secrets.io/v1`", "SecretStore and ExternalSecrets"))
    rows += _balancing(target)
    table = ["| in the cluster or account | for |", "| --- | --- |", *(f"| {what} | {use} |" for what, use in rows)]
    return "\n".join(table)


def _balancing(target: Target) -> list[tuple[str, str]]:
    """What load balancers need; nothing where there is none."""
    controller = "AWS Load Balancer Controller"
    rows: list[tuple[str, str]] = []
    if target.routed:
        rows.append((f"{controller}, with the IngressClass `alb`", "the Ingress, targets' readiness"))
    elif target.balanced:
        rows.append((controller, "Services of the type LoadBalancer, targets' readiness"))
    internal = [
        *(["the internal load balancer"] if any(way.internal for way in ways(target)) else []),
        *(["internal load balancers of services"] if True in target.balanced else []),
    ]
    if internal:
        rows.append(("the tag `kubernetes.io/role/internal-elb: 1` on the private subnets", ", ".join(internal)))
    if False in target.balanced:
        rows.append(("the tag `kubernetes.io/role/elb: 1` on the public subnets", "load balancers of services"))
    if target.routed:
        domain = target.environment.domain
        rows.append((f"an ACM certificate for `{domain}` and `*.{domain}`", "TLS of the load balancer"))
    return rows


def secrets(target: Target) -> list[Section]:
    """Where the remote secrets are listed, and the role that reads them; no section where nothing is secret."""
    if not target.secretive:
        return []
    region = target.environment.aws.region
    text = "\n".join(
        (
            "AWS Secrets Manager must have these, each a JSON object with the properties behind its name:",
            "",
            "```sh",
            f"sed -n 's|^# {READS}||p' {target.folder}/apps/*.yaml | sort -u",
            "```",
            "",
            "To make one:",
            "",
            "```sh",
            "umask 077 && $EDITOR secret.json    # a JSON object, which goes into no shell history",
            f"aws secretsmanager create-secret --region {region} --name SECRET --secret-string file://secret.json",
            "rm secret.json",
            "```",
            "",
            _role(target),
        )
    )
    return [("Secrets", text)]


def _role(target: Target) -> str:
    """The role that reads them, and the commands that make it."""
    region, cluster = target.environment.aws.region, target.environment.cluster.name
    sentence = (
        f"The role `{target.secrets_role}` reads them, for the ServiceAccount `{names.SECRET_READER}` alone. The "
        "cluster's OIDC provider must be known to IAM."
    )
    commands = (
        f"oidc=$(aws eks describe-cluster --region {region} --name {cluster} \\",
        "  --query cluster.identity.oidc.issuer --output text)",
        "oidc=${oidc#https://}",
        f"aws iam create-role --role-name {target.secrets_role} \\",
        f"  --assume-role-policy-document '{_trust(target)}'",
        f"aws iam put-role-policy --role-name {target.secrets_role} --policy-name secrets \\",
        f"  --policy-document '{_policy(target)}'",
    )
    return "\n".join((sentence, "", "```sh", *commands, "```"))


def _trust(target: Target) -> str:
    """Who may take the role on, as JSON between single quotes of a shell, which fills in the OIDC provider."""
    aws = target.environment.aws
    issuer = "'\"$oidc\"'"
    return (
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity",'
        f'"Principal":{{"Federated":"arn:{names.partition(aws.region)}:iam::{aws.account}:oidc-provider/{issuer}"}},'
        f'"Condition":{{"StringEquals":{{"{issuer}:aud":"sts.amazonaws.com",'
        f'"{issuer}:sub":"system:serviceaccount:{target.namespace}:{names.SECRET_READER}"}}}}}}]}}'
    )


def _policy(target: Target) -> str:
    """What the role may do, as JSON."""
    aws = target.environment.aws
    every = names.remote_secret(target.environment.secrets.prefix, target.name, "*")
    resource = f"arn:{names.partition(aws.region)}:secretsmanager:{aws.region}:{aws.account}:secret:{every}"
    return (
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow",'
        f'"Action":["secretsmanager:GetSecretValue","secretsmanager:DescribeSecret"],"Resource":"{resource}"}}]}}'
    )


def datastores(target: Target) -> list[Section]:
    """The private names under which managed datastores are reached, and what is made in them by hand; no section where
    there is neither."""
    rows = [
        f"| `{names.managed_host(name, target.name, target.platform)}` | {service.run} | `{name}` |"
        for name, service in sorted(target.services.items())
        if isinstance(service, Postgres | Redis) and _named_by_us(service)
    ]
    table = ["| CNAME in the VPC's private zone | to the endpoint of | service |", "| --- | --- | --- |", *rows]
    paragraphs = [*(["\n".join(table)] if rows else []), *by_hand(target)]
    return [("Datastores", "\n\n".join(paragraphs))] if paragraphs else []


def _named_by_us(service: Postgres | Redis) -> bool:
    """Whether AWS runs it and its own name for it is not written down."""
    return service.run in {"rds", "elasticache"} and (service.managed is None or service.managed.endpoint is None)
