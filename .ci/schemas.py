"""Package kubernetes-validate -> one self-contained strict schema a kind, laid out as kubeconform wants it.

The package's files refer to a web address, which kubeconform would try to reach; here each carries what it needs.
"""

import json
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

DROPPED = ("$id", "$schema", "description", "default")


def local(node: Any, found: set[str]) -> Any:
    """The node without prose, its references made local; the names of the definitions are added to `found`."""
    if isinstance(node, list):
        return [local(item, found) for item in node]
    if not isinstance(node, dict):
        return node
    result: dict[str, Any] = {}
    for key, value in node.items():
        if key == "$ref":
            name = value.split("#/$defs/")[-1]
            found.add(name)
            result[key] = f"#/$defs/{name}"
        elif key == "properties":
            result[key] = {name: local(schema, found) for name, schema in value.items()}
        elif key not in DROPPED and not key.startswith("x-kubernetes-"):
            result[key] = local(value, found)
    return result


def standalone(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """One schema with the definitions it reaches, directly or through others; apiVersion and kind are required."""
    reached: set[str] = set()
    carried: dict[str, Any] = {}
    result = local(schema, reached)
    while missing := sorted(reached - carried.keys()):
        carried.update({name: local(definitions[name], reached) for name in missing})
    result["required"] = sorted({*result.get("required", []), "apiVersion", "kind"})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **result, "$defs": carried}


def write(folder: Path, version: str) -> None:
    """The schemas of one Kubernetes version, such as 1.36, as `folder/v1.36.0-standalone-strict/KIND-VERSION.json`."""
    source = Path(str(files("kubernetes_validate"))) / "kubernetes-json-schema" / f"v{version}.0-local-strict"
    target = folder / f"v{version}.0-standalone-strict"
    definitions = json.loads((source / "_definitions.json").read_text(encoding="utf-8"))["$defs"]
    target.mkdir(parents=True, exist_ok=True)
    for file in sorted(source.glob("[!_]*.json")):
        schema = json.loads(file.read_text(encoding="utf-8"))
        if {"apiVersion", "kind"} <= schema.get("properties", {}).keys():
            text = json.dumps(standalone(schema, definitions), separators=(",", ":"), sort_keys=True)
            (target / file.name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2])
