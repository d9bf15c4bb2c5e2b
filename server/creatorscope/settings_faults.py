"""Wording what is wrong with the settings, and joining it into one error."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic_core import ErrorDetails

from creatorscope.errors import Problem, SettingsError

_LACK_A_VERB = ("not ", "too ", "required", "unknown", "empty")
# Faults of shape, where only the whole form helps.
_UNSHAPED = ("model_type", "mapping_type", "extra_forbidden")


def settings_error(problems: Sequence[Problem]) -> SettingsError:
    """Return the one error that names every fault; each fix is named too where there are several."""
    remedies = {problem.fix for problem in problems}
    named = (f"{problem.field}: {problem.fix}" for problem in problems)
    return SettingsError(
        "; ".join(f"{problem.field} {problem.message}" for problem in problems),
        remedy=remedies.pop() if len(remedies) == 1 else " ".join(named),
        code="bad_settings",
    )


def problem_of(name: str, text: str) -> Problem:
    """Return the fault a parser's text stands for: what is wrong, and after `; ` the fix."""
    message, _, fix = text.partition("; ")
    verb = "is " if message.startswith(_LACK_A_VERB) else ""
    fix = fix or "correct the value"
    return Problem(
        name, f"{verb}{message[:1].lower()}{message[1:]}", f"{fix[:1].upper()}{fix[1:].rstrip('.')}."
    )


def fault_problem(name: str, fault: ErrorDetails, form: str) -> Problem:
    """Return our wording for one of pydantic's faults; `form` is how the setting is written."""
    from creatorscope.contract.arguments import fault_in_words  # not needed where all is well

    if fault["type"] == "value_error":
        return problem_of(name, str((fault.get("ctx") or {})["error"]))
    message, fix = fault_in_words(fault)
    return problem_of(
        name, f"{message}; write it as {form}" if fault["type"] in _UNSHAPED else f"{message}; {fix}"
    )


def did_you_mean(name: str, known: list[str]) -> str:
    """Return "did you mean X?" for the nearest known name, "" when none is near."""
    from creatorscope.contract.arguments import nearest  # not needed where all is well

    guess = nearest(name, known)
    return f"did you mean {guess}?" if guess else ""
