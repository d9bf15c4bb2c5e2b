"""One analysis per prompt contract that passes, with the input it was made from; all of it invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from creatorscope.claims.prepared import PreparedInput

FOLDER = Path(__file__).parent / "golden"


def load_input(contract: str) -> PreparedInput:
    """Return the frozen input of a contract's golden analysis."""
    text = (FOLDER / f"{contract}.input.json").read_text(encoding="utf-8")
    return PreparedInput.model_validate_json(text)


def load_analysis(contract: str) -> dict[str, Any]:
    """Return a contract's golden analysis, a new copy each time."""
    found: dict[str, Any] = json.loads((FOLDER / f"{contract}.analysis.json").read_text(encoding="utf-8"))
    return found
