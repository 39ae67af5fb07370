"""All input files of a repository are read at once, and all their problems are told at once."""

import pytest

from generator.errors import Also, Place, Problem
from generator.load import load
from generator.tree import DiskTree, MemoryTree


def tree(**files):
    return MemoryTree({"config/platform.yaml": b"name: shop\n"} | files)


def problems_of(repository):
    return load(repository)[1]


def sources_of(repository):
    sources, problems = load(repository)
    assert problems == ()
    return sources


def test_names_come_from_files_and_everything_is_sorted():
    sources = sources_of(
        tree(
            **{
                "environments/prod.yaml": b"domain: b\n",
                "environments/dev.yaml": b"domain: a\n",
                "config/services/web.yaml": b"kind: web\n",
                "config/services/api.yaml": b"kind: web\n",
                "config/files/web/x.conf": b"\xff\x00",
            }
        )
    )

    assert sources.platform.children["name"].value == "shop"
    assert list(sources.services) == ["api", "web"]
    assert list(sources.environments) == ["dev", "prod"]
    assert sources.environments["dev"].children["domain"].place == Place("environments/dev.yaml", 1, 9)
    assert dict(sources.files) == {"files/web/x.conf": b"\xff\x00"}
    assert sources.file_of == {
        ("platform", ""): "config/platform.yaml",
        ("service", "api"): "config/services/api.yaml",
        ("service", "web"): "config/services/web.yaml",
        ("environment", "dev"): "environments/dev.yaml",
        ("environment", "prod"): "environments/prod.yaml",
    }


def test_folders_that_are_not_there_are_empty():
    sources = sources_of(tree())

    assert (sources.services, sources.environments, sources.files) == ({}, {}, {})


def test_a_repository_without_a_platform_is_told_how_to_start():
    assert problems_of(MemoryTree({})) == (
        Problem(
            code="missing-file",
            message="there is no `config/platform.yaml`",
            place=Place("config/platform.yaml"),
            hint="name the repository's folder with `--root`, or start a new one by this file with `name: shop` in it",
        ),
    )


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("config/services/api.yml", "api"),
        ("environments/dev.yml", "dev"),
        ("config/extra.yml", "extra"),
    ],
)
def test_a_yml_file_is_told_to_be_renamed(path, name):
    assert problems_of(tree(**{path: b"a: 1\n"})) == (
        Problem(
            code="stray-file",
            message=f"`{name}.yml` is not read: the files here end in `.yaml`",
            place=Place(path),
            hint=f"rename it to `{name}.yaml`",
        ),
    )


def test_a_platform_named_yml_is_one_problem():
    assert [problem.code for problem in problems_of(MemoryTree({"config/platform.yml": b"name: shop\n"}))] == [
        "stray-file"
    ]


@pytest.mark.parametrize(
    "path",
    [
        "config/services/api.json",
        "config/services/team/api.yaml",
        "config/other.yaml",
        "environments/old/dev.yaml",
        "config/x",
    ],
)
def test_a_file_that_nothing_reads_is_told(path):
    assert problems_of(tree(**{path: b"a: 1\n"})) == (
        Problem(
            code="stray-file",
            message=f"nothing reads `{path}`",
            place=Place(path),
            hint="services are `config/services/NAME.yaml`, templates `config/templates/NAME.yaml`, "
            "environments `environments/NAME.yaml`, "
            "files to mount `config/files/…`",
        ),
    )


@pytest.mark.parametrize(
    "path",
    [
        "config/README.md",
        "config/services/README.md",
        "environments/.gitkeep",
        "config/services/.api.yaml.swp",
        "config/.x/y",
        "charts/x",
    ],
)
def test_readmes_and_hidden_files_may_lie_there(path):
    assert sources_of(tree(**{path: b"\xff"})).services == {}


def test_files_to_mount_may_be_called_anything_visible():
    paths = ["config/files/x.yml", "config/files/a/B c.json", "config/files/.env", "config/files/README.md"]

    assert [f"config/{path}" for path in sources_of(tree(**dict.fromkeys(paths, b""))).files] == sorted(paths)


@pytest.mark.parametrize("name", ["API", "-api", "api-", "1api", "a.b", "a_b", "a b", "a" * 64, "\u0430pi", "api\n"])
@pytest.mark.parametrize(("folder", "noun"), [("config/services", "a service"), ("environments", "an environment")])
def test_a_name_that_kubernetes_would_refuse_is_told(folder, noun, name):
    shown = name.replace("\n", "\\n")
    (problem,) = problems_of(tree(**{f"{folder}/{name}.yaml": b"a: 1\n"}))

    assert (problem.code, problem.place) == ("bad-name", Place(f"{folder}/{shown}.yaml"))
    assert problem.message.startswith(f"`{shown[:59]}")
    assert f" cannot name {noun}: found " in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        (
            "config/services/1api.yaml",
            "`1api` cannot name a service: found `1api`, expected a letter, then lower-case letters, digits and `-`, "
            "ending with a letter or digit",
            "rename the file",
        ),
        (
            "config/services/API.yaml",
            "`API` cannot name a service: found `API`, expected a letter, then lower-case letters, digits and `-`, "
            "ending with a letter or digit",
            "did you mean `api`?",
        ),
        (
            f"config/services/{'a' * 51}.yaml",
            f"`{'a' * 51}` cannot name a service: found 51 characters, expected at most 50",
            "rename the file",
        ),
        (
            f"environments/{'a' * 31}.yaml",
            f"`{'a' * 31}` cannot name an environment: found 31 characters, expected at most 30",
            "rename the file",
        ),
    ],
)
def test_a_file_is_named_by_the_rule_of_its_references(path, message, hint):
    assert problems_of(tree(**{path: b"a: 1\n"})) == (
        Problem(code="bad-name", message=message, place=Place(path), hint=hint),
    )


