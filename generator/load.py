"""Tree -> sources: each input file parsed with places, each name checked, and every problem of every file."""

from __future__ import annotations

from collections.abc import Container
from pathlib import PurePosixPath

from pydantic_core import PydanticCustomError

from generator.alike import clashes
from generator.errors import InputError, Place, Problem, in_order
from generator.model.leak import excused, leaks
from generator.model.words import ENVIRONMENT_NAME, SERVICE_NAME, TEMPLATE_NAME
from generator.nodes import Branch
from generator.nouns import Sources
from generator.ration import Rationed
from generator.tree import INPUT, Tree
from generator.yamlio import parse, shown, unseen_in

PLATFORM = "config/platform.yaml"
SERVICES = "config/services"
TEMPLATES = "config/templates"
ENVIRONMENTS = "environments"
FILES = "config/files"

NAMES = {"service": SERVICE_NAME, "template": TEMPLATE_NAME, "environment": ENVIRONMENT_NAME}


def load(tree: Tree, without: Container[str] = ()) -> tuple[Sources, tuple[Problem, ...]]:
    """All that people write, as read, and what could not be; nothing is judged yet but names, characters and syntax.

    A file with problems is missing from the sources, and its name is known all the same; so are the environments that
    are left out. Of the platform's file an empty mapping is left.
    """
    loading = _Loading(tree, without)
    platform = loading.platform()
    services = loading.folder(SERVICES, "service")
    templates = loading.folder(TEMPLATES, "template")
    environments = loading.folder(ENVIRONMENTS, "environment")
    files = loading.files()
    sources = Sources(platform, services, environments, files, loading.file_of, templates)
    return sources, in_order(loading.problems)


class _Loading:
    """One load: the paths found, the problems so far, and which file each name came from."""

    def __init__(self, tree: Tree, without: Container[str]) -> None:
        self.tree = Rationed(tree)
        self.without = without
        self.paths = sorted({_seat(path) for folder in INPUT for path in tree.paths(folder)})
        self.problems = clashes(self.paths)
        self.file_of: dict[tuple[str, str], str] = {}
        for path in self.paths:
            if not _has_a_place(path) and self._read(path) is not None:
                self.problems.append(_stray(path))

    def platform(self) -> Branch:
        """The tree of the platform's file; an empty one where it could not be read."""
        self.file_of["platform", ""] = PLATFORM
        if PLATFORM not in self.paths and "config/platform.yml" not in self.paths:
            self.problems.append(_no_platform())
        read = self._parsed(PLATFORM) if PLATFORM in self.paths else None
        return Branch({}, {}, Place(PLATFORM)) if read is None else read

    def folder(self, folder: str, noun: str) -> dict[str, Branch]:
        """The trees of the folder's files by name, in sorted order."""
        found = {}
        for path in self.paths:
            if not _is_input(path, folder):
                continue
            name = PurePosixPath(path).stem
            self.problems += _name_problems(name, path, noun)
            self.file_of[noun, name] = path
            if noun == "environment" and name in self.without:
                continue
            if (branch := self._parsed(path)) is not None:
                found[name] = branch
        return dict(sorted(found.items()))

    def files(self) -> dict[str, bytes]:
        """The files that services may mount, by their path below `config/`."""
        found = {}
        for path in self.paths:
            if path.startswith(f"{FILES}/"):
                self.problems += _path_problems(path)
                if (data := self._read(path)) is not None:
                    found[path.removeprefix("config/")] = data
        return found

    def _read(self, path: str) -> bytes | None:
        try:
            return self.tree.read(path)
        except InputError as error:
            self.problems += error.problems
            if path == FILES or path.startswith(f"{FILES}/"):
                self.file_of["file", path.removeprefix("config/")] = path
            return None

    def _parsed(self, path: str) -> Branch | None:
        if (data := self._read(path)) is None:
            return None
        leaking = leaks(data, file := shown(path, longest=len(path)))
        try:
            tree = parse(data, file)
        except InputError as error:
            self.problems += [*leaking, *error.problems]
            return None
        self.problems += excused(tree, leaking)
        return tree


def _is_input(path: str, folder: str) -> bool:
    pure = PurePosixPath(path)
    return str(pure.parent) == folder and pure.suffix == ".yaml" and not pure.name.startswith(".")


def _seat(path: str) -> str:
    """The path; of one in a folder that has the place of a file, the folder: it holds nothing that is read."""
    above = (str(parent) for parent in PurePosixPath(path).parents)
    return next((folder for folder in above if _is_read(folder)), path)


def _is_read(path: str) -> bool:
    return path == PLATFORM or any(_is_input(path, folder) for folder in (SERVICES, TEMPLATES, ENVIRONMENTS))


def _has_a_place(path: str) -> bool:
    """Whether something reads the file, or nobody would think so."""
    if _is_read(path) or path.startswith(f"{FILES}/"):
        return True
    pure = PurePosixPath(path)
    return pure.name == "README.md" or any(part.startswith(".") for part in pure.parts)


def _stray(path: str) -> Problem:
    """The problem of a file that nothing reads, and that a person may think is read."""
    pure = PurePosixPath(path)
    place = Place(shown(path, longest=len(path)))
    name = shown(pure.stem)
    if pure.suffix == ".yml":
        message = f"`{name}.yml` is not read: the files here end in `.yaml`"
        return Problem(code="stray-file", message=message, place=place, hint=f"rename it to `{name}.yaml`")
    message = f"nothing reads `{place.file}`"
    hint = (
        f"services are `{SERVICES}/NAME.yaml`, templates `{TEMPLATES}/NAME.yaml`, environments "
        f"`{ENVIRONMENTS}/NAME.yaml`, files to mount `{FILES}/…`"
    )
    return Problem(code="stray-file", message=message, place=place, hint=hint)


def _name_problems(name: str, path: str, noun: str) -> list[Problem]:
    place = Place(shown(path, longest=len(path)))
    try:
        NAMES[noun].validate(name)
    except PydanticCustomError as error:
        said = error.context or {}
        message = f"`{shown(name)}` cannot name {_an(noun)}: {said['text']}"
        return [Problem(code=error.type, message=message, place=place, hint=said["hint"] or "rename the file")]
    return []


def _path_problems(path: str) -> list[Problem]:
    if not unseen_in(path):
        return []
    place = Place(shown(path, longest=len(path)))
    message = f"the path `{place.file}` holds a character that cannot be seen"
    return [Problem(code="bad-name", message=message, place=place, hint="rename the file")]


def _no_platform() -> Problem:
    return Problem(
        code="missing-file",
        message=f"there is no `{PLATFORM}`",
        place=Place(PLATFORM),
        hint="name the repository's folder with `--root`, or start a new one by this file with `name: shop` in it",
    )


def moved(path: str) -> Problem:
    """The problem of a file that is no longer what was read of it, or has come or gone since."""
    place = Place(shown(path, longest=len(path)))
    message = f"`{place.file}` was changed while this command read the input"
    return Problem(code="changed-meanwhile", message=message, place=place, hint="run it again")


def _an(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
