"""The name that was probably meant."""

from __future__ import annotations

import pytest

from generator.suggest import near


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("chekout", ["cart", "checkout"], "checkout"),
        ("replcias", ["replicas", "routes"], "replicas"),
        ("RunAsUser", ["runAsUser", "resources"], "runAsUser"),
        ("run-as-user", ["runAsUser", "resources"], "runAsUser"),
        ("time_zone", ["timeZone", "tolerations"], "timeZone"),
        ("post", ["postgres", "redis"], "postgres"),
        ("postgresql-database", ["postgres", "redis"], "postgres"),
        ("zebra", ["cart", "checkout"], None),
        ("", ["cart"], None),
        ("ca", ["cart"], None),
        ("cart", ["cart"], None),
        ("x", [], None),
    ],
)
def test_the_nearest_known_name_is_suggested(name: str, known: list[str], meant: str | None) -> None:
    assert near(name, known) == meant


def test_the_order_of_the_known_names_does_not_matter() -> None:
    known = ["carts", "cards", "cargo"]

    assert near("car", known) == near("car", reversed(known))
    assert near("cart", known) == near("cart", reversed(known)) == "carts"
