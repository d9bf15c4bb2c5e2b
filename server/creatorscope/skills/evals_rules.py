"""Faults of `evals/evals.json`: its form, its counts, and solutions that cannot work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from creatorscope.skills.entry_rules import has_cjk
from creatorscope.skills.evals import Eval, EvalsFile
from creatorscope.skills.faults import Fault
from creatorscope.skills.folder import EVALS, SkillFolder
from creatorscope.skills.offer import Offer
from creatorscope.skills.tool_rules import judge_tool

EVAL_COUNT = 10
TRIGGER_COUNT = 20
FEWEST_OF_A_KIND = 8
REFERENCE = re.compile(r"\$\{(\d+)((?:/[^}/]+)+)\}")
"""A reference to an earlier answer: the number of its call, and a JSON pointer into it."""


def find_evals_faults(skill: SkillFolder, offer: Offer) -> Iterator[Fault]:
    """Yield what is wrong with a skill's evals; whether the answers are right, only running them tells."""
    place = skill.place(EVALS)
    text = skill.files.get(EVALS)
    if text is None:
        yield Fault(place, "it is missing or no UTF-8 text", "Write it as references/evals.md says.")
        return
    try:
        evals = EvalsFile.model_validate_json(text)
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_context=False):
            where = ".".join(str(part) for part in problem["loc"]) or "the file"
            message = f"{problem['msg'][:1].lower()}{problem['msg'][1:]}"
            yield Fault(place, f"{where}: {message}", f"Correct {where}; references/evals.md shows the form.")
        return
    problems = [*_wrong_counts(skill, evals), *_wrong_triggers(evals)]
    problems += [problem for one in evals.evals for problem in _wrong_eval(one, skill, offer)]
    for what, fix in problems:
        yield Fault(place, what, fix)


def _wrong_counts(skill: SkillFolder, evals: EvalsFile) -> Iterator[tuple[str, str]]:
    if evals.skill_name != skill.name:
        yield f"skill_name is {evals.skill_name}", f"It is {skill.name}."
    if len(evals.evals) != EVAL_COUNT:
        yield f"{len(evals.evals)} evals", f"There are {EVAL_COUNT}."
    if len(evals.triggers) != TRIGGER_COUNT:
        yield f"{len(evals.triggers)} trigger queries", f"There are {TRIGGER_COUNT}."
    for kind, values in (
        ("id", [one.id for one in evals.evals]),
        ("query", [one.query for one in evals.triggers]),
    ):
        for value in dict.fromkeys(value for value in values if values.count(value) > 1):
            yield f"the {kind} {value!r} stands twice", "Each stands once."


def _wrong_triggers(evals: EvalsFile) -> Iterator[tuple[str, str]]:
    for wanted, word in ((True, "that should trigger"), (False, "that should not")):
        queries = [one.query for one in evals.triggers if one.should_trigger is wanted]
        if len(queries) < FEWEST_OF_A_KIND:
            yield f"{len(queries)} queries {word}", f"There are at least {FEWEST_OF_A_KIND} of each kind."
        for language, found in (
            ("Chinese", [query for query in queries if has_cjk(query)]),
            ("English", [query for query in queries if not has_cjk(query)]),
        ):
            if not found:
                yield f"no {language} query {word}", "Write queries in both languages."


def _wrong_eval(one: Eval, skill: SkillFolder, offer: Offer) -> Iterator[tuple[str, str]]:
    for name in one.files:
        if f"evals/{name}" not in skill.files:
            yield f"{one.id}: there is no file evals/{name}", "Add it, or take it from `files`."
    calls = one.solution.calls
    for number, call in enumerate(calls):
        wrong = judge_tool(call.tool, skill, offer)
        if wrong is not None:
            yield f"{one.id}: {wrong[0]}", wrong[1]
        for position in _references(call.arguments):
            if position >= number:
                yield f"{one.id}: call {number} uses the answer of call {position}", "Use an earlier one."
    answers = list(_references(one.solution.answer))
    if not answers or max(answers) >= len(calls):
        yield f"{one.id}: the answer {one.solution.answer!r} leads to no call", "Write ${CALL/POINTER}."


def _references(value: Any) -> Iterator[int]:
    """Yield the numbers of the calls that a value refers to."""
    if isinstance(value, str):
        yield from (int(found[1]) for found in REFERENCE.finditer(value))
    elif isinstance(value, dict):
        for part in value.values():
            yield from _references(part)
    elif isinstance(value, list):
        for part in value:
            yield from _references(part)
