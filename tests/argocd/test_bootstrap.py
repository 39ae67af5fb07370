"""BOOTSTRAP.md: real names and commands, and no secret."""

from __future__ import annotations

import re
import shlex
import subprocess

import pytest

from generator.argocd.applications import comments
from generator.argocd.bootstrap import bootstrap
from generator.argocd.root import root_application
from generator.argocd.target import Inventory
from tests.repositories import WORKER, files, generated, over

INVENTORY = Inventory(
    charts=("backend",),
    autoscaled=frozenset({"backend"}),
    secrets={"backend": (("backend", "key"), ("backend", "token"))},
)
SHOP = {"backend": {"routes": {"api": {"host": "api"}}}}
RDS = {"kind": "postgres", "version": "15", "database": "shop", "user": "shop", "run": "rds", "rds": {}}


def titles(text: str) -> list[str]:
    return re.findall(r"^## \d+\. (.*)$", text, re.MULTILINE)


def commands(text: str) -> str:
    return "\n".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL)).replace(" \\\n  ", " ")


def test_the_sections_go_from_an_empty_cluster_to_a_running_one(make):
    assert titles(bootstrap(make({**SHOP, "db": RDS}, INVENTORY))) == [
        "The cluster",
        "What root expects in the cluster",
        "Secrets",
        "Datastores",
        "Argo CD",
        "The repository",
        "Root",
        "Watch",
        "DNS",
        "Pause and pin",
        "Take down",
    ]


def test_a_section_without_a_subject_is_left_out(make):
    found = titles(bootstrap(make()))

    assert "Secrets" not in found
    assert "Datastores" not in found


def test_commands_name_this_environment(make):
    found = commands(bootstrap(make(SHOP, INVENTORY)))

    assert "aws eks update-kubeconfig --region eu-west-1 --name shop-dev --alias shop-dev\n" in found
    assert (
        "aws eks update-addon --region eu-west-1 --cluster-name shop-dev --addon-name vpc-cni "
        '--resolve-conflicts PRESERVE --configuration-values \'{"enableNetworkPolicy":"true"}\'\n'
    ) in found
    assert (
        "helm upgrade --install argo-cd argo-cd --repo https://argoproj.github.io/argo-helm --version 10.1.1 "
        "--namespace argocd --create-namespace --values argocd/dev/settings/values.yaml --wait\n"
    ) in found
    assert "kubectl apply --filename argocd/dev/root.yaml\n" in found


def test_each_property_of_a_remote_secret_stands_with_the_application_that_reads_it(make):
    target = make(SHOP, INVENTORY)

    assert comments(target, "backend") == {
        "spec": "reads the remote secret shop/dev/backend: key\nreads the remote secret shop/dev/backend: token"
    }
    assert comments(target, "platform") == {}


def test_the_command_that_lists_remote_secrets_finds_each_property_once(tmp_path):
    read = {"backend": {"env": {"A": {"secret": "token"}}}, "jobs": {"env": {"B": {"secret": "token", "of": "backend"}}}}
    whole = generated(files({name: over(WORKER, more) for name, more in read.items()}))
    for path, text in whole.files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    (command,) = re.findall(r"^sed .*$", whole.files["argocd/dev/BOOTSTRAP.md"], re.MULTILINE)

    shown = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert shown == "shop/dev/backend: token\n"


def test_the_document_names_no_service_so_that_two_branches_do_not_meet_in_it(make):
    more = Inventory(
        charts=("backend", "cart"),
        autoscaled=frozenset({"backend", "cart"}),
        secrets={**INVENTORY.secrets, "cart": (("cart", "token"),)},
    )
    cart = {"cart": {"routes": {"cart": {"host": "cart"}}}}

    assert bootstrap(make({**SHOP, **cart}, more)) == bootstrap(make(SHOP, INVENTORY))


def test_the_role_may_read_this_environments_secrets_alone(make):
    found = commands(bootstrap(make(SHOP, INVENTORY)))

    assert '"Resource":"arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/dev/*"' in found
    assert '"\'"$oidc"\':sub":"system:serviceaccount:shop:secret-reader"' in found


def test_a_managed_datastore_is_named_in_the_private_zone_until_its_endpoint_is_written_down(make):
    line = "| `db.dev.shop.internal` | rds | `db` |"

    assert line in bootstrap(make({"db": RDS}))
    assert line not in bootstrap(make({"db": {**RDS, "rds": {"endpoint": "shop.abc.eu-west-1.rds.amazonaws.com"}}}))


def test_waves_are_shown_in_their_order(make):
    assert (
        "kubectl --namespace argocd get applications --no-headers --output "
        "custom-columns='WAVE:.metadata.annotations.argocd\\.argoproj\\.io/sync-wave,APPLICATION:.metadata.name,"
        "SYNC:.status.sync.status,HEALTH:.status.health.status' | sort -n\n"
    ) in commands(bootstrap(make(SHOP, INVENTORY)))


def test_a_pin_is_said_to_hold_no_more_than_it_does(make):
    target = make(repository={"url": "https://git.example.com/gitops.git", "revision": "trunk"}, revision="v1")

    assert (
        "- hold charts, values and manifests at a commit: `revision: COMMIT`; which Applications there are and how they "
        "sync still follows `trunk`\n"
    ) in bootstrap(target)
    assert root_application(target)["spec"]["source"]["targetRevision"] == "trunk"


