"""The form of `evals/evals.json`: questions with solutions, and queries that should trigger the skill."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Call(_Part):
    """One call of a solution; texts in `arguments` may hold references to the answers of earlier calls."""

    tool: Text
    arguments: dict[str, Any]


class Solution(_Part):
    """How the answer is found: calls in order, and the reference that leads to it."""

    calls: Annotated[list[Call], Field(min_length=2)]
    answer: Text


class Eval(_Part):
    """One question. `files` are paths below `evals/`, given to the agent and to the solution."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    prompt: Text
    expected_output: Text
    files: list[Text]
    assertions: Annotated[list[Text], Field(min_length=1)]
    solution: Solution


class TriggerQuery(_Part):
    """What a user may say, and whether the skill should be taken up."""

    query: Text
    should_trigger: bool


class EvalsFile(_Part):
    """The whole file."""

    skill_name: Text
    evals: list[Eval]
    triggers: list[TriggerQuery]