def test_a_name_with_an_unseen_character_is_shown_by_its_number():
    (problem,) = problems_of(tree(**{"environments/pr\u200bod.yaml": b"a: 1\n"}))

    assert problem.place == Place("environments/pr\\u200bod.yaml")
    assert problem.message.startswith("`pr\\u200bod` cannot name an environment")


@pytest.mark.parametrize("name", ["con", "nul", "com1"])
def test_a_name_that_windows_reserves_is_told(name):
    assert problems_of(tree(**{f"config/services/{name}.yaml": b"a: 1\n"})) == (
        Problem(
            code="bad-name",
            message=f"`{name}` cannot name a service: found `{name}`, expected a letter, then lower-case letters, "
            "digits and `-`, ending with a letter or digit",
            place=Place(f"config/services/{name}.yaml"),
            hint="choose another name: Windows keeps this one for a device, and could not check the repository out",
        ),
    )


def test_names_of_one_and_of_50_characters_are_fine():
    paths = ["config/services/a.yaml", f"config/services/{'a' * 50}.yaml", "config/services/a-1.yaml"]

    assert len(sources_of(tree(**dict.fromkeys(paths, b"a: 1\n"))).services) == 3


def test_a_file_to_mount_with_an_unseen_character_in_its_name_is_told():
    assert problems_of(tree(**{"config/files/a\u202eb": b""})) == (
        Problem(
            code="bad-name",
            message="the path `config/files/a\\u202eb` holds a character that cannot be seen",
            place=Place("config/files/a\\u202eb"),
            hint="rename the file",
        ),
    )


def test_a_file_name_that_is_no_text_is_told(tmp_path):
    (tmp_path / "config/files").mkdir(parents=True)
    (tmp_path / "config/platform.yaml").write_text("name: shop\n")
    try:
        (tmp_path / "config/files" / "caf\udce9").write_bytes(b"")
    except (OSError, UnicodeError):
        pytest.xfail("this file system takes only UTF-8 names")

    assert [problem.place.file for problem in problems_of(DiskTree(tmp_path))] == ["config/files/caf\\udce9"]


def test_paths_whose_letters_are_composed_in_two_ways_clash():
    (problem,) = problems_of(tree(**{"config/files/cafe\u0301": b"", "config/files/caf\u00e9": b""}))

    assert (problem.code, problem.place) == ("case-clash", Place("config/files/caf\u00e9"))
    assert problem.message.endswith(" differ only in how their letters are composed")


def test_paths_that_differ_only_in_case_clash():
    assert problems_of(tree(**{"config/files/Readme": b"", "config/files/README": b""})) == (
        Problem(
            code="case-clash",
            message="`config/files/Readme` and `config/files/README` differ only in case",
            place=Place("config/files/Readme"),
            also=(Also(Place("config/files/README"), "the other file"),),
            hint="rename one of them",
        ),
    )


def test_all_problems_of_all_files_come_at_once_in_order():
    found = problems_of(
        MemoryTree(
            {
                "config/platform.yaml": b"a: 0755\nb: [",
                "config/services/API.yaml": b"a: 1\na: 2\n",
                "config/services/api.yml": b"",
                "environments/dev.yaml": b"",
                "environments/prod.yaml": b"\xff",
                "config/files/large": b"x" * ((1 << 20) + 1),
            }
        )
    )

    assert [(problem.place.file, problem.code) for problem in found] == [
        ("config/files/large", "file-too-large"),
        ("config/platform.yaml", "ambiguous-scalar"),
        ("config/platform.yaml", "yaml-syntax"),
        ("config/services/API.yaml", "bad-name"),
        ("config/services/API.yaml", "duplicate-key"),
        ("config/services/api.yml", "stray-file"),
        ("environments/dev.yaml", "empty-file"),
        ("environments/prod.yaml", "encoding"),
    ]


def test_a_file_with_problems_is_left_out_and_its_name_known():
    sources, problems = load(
        tree(
            **{
                "config/services/api.yaml": b"kind: web\n",
                "config/services/job.yaml": b"kind: web\nkind: job\n",
                "environments/dev.yaml": b"",
            }
        )
    )

    assert [problem.place.file for problem in problems] == ["config/services/job.yaml", "environments/dev.yaml"]
    assert (list(sources.services), list(sources.environments)) == (["api"], [])
    assert (list(sources.named("service")), list(sources.named("environment"))) == (["api", "job"], ["dev"])


@pytest.mark.parametrize("files", [{}, {"config/platform.yaml": b"name: shop\nname: x\n"}])
def test_a_platform_that_cannot_be_read_is_an_empty_mapping(files):
    sources, problems = load(MemoryTree(files))

    assert len(problems) == 1
    assert (sources.platform.children, sources.platform.place) == ({}, Place("config/platform.yaml"))


def test_links_in_the_input_are_told_and_not_followed(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/dev.yaml").write_text("domain: secret\n")
    (tmp_path / "config/files").mkdir(parents=True)
    (tmp_path / "config/platform.yaml").write_text("name: shop\n")
    (tmp_path / "config/files/key").symlink_to("/etc/passwd")
    (tmp_path / "config/services").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "environments").symlink_to(tmp_path / "elsewhere")

    assert [(problem.code, problem.place.file) for problem in problems_of(DiskTree(tmp_path))] == [
        ("not-a-regular-file", "config/files/key"),
        ("not-a-regular-file", "config/services"),
        ("not-a-regular-file", "environments"),
    ]
