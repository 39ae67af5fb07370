"""What is offered, as text or as a template that the cluster fills in."""

from __future__ import annotations

from generator.parts.offers import Offer, Property, address


def test_a_server_offers_its_host_port_and_both() -> None:
    assert {name: offer.text for name, offer in address("db", 5432).items()} == {
        "host": "db",
        "port": "5432",
        "address": "db:5432",
    }


def test_a_secret_in_a_url_is_escaped_where_it_is_composed() -> None:
    offer = Offer(("redis://:", Property("cache", "password", escaped=True), "@cache:6379"))

    assert offer.template({("cache", "password"): "pw"}) == (
        'redis://:{{ .pw | urlquery | replace "+" "%20" }}@cache:6379'
    )


def test_braces_in_a_text_are_no_template() -> None:
    offer = Offer(("a{{b}}", Property("app", "key")))

    assert offer.template({("app", "key"): "k"}) == 'a{{ "{{" }}b}}{{ .k }}'
