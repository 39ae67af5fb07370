"""What `config/platform.yaml` says: what all environments share."""

from __future__ import annotations

from typing import Any

from generator.model.foundation import Foundation
from generator.strict import key


class Platform(Foundation):
    """What all environments share; an environment may say otherwise for any key but `defaults`."""

    defaults: dict[str, dict[str, Any]] = key("the weakest layer of every service of a kind, by kind", {})
