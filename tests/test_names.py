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


def test_a_service_is_found_from_every_namespace():
    assert names.service_host("api", "shop") == "api.shop.svc.cluster.local"


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


def network(cidr: str, **listed: list[str]) -> SimpleNamespace:
    return SimpleNamespace(**{"cidr": cidr, "public": None, "private": None, "database": None, **listed})


def test_subnets_of_a_16_follow_by_one_rule():
    assert names.subnets(network("10.20.0.0/16")) == names.Subnets(
        public=("10.20.0.0/20", "10.20.16.0/20", "10.20.32.0/20"),
        private=("10.20.64.0/18", "10.20.128.0/18", "10.20.192.0/18"),
        database=("10.20.48.0/24", "10.20.49.0/24", "10.20.50.0/24"),
    )


def test_subnets_of_a_20_follow_by_the_same_rule():
    assert names.subnets(network("10.20.16.0/20")) == names.Subnets(
        public=("10.20.16.0/24", "10.20.17.0/24", "10.20.18.0/24"),
        private=("10.20.20.0/22", "10.20.24.0/22", "10.20.28.0/22"),
        database=("10.20.19.0/28", "10.20.19.16/28", "10.20.19.32/28"),
    )


@pytest.mark.parametrize("length", [16, 17, 18, 19, 20])
def test_ruled_subnets_do_not_overlap(length: int):
    from ipaddress import IPv4Network
    from itertools import combinations

    every = [IPv4Network(text) for kind in names.divided(f"10.0.0.0/{length}") for text in kind]

    assert len(every) == 9
    assert not any(one.overlaps(other) for one, other in combinations(every, 2))


def test_listed_subnets_stand_and_the_others_follow_by_the_rule():
    found = names.subnets(network("10.20.0.0/16", public=["10.20.1.0/24"]))

    assert found.public == ("10.20.1.0/24",)
    assert found.database == ("10.20.48.0/24", "10.20.49.0/24", "10.20.50.0/24")


def test_a_vpc_that_lists_all_its_subnets_may_have_any_size():
    listed = {"public": ["10.0.0.0/26"], "private": ["10.0.0.64/26"], "database": ["10.0.0.128/26"]}

    assert names.subnets(network("10.0.0.0/24", **listed)).private == ("10.0.0.64/26",)


@pytest.mark.parametrize("cidr", ["10.0.0.0/15", "10.0.0.0/21"])
def test_a_vpc_that_the_rule_cannot_divide_is_refused(cidr: str):
    with pytest.raises(ValueError, match="the prefix length must be from 16 to 20"):
        names.divided(cidr)


@pytest.mark.parametrize("name", ["platform", "routes", "root", "argocd", "internet", "loki", "default", "allow-dns"])
def test_names_of_the_platform_are_reserved(name: str):
    assert name in names.RESERVED
