"""Redirects end at a service, and hosts are short enough."""

from __future__ import annotations

from tests.validate.shop import DEV, said

API_FILE = "config/services/api.yaml"


def test_a_host_fits_into_a_rule_of_the_load_balancer_with_its_domain() -> None:
    domain = ".".join(["d" * 60, "e" * 59, "com"])
    dev = {"environments/dev.yaml": DEV.replace("dev.example.com", domain)}

    assert said(api="routes: {a: {host: abcd}}\n", more=dev) == [
        f"{API_FILE}:4:20: host-too-long: the host has 129 characters with its domain in `dev`, expected at most 128 | "
        "choose a shorter name, or a shorter domain"
    ]
    assert said(api="routes: {a: {host: abc}}\n", more=dev) == []


def test_a_host_does_not_lead_to_itself_by_another_name() -> None:
    assert said(api='routes: {a: {host: "@", redirect: dev.example.com}}\n') == [
        f"{API_FILE}:4:35: redirect-loop: redirects of `dev` lead in a circle: `dev.example.com` → `dev.example.com` | "
        "give one of the hosts a route to a service in place of `redirect`"
    ]


def test_two_hosts_do_not_lead_to_each_other() -> None:
    assert said(api='routes:\n  a: {host: "@", redirect: www}\n  b: {host: www, redirect: "@"}\n') == [
        f"{API_FILE}:5:28: redirect-loop: redirects of `dev` lead in a circle: `dev.example.com` → "
        "`www.dev.example.com` → `dev.example.com` | give one of the hosts a route to a service in place of `redirect`"
        f" | {API_FILE}:6:28 `www.dev.example.com` leads to `dev.example.com`"
    ]


def test_a_redirect_under_the_domain_leads_to_a_host_that_is_served() -> None:
    assert said(api="routes:\n  a: {host: shop}\n  b: {host: www, redirect: shpo}\n") == [
        f"{API_FILE}:6:28: dead-redirect: no route of `dev` serves `shpo.dev.example.com` | "
        "did you mean `shop.dev.example.com`?"
    ]
    assert said(api="routes:\n  b: {host: www, redirect: shop}\n") == [
        f"{API_FILE}:5:28: dead-redirect: no route of `dev` serves `shop.dev.example.com` | "
        "add a route with that host, or lead to another one"
    ]


def test_a_redirect_may_lead_over_another_or_out_of_the_domain() -> None:
    assert said(api='routes:\n  a: {host: "@"}\n  b: {host: w, redirect: v}\n  c: {host: v, redirect: "@"}\n') == []
    assert said(api="routes:\n  b: {host: www, redirect: www.example.org}\n") == []
