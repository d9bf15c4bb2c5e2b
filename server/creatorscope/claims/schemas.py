"""The JSON Schemas of the prompt contracts, as they are checked in under references/schemas/analysis."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from creatorscope.claims.claim import Claim
from creatorscope.claims.failures import PASSES_WHEN, CheckReport, Rule
from creatorscope.claims.prepared import PreparedInput
from creatorscope.claims.registry import CONTRACTS

FOLDER = "references/schemas/analysis"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """Return file name -> JSON Schema text: one per contract, the claim, the input and the check's answer."""
    models: dict[str, Any] = {row.id: row.output for row in CONTRACTS}
    models |= {"claim": Claim, "prepared-input": PreparedInput, "check-report": CheckReport}
    found = {}
    for name, model in models.items():
        schema = {"$schema": _DIALECT, **TypeAdapter(model).json_schema()}
        if name in {row.id for row in CONTRACTS}:
            schema["properties"]["contract"]["const"] = name
        if "Rule" in schema.get("$defs", {}):
            told = [{"const": rule.value, "description": f"passes when {PASSES_WHEN[rule]}"} for rule in Rule]
            schema["$defs"]["Rule"] = {"oneOf": told}
        found[f"{name}.json"] = f"{json.dumps(schema, indent=2, ensure_ascii=False)}\n"
    return found
