"""Faults of `agents/openai.yaml`, by a closed model of ours: its vendor publishes no schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from creatorscope.skills.faults import Fault
from creatorscope.skills.folder import OPENAI, SkillFolder

SERVER = "creatorscope"

Text = Annotated[str, Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Interface(_Part):
    """What the user sees of a skill."""

    display_name: Text
    short_description: Annotated[str, Field(min_length=25, max_length=64)]
    default_prompt: Text
    icon_small: Text | None = None
    icon_large: Text | None = None
    brand_color: Text | None = None


class Tool(_Part):
    """A server the skill needs."""

    type: Literal["mcp"]
    value: Text
    transport: Literal["stdio", "streamable_http"]
    description: Text | None = None
    url: Text | None = None


class Dependencies(_Part):
    """What must be connected."""

    tools: Annotated[list[Tool], Field(min_length=1)]


class Policy(_Part):
    """Whether the agent may take the skill up by itself."""

    allow_implicit_invocation: bool


class OpenaiFile(_Part):
    """The whole file."""

    interface: Interface
    dependencies: Dependencies
    policy: Policy


def find_openai_faults(skill: SkillFolder) -> Iterator[Fault]:
    """Yield what is wrong with a skill's `agents/openai.yaml`."""
    place = skill.place(OPENAI)
    text = skill.files.get(OPENAI)
    if text is None:
        yield Fault(place, "it is missing or no UTF-8 text", "Write interface, dependencies and policy.")
        return
    try:
        parsed = OpenaiFile.model_validate(yaml.safe_load(text))
    except yaml.YAMLError:
        yield Fault(place, "no YAML", "Correct its indentation and quotes.")
        return
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_context=False):
            where = ".".join(str(part) for part in problem["loc"]) or "the file"
            yield Fault(
                place, f"{where}: {problem['msg'][:1].lower()}{problem['msg'][1:]}", f"Correct {where}."
            )
        return
    if f"${skill.name}" not in parsed.interface.default_prompt:
        fix = f"Write ${skill.name} into it, as a user calls the skill."
        yield Fault(place, "interface.default_prompt does not name the skill", fix)
    if SERVER not in {tool.value for tool in parsed.dependencies.tools}:
        yield Fault(place, f"dependencies.tools lacks {SERVER}", f"Add the mcp server {SERVER}.")
