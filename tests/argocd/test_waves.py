"""Waves: the order of a first start."""

from generator.argocd import waves


def test_the_bands_stand_in_the_order_of_a_first_start():
    bands = [waves.PROJECTS, waves.PLATFORM, waves.DATASTORES, waves.SERVICES, waves.ROUTES]

    assert bands == [-100, -50, -10, 0, 1000]


def test_a_wave_is_text():
    assert waves.annotation(-10) == {"argocd.argoproj.io/sync-wave": "-10"}


def test_a_datastore_comes_before_every_service():
    assert waves.wave("postgres", {"postgres"}, {"postgres": 3}) == -10


def test_a_service_comes_after_what_it_needs():
    assert [waves.wave(name, (), {"api": 0, "shop": 1}) for name in ("api", "shop")] == [0, 1]


def test_the_deepest_service_still_comes_before_the_routes():
    assert waves.wave("deep", (), {"deep": 5000}) == 999
