"""The embedded schemas, enums included, as files in the layout that kubeconform reads.

    python -m scripts.kubeconform_schemas FOLDER 1.36

    kubeconform -strict -kubernetes-version 1.36.0 \\
      -schema-location 'FOLDER/{{.NormalizedKubernetesVersion}}/{{.ResourceKind}}{{.KindSuffix}}.json' \\
      -schema-location 'FOLDER/custom/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json' ...
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from generator.check import catalog

BUILT_IN = "{{.NormalizedKubernetesVersion}}/{{.ResourceKind}}{{.KindSuffix}}.json"
CUSTOM = "custom/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json"


def write_kubeconform_schemas(folder: Path, version: str) -> list[str]:
    """Write one file a kind; what kubeconform needs to be told to find them."""
    for key in catalog.kinds(version):
        api, kind = key.rsplit("/", 1)
        group, number = api.split("/") if "/" in api else ("", api)
        stem = "-".join(filter(None, (kind.lower(), group.split(".")[0], number)))
        name = f"custom/{group}/{kind.lower()}_{number}.json" if catalog.is_custom(key) else f"v{version}.0/{stem}.json"
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(catalog.document(key, version), sort_keys=True) + "\n", encoding="utf-8")
    locations = [argument for one in (BUILT_IN, CUSTOM) for argument in ("-schema-location", f"{folder}/{one}")]
    return ["-strict", "-kubernetes-version", f"{version}.0", *locations]


if __name__ == "__main__":
    print(*write_kubeconform_schemas(Path(sys.argv[1]), sys.argv[2]), sep="\n")