def test_a_repository_over_https_is_read_with_a_token_and_one_over_ssh_with_a_key(make):
    https = commands(bootstrap(make()))
    ssh = commands(bootstrap(make(repository={"url": "git@git.example.com:shop/gitops.git"})))

    assert "--from-literal=url=https://git.example.com/shop/gitops.git --from-literal=username=" in https
    assert "--from-literal=url=git@git.example.com:shop/gitops.git --from-file=sshPrivateKey=" in ssh


def test_the_eks_capability_is_told_of_its_cluster_by_arn(make):
    found = commands(bootstrap(make(argocd={"flavour": "eks-capability"})))

    assert "--from-literal=server=arn:aws:eks:eu-west-1:111122223333:cluster/shop-dev " in found
    assert "kubectl apply --filename argocd/dev/settings/argocd-cm.yaml\n" in found
    assert "helm" not in found


@pytest.mark.parametrize("flavour", ["self-managed", "eks-capability"])
def test_no_command_takes_a_secret_as_an_argument(make, flavour):
    found = commands(bootstrap(make(SHOP, INVENTORY, argocd={"flavour": flavour})))

    assert not re.search(r"--from-literal=(password|sshPrivateKey|slack-token)", found)
    assert not re.search(r"--secret-string (?!file://)", found)


def test_every_block_of_commands_is_whole(make):
    for block in re.findall(r"```sh\n(.*?)```", bootstrap(make(SHOP, INVENTORY)), re.DOTALL):
        assert shlex.split(block)
        assert not block.rstrip().endswith("\\")


def test_the_subnets_that_network_policies_count_on_are_told(make):
    text = bootstrap(make(SHOP, INVENTORY))

    assert "| public | `10.20.0.0/20`, `10.20.16.0/20`, `10.20.32.0/20` | the load balancer, which calls" in text
    assert "| database | `10.20.48.0/24`, `10.20.49.0/24`, `10.20.50.0/24` |" in text


def test_each_host_is_told_to_whoever_makes_its_record(make):
    text = bootstrap(make(SHOP, INVENTORY))

    assert "## 8. DNS\n" in text
    assert "{.host}" in commands(text)


def test_taking_down_takes_every_application_and_says_what_is_lost(make):
    text = bootstrap(make(SHOP, INVENTORY))

    assert "kubectl --namespace argocd delete application root-dev\n" in text
    assert "kubectl delete --filename argocd/dev/apps/\n" in text
    assert "every volume, and with the volumes the data" in text


def test_a_file_system_is_there_before_its_volumes(make):
    row = "| EFS CSI driver, and the file system `fs-01234567` with a mount target in each private subnet |"

    assert f"{row} StorageClass `efs` |" in bootstrap(make(efs={"fileSystem": "fs-01234567"}))
    assert "EFS" not in bootstrap(make())


def test_internal_hosts_are_names_of_the_internal_load_balancer(make):
    services = {"shop": {"routes": {"main": {"host": "@"}, "admin": {"host": "admin", "internal": True}}}}
    text = bootstrap(make(services))

    assert text.index("Each host of the load balancer is") < text.index("get ingress shop \\")
    assert text.index("Each host of the internal load balancer is") < text.index("get ingress shop-internal \\")
    assert "`kubernetes.io/role/internal-elb: 1` on the private subnets" in text


def test_databases_outside_the_cluster_are_made_by_hand(make):
    more = {"databases": {"app": {"user": "app"}}, "extensions": ["pg_trgm"]}
    text = bootstrap(make({"db": {**RDS, **more}}))

    assert "In `psql`, connected to `shop` as `shop`:" in text
    assert '\\password app\nGRANT "app" TO CURRENT_USER;\n' in text
    assert "passwords, which its remote secret has: `app-password` of `app`." in text
    assert "printenv" not in text
    assert "psql" not in bootstrap(make({"db": RDS}))


def test_databases_of_one_that_exists_are_made_by_hand_as_well(make):
    elsewhere = {"run": "external", "rds": None, "external": {"host": "db.example.com"}, "databases": {"b": {}}}
    text = bootstrap(make({"db": {**RDS, **elsewhere}}))

    assert 'CREATE DATABASE "b"' in text
    assert "CNAME" not in text
    assert "passwords" not in text


def test_a_load_balancer_of_a_services_own_needs_the_controller_and_has_a_name(make):
    ssh = {"ports": {"http": 8080, "ssh": 2222}, "port": None, "loadBalancer": {"ports": {"ssh": 22}, "host": "ssh"}}
    text = bootstrap(make({"git": ssh}))

    assert "| AWS Load Balancer Controller | Services of the type LoadBalancer, targets' readiness |" in text
    assert "| the tag `kubernetes.io/role/elb: 1` on the public subnets | load balancers of services |" in text
    assert "certificate" not in text
    assert "--selector app.kubernetes.io/component=load-balancer" in commands(text)
    assert "Each host of the load balancer" not in text


def test_internal_load_balancers_stand_in_subnets_with_a_tag(make):
    own = {"loadBalancer": {"ports": {"http": 80}, "internal": True}}
    routed = {"routes": {"admin": {"host": "admin", "internal": True}}}
    row = "| the tag `kubernetes.io/role/internal-elb: 1` on the private subnets |"

    assert f"{row} internal load balancers of services |" in bootstrap(make({"git": own}))
    assert f"{row} the internal load balancer, internal load balancers of services |" in bootstrap(
        make({"git": own, "shop": routed})
    )
    assert "role/elb" not in bootstrap(make({"git": own}))
