"""Subnets: listed, or by one rule."""

from ipaddress import IPv4Network
from itertools import combinations
from types import SimpleNamespace

import pytest

from generator import subnets


def network(cidr: str, **listed: list[str]) -> SimpleNamespace:
    return SimpleNamespace(**{"cidr": cidr, "public": None, "private": None, "database": None, **listed})


def test_subnets_of_a_16_follow_by_one_rule():
    assert subnets.subnets(network("10.20.0.0/16")) == subnets.Subnets(
        public=("10.20.0.0/20", "10.20.16.0/20", "10.20.32.0/20"),
        private=("10.20.64.0/18", "10.20.128.0/18", "10.20.192.0/18"),
        database=("10.20.48.0/24", "10.20.49.0/24", "10.20.50.0/24"),
    )


def test_subnets_of_a_20_follow_by_the_same_rule():
    assert subnets.subnets(network("10.20.16.0/20")) == subnets.Subnets(
        public=("10.20.16.0/24", "10.20.17.0/24", "10.20.18.0/24"),
        private=("10.20.20.0/22", "10.20.24.0/22", "10.20.28.0/22"),
        database=("10.20.19.0/28", "10.20.19.16/28", "10.20.19.32/28"),
    )


@pytest.mark.parametrize("length", [16, 17, 18, 19, 20])
def test_ruled_subnets_do_not_overlap(length: int):
    every = [IPv4Network(text) for kind in subnets.divided(f"10.0.0.0/{length}") for text in kind]

    assert len(every) == 9
    assert not any(one.overlaps(other) for one, other in combinations(every, 2))


def test_listed_subnets_stand_and_the_others_follow_by_the_rule():
    found = subnets.subnets(network("10.20.0.0/16", public=["10.20.1.0/24"]))

    assert found.public == ("10.20.1.0/24",)
    assert found.database == ("10.20.48.0/24", "10.20.49.0/24", "10.20.50.0/24")


def test_a_vpc_that_lists_all_its_subnets_may_have_any_size():
    listed = {"public": ["10.0.0.0/26"], "private": ["10.0.0.64/26"], "database": ["10.0.0.128/26"]}

    assert subnets.subnets(network("10.0.0.0/24", **listed)).private == ("10.0.0.64/26",)


@pytest.mark.parametrize("cidr", ["10.0.0.0/15", "10.0.0.0/21"])
def test_a_vpc_that_the_rule_cannot_divide_is_refused(cidr: str):
    with pytest.raises(ValueError, match="the prefix length must be from 16 to 20"):
        subnets.divided(cidr)
