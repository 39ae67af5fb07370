"""Names: pure functions of the input."""

from types import SimpleNamespace

import pytest

from generator import names

SHOP = SimpleNamespace(domain="shop.example.com")


def test_an_application_is_named_after_its_service_and_environment():
    assert names.application("backend", "dev") == "backend-dev"


def test_services_run_in_the_namespace_of_the_platforms_name_unless_one_is_chosen():
    assert names.namespace("shop") == "shop"
    assert names.namespace("shop", "orders") == "orders"


def test_an_environment_has_three_projects():
    named = [name("shop", "dev") for name in (names.project, names.platform_project, names.root_project)]

    assert named == ["shop-dev", "shop-dev-platform", "shop-dev-root"]


@pytest.mark.parametrize(
    ("label", "host"),
    [("@", "shop.example.com"), ("api", "api.shop.example.com"), ("shop.example.org", "shop.example.org")],
)
def test_a_routes_host_is_the_domain_a_label_under_it_or_a_whole_host(label: str, host: str):
    assert names.host(SHOP, label) == host


@pytest.mark.parametrize(
    ("host", "is_under"),
    [
        ("shop.example.com", True),
        ("a.b.shop.example.com", True),
        ("myshop.example.com", False),
        ("example.com", False),
    ],
)
def test_a_host_is_under_a_domain_at_a_dot(host: str, is_under: bool):
    assert names.under(SHOP, host) is is_under


def test_a_managed_datastore_has_a_name_in_the_private_zone():
    assert names.managed_host("postgres", "production", "shop") == "postgres.production.shop.internal"


def test_a_remote_secret_is_named_after_prefix_environment_and_service():
    assert names.secret_prefix("shop", "dev") == "shop/dev"
    assert names.remote_secret("shop", "dev", "postgres") == "shop/dev/postgres"


def test_a_role_is_named_after_platform_environment_and_purpose():
    assert names.role("shop", "dev", "secrets") == "shop-dev-secrets"


def test_a_name_that_is_too_long_is_cut_and_told_from_others_by_a_hash():
    one, other = names.role("p" * 30, "e" * 30, "secrets"), names.role("p" * 30, "e" * 30, "secretz")

    assert len(one) == len(other) == 64
    assert one != other
    assert one == f"{'p' * 30}-{'e' * 24}-{one[-8:]}"


def test_a_cut_name_has_no_two_hyphens_where_it_was_cut():
    assert "--" not in names.short("a" * 54 + "-" + "b" * 20, 64)


@pytest.mark.parametrize(
    ("region", "role", "cluster"),
    [
        ("us-east-1", "arn:aws:iam::1:role/r", "arn:aws:eks:us-east-1:1:cluster/c"),
        ("cn-north-1", "arn:aws-cn:iam::1:role/r", "arn:aws-cn:eks:cn-north-1:1:cluster/c"),
        ("us-gov-west-1", "arn:aws-us-gov:iam::1:role/r", "arn:aws-us-gov:eks:us-gov-west-1:1:cluster/c"),
    ],
)
def test_an_arn_names_the_partition_of_its_region(region: str, role: str, cluster: str):
    assert names.role_arn("1", region, "r") == role
    assert names.cluster_arn("1", region, "c") == cluster


@pytest.mark.parametrize(
    "name", ["platform", "routes", "root", "argocd", "internet", "localhost", "loki", "default", "allow-dns"]
)
def test_names_of_the_platform_are_reserved(name: str):
    assert name in names.RESERVED


def test_the_load_balancer_of_a_service_has_a_name_that_a_label_takes():
    assert names.load_balancer("git") == "git-load-balancer"
    assert len(names.load_balancer("a" * 50)) == 63
