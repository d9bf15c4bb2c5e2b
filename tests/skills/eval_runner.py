"""Runs the solutions of the skills' evals on a pinned sandbox; their form is in `references/evals.md`."""

from __future__ import annotations

import json
import math
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio
import anyio.abc
from anyio import from_thread

from creatorscope.app import App, open_app
from creatorscope.jobs.worker import WorkOptions
from creatorscope.operations.invoke import Invoker
from creatorscope.operations.jobs_office import serve_jobs
from creatorscope.operations.surroundings import Surroundings
from creatorscope.settings import load_settings
from creatorscope.skills.evals_rules import REFERENCE
from creatorscope.surfaces.offering import offered_tools

SKILLS = Path(__file__).parents[2] / "skills"
WORLD = {"mode": "sandbox", "as_of": "2026-03-15", "sandbox_seed": 7, "sandbox_speed": 1_000}
"""What the answers are true of, as settings; the number of creators is the default.

The upstream's 5 minutes take 0.3 s. They take some time at all because jobs measure how long they wait.
"""
TOOLSETS = ("default", "catalog")
IDLE_EXIT_S = 1.0

_CLOSE = 1e-6


class EvalError(Exception):
    """A solution that cannot be followed: a reference or path that leads nowhere."""


def load_evals(skill: str) -> dict[str, Any]:
    """Return the evals file of a skill as plain data."""
    found: dict[str, Any] = json.loads((SKILLS / skill / "evals" / "evals.json").read_text(encoding="utf-8"))
    return found


@asynccontextmanager
async def open_world(root: Path, **flags: Any) -> AsyncIterator[App]:
    """Open the sandbox the answers are true of, its state in memory and its results below `root`.

    A new one for each skill: the sandbox takes 60 requests a minute, as the service does. Jobs are done by
    a worker in this process, for no other reaches a sandbox in memory; it is over before this returns.
    """
    fixed = {"storage": root, "ephemeral": True, "toolsets": TOOLSETS, **WORLD}
    settings = load_settings({}, None, fixed | flags)
    async with open_app(settings, offered_tools(settings)) as app, anyio.create_task_group() as tasks:
        around = app.invoker.surroundings
        work = replace(around.work, start_worker=worker_starter(tasks, around))
        yield replace(app, invoker=Invoker(replace(around, work=work)))


def worker_starter(tasks: anyio.abc.TaskGroup, around: Surroundings) -> Callable[[], None]:
    """Return what starts a worker in this process instead of one of its own; it is called from threads."""
    one_at_a_time = anyio.Lock()  # its engine allows no more in one process

    @asynccontextmanager
    async def opened(_: str) -> AsyncIterator[Surroundings]:
        yield around

    async def serve() -> None:
        async with one_at_a_time:
            await serve_jobs(opened, around.principal, WorkOptions(idle_exit_s=IDLE_EXIT_S))

    return lambda: from_thread.run_sync(tasks.start_soon, serve)


async def solve(app: App, solution: Mapping[str, Any]) -> Any:
    """Make the calls of a solution in order and return the value its answer names."""
    answers: list[dict[str, Any]] = []
    for call in solution["calls"]:
        arguments = fill(call["arguments"], answers)
        answer = await app.invoker.invoke(app.operations[call["tool"]], arguments)
        answers.append(as_records(answer.structured()))
    return fill(solution["answer"], answers)


def as_records(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return a structured answer with each row as an object, so that a path can name a column."""
    rows = [dict(zip(answer["columns"], row, strict=True)) for row in answer["rows"]]
    return {**answer, "rows": rows}


def fill(value: Any, answers: Sequence[Mapping[str, Any]]) -> Any:
    """Return a value with every `${CALL/POINTER}` replaced: whole by what it names, within a text as text."""
    if isinstance(value, Mapping):
        return {name: fill(part, answers) for name, part in value.items()}
    if isinstance(value, list):
        return [fill(part, answers) for part in value]
    if not isinstance(value, str):
        return value
    whole = REFERENCE.fullmatch(value)
    if whole:
        return look_up(answers, int(whole[1]), whole[2])
    return REFERENCE.sub(lambda found: as_text(look_up(answers, int(found[1]), found[2])), value)


def look_up(answers: Sequence[Mapping[str, Any]], call: int, pointer: str) -> Any:
    """Return what a JSON pointer leads to in the answer of an earlier call."""
    if call >= len(answers):
        raise EvalError(f"${{{call}{pointer}}} names a call that is not made before it")
    found: Any = answers[call]
    for key in pointer.split("/")[1:]:
        try:
            found = found[int(key)] if isinstance(found, list) else found[key]
        except (KeyError, IndexError, TypeError, ValueError):
            raise EvalError(f"${{{call}{pointer}}}: there is no {key} in {str(found)[:300]}") from None
    return found


def agrees(expected: str, answer: Any) -> bool:
    """Tell whether an answer is the expected one: fractions to 1e-6 of their size, all else to the letter."""
    if not isinstance(answer, float):
        return expected == as_text(answer)
    try:
        return math.isclose(float(expected), answer, rel_tol=_CLOSE)
    except ValueError:
        return False


def as_text(answer: Any) -> str:
    """Return an answer as `expected_output` writes it: text bare, everything else as JSON."""
    return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)


async def run_evals(skill: str, root: Path, only: Sequence[str] = ()) -> dict[str, tuple[str, Any]]:
    """Return eval id -> (expected, answer) for a skill's evals, or only those named."""
    wanted = [one for one in load_evals(skill)["evals"] if not only or one["id"] in only]
    solved = {}
    async with open_world(root) as app:
        for one in wanted:
            for name in one["files"]:
                target = root / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes((SKILLS / skill / "evals" / name).read_bytes())
            solved[one["id"]] = one["expected_output"], await solve(app, one["solution"])
    return solved


def main() -> None:
    """Run the evals of the skills named, of all without names, and show what differs."""
    for skill in sys.argv[1:] or sorted(path.parent.name for path in SKILLS.glob("*/SKILL.md")):
        with tempfile.TemporaryDirectory() as root:
            solved = anyio.run(run_evals, skill, Path(root))
        for name, (expected, answer) in solved.items():
            verdict = "agrees" if agrees(expected, answer) else f"DIFFERS: expected {expected}, got"
            sys.stdout.write(f"{skill} {name} {verdict} {as_text(answer)}\n")


if __name__ == "__main__":
    main()
