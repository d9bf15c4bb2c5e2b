"""Reading the prompt contracts of the skills: Markdown files whose front matter says what each is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from creatorscope.claims.failures import Rule
from creatorscope.claims.registry import BY_ID, Contract
from creatorscope.errors import LocalFileError
from creatorscope.skills_files import PROMPTS, find_skills_files

_FENCE = "---\n"

InputPart = Literal["works", "texts", "statistics", "findings", "accepted", "creator", "scores"]


class FrontMatter(BaseModel):
    """What a contract file says of itself; all but `inputs` and `failure` must agree with the registry.

    `inputs` are the parts of the prepared input it reads; `failure` what to answer where they do not suffice.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str
    version: str
    inputs: Annotated[list[InputPart], Field(min_length=1)]
    output: str
    rules: list[str]
    failure: Annotated[str, Field(min_length=1)]
    output_language: Literal["follows the user"]
    max_works: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFile:
    """One contract as its skill has it: what the registry knows, and what the model is told."""

    contract: Contract
    front: FrontMatter
    skill: str
    body: str


@cache
def load_contract(contract_id: str) -> ContractFile:
    """Return the contract of that id, which must be one of the registry.

    Raises LocalFileError when its file is missing, stands in two skills, or disagrees with the registry.
    """
    found = [path for path in _paths() if path.stem == contract_id]
    if len(found) != 1:
        where = "no skill has" if not found else f"{len(found)} skills have"
        raise _damaged(f"{where} the contract {contract_id}")
    return parse_contract(found[0].read_text(encoding="utf-8"), skill=found[0].parents[2].name)


def contract_ids() -> tuple[str, ...]:
    """Return the ids of the contract files there are, sorted."""
    return tuple(sorted(path.stem for path in _paths()))


def parse_contract(text: str, *, skill: str) -> ContractFile:
    """Return the contract a file's text holds; LocalFileError when it disagrees with the registry."""
    start, fence, body = text.removeprefix(_FENCE).partition(f"\n{_FENCE}")
    try:
        front = FrontMatter.model_validate(yaml.safe_load(start) if fence else None)
    except (ValidationError, yaml.YAMLError) as error:
        told = error.errors()[0]["loc"] if isinstance(error, ValidationError) else ()
        place = ".".join(str(part) for part in told) or "it is no YAML"
        raise _damaged(f"the front matter of a contract is not as it must be: {place}") from None
    contract = BY_ID.get(front.id)
    if contract is None:
        raise _damaged(f"{front.id} is no contract of this version")
    wanted: dict[str, Any] = {
        "version": contract.version,
        "output": contract.output.__name__,
        "rules": [rule.value for rule in Rule if rule in contract.rules],
        "max_works": contract.max_works,
    }
    wrong = [name for name, value in wanted.items() if getattr(front, name) != value]
    if wrong:
        raise _damaged(f"{front.id}: {wrong[0]} must be {wanted[wrong[0]]}")
    return ContractFile(contract=contract, front=front, skill=skill, body=body.strip())


def _paths() -> list[Path]:
    return sorted(find_skills_files().skills.glob(f"*/{PROMPTS}/*.md"))


def _damaged(what: str) -> LocalFileError:
    return LocalFileError(what, code="contract_damaged", remedy="install creatorscope again.")
