"""Networks of environments."""

from __future__ import annotations

from tests.validate.shop import DEV, PROD, said

HINT = "give each environment a range of its own"


def prod(cidr: str, name: str = "prod") -> dict[str, str]:
    text = PROD.replace("10.21.0.0/16", cidr).replace("shop-prod", f"shop-{name}")
    return {f"environments/{name}.yaml": text}


def test_networks_do_not_overlap() -> None:
    assert said(more=prod("10.20.128.0/20")) == [
        "environments/prod.yaml:3:17: network-overlap: the networks of `dev` (`10.20.0.0/16`) and `prod` "
        f"(`10.20.128.0/20`) overlap | {HINT} | environments/dev.yaml:3:17 the network of `dev`"
    ]
    assert said(more=prod("10.19.0.0/16")) == []


def test_each_network_within_another_is_told() -> None:
    more = {**prod("10.20.0.0/20", "a"), **prod("10.20.16.0/20", "b"), **prod("10.21.0.0/20", "c")}

    assert said(more=more) == [
        "environments/dev.yaml:3:17: network-overlap: the networks of `a` (`10.20.0.0/20`) and `dev` (`10.20.0.0/16`) "
        f"overlap | {HINT} | environments/a.yaml:3:17 the network of `a`",
        "environments/dev.yaml:3:17: network-overlap: the networks of `b` (`10.20.16.0/20`) and `dev` (`10.20.0.0/16`) "
        f"overlap | {HINT} | environments/b.yaml:3:17 the network of `b`",
    ]


def test_two_environments_with_the_platforms_network_are_told_at_its_line() -> None:
    bare = {"environments/dev.yaml": DEV, "environments/prod.yaml": PROD}

    assert said(
        platform="network: {cidr: 10.5.0.0/16}\n",
        more={path: text[: text.index("network")] for path, text in bare.items()},
    ) == [
        "config/platform.yaml:7:17: network-overlap: the networks of `dev` (`10.5.0.0/16`) and `prod` (`10.5.0.0/16`) "
        f"overlap | {HINT} | config/platform.yaml:7:17 the network of `dev`"
    ]


def test_a_network_is_wide_enough_to_be_divided_or_lists_its_subnets() -> None:
    listed = "10.20.0.0/22, public: [10.20.0.0/24], private: [10.20.1.0/24], database: [10.20.2.0/24]"

    assert said(more={"environments/dev.yaml": DEV.replace("/16", "/21")}) == [
        "environments/dev.yaml:3:17: network-too-small: `10.20.0.0/21` is too small to be divided into subnets by "
        "rule; expected /20 or wider | take a wider range, or list `public`, `private` and `database`"
    ]
    assert said(more={"environments/dev.yaml": DEV.replace("/16", "/20")}) == []
    assert said(more={"environments/dev.yaml": DEV.replace("10.20.0.0/16", listed)}) == []
