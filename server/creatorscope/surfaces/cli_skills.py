"""The `skills` commands: what skills there are, whether they are sound, and where they are installed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from creatorscope.contract.arguments import nearest
from creatorscope.errors import ArgumentError, LocalFileError, Problem
from creatorscope.skills_files import find_skills_files
from creatorscope.surfaces.cli_call import json_option
from creatorscope.surfaces.cli_output import show_json, shown_errors

if TYPE_CHECKING:
    from creatorscope.delivery.install import Skills, Step
    from creatorscope.delivery.status import SkillStatus


def _list(as_json: bool) -> None:
    """List the skills this copy carries."""
    from creatorscope.delivery.skill import parse_frontmatter
    from creatorscope.skills_files import ENTRY

    with shown_errors(as_json):
        rows = []
        for name, files in _load(()).items():
            fields = parse_frontmatter(next(file.content for file in files if file.path == ENTRY))
            size = sum(len(file.content) for file in files)
            described = str(fields.get("description", ""))
            rows.append({"name": name, "description": described, "files": len(files), "bytes": size})
        if as_json:
            show_json(rows)
        else:
            click.echo("\n".join(f"{row['name']:22} {row['description']}" for row in rows))


def _validate(skill: tuple[str, ...], as_json: bool) -> None:
    """Check skills by our own rules: all that this copy carries, or the names and folders given."""
    from creatorscope.skills.lint import lint_skills
    from creatorscope.surfaces.skill_offer import filed_offer

    with shown_errors(as_json):
        carried = find_skills_files()
        names = [name for name in skill if not Path(name).expanduser().is_dir()]
        known = _known(names, list(carried.skill_names()), "there") if names or not skill else []
        folders = [Path(name).expanduser() for name in skill if name not in names]
        folders += [carried.skills / name for name in known]
        faults = lint_skills(folders, filed_offer())
        if as_json:
            show_json([{"file": fault.file, "what": fault.what, "fix": fault.fix} for fault in faults])
        else:
            sound = "1 skill" if len(folders) == 1 else f"{len(folders)} skills"
            click.echo("\n".join(map(str, faults)) or f"no fault in {sound}")
    if faults:
        raise click.exceptions.Exit(LocalFileError.exit_code)


def _status(host: str, folder: str | None, as_json: bool) -> None:
    """Show which files of the skills installed in HOST are changed, stale or foreign."""
    from creatorscope.delivery.status import examine_skills

    with shown_errors(as_json):
        place = _place(host, folder)
        found = examine_skills(_load(()), place)
        if as_json:
            show_json({"host": host, "folder": str(place), "skills": [_status_row(skill) for skill in found]})
        else:
            click.echo("\n".join([str(place), *(line for skill in found for line in _status_lines(skill))]))


def _install(host: str, folder: str | None, skill: tuple[str, ...], as_json: bool, **switches: bool) -> None:
    """Install skills for HOST, never over files that were changed or written by someone else."""
    from creatorscope.delivery.install import install_skills

    with shown_errors(as_json):
        place = _place(host, folder)
        steps = install_skills(_load(skill), place, **switches)
        _show_steps(steps, place, as_json, switches["dry_run"])


def _uninstall(
    host: str, folder: str | None, skill: tuple[str, ...], as_json: bool, **switches: bool
) -> None:
    """Remove the skills installed for HOST; changed files stop it, files of others stay."""
    from creatorscope.delivery.install import uninstall_skills
    from creatorscope.delivery.record import load_record

    with shown_errors(as_json):
        place = _place(host, folder)
        installed = list(load_record(place).skills)
        steps = uninstall_skills(_known(skill, installed, "installed"), place, **switches)
        _show_steps(steps, place, as_json, switches["dry_run"])


def _place(host: str, folder: str | None) -> Path:
    """Return the skills folder of a host, or the one given instead. Raises ArgumentError."""
    from creatorscope.delivery.targets import find_target

    target = find_target(host)
    return Path(folder).expanduser() if folder else target.skills_folder()


def _load(names: tuple[str, ...]) -> Skills:
    """Return the named skills this copy carries, all without names. Raises ArgumentError."""
    from creatorscope.delivery.skill import load_skill

    files = find_skills_files()
    known = _known(names, list(files.skill_names()), "there")
    return {name: load_skill(files.skills / name) for name in known}


def _known(names: Iterable[str], known: list[str], where: str) -> list[str]:
    """Return the names asked for, all without; ArgumentError names the nearest for unknown ones."""
    asked = list(dict.fromkeys(names))
    problems = []
    for name in asked:
        if name not in known:
            guess = nearest(name, known)
            hint = f"Did you mean {guess}? " if guess else ""
            listed = f"{hint}Skills {where}: {', '.join(known) or 'none'}."
            problems.append(Problem("skill", f"no skill {name} is {where}", listed))
    if problems:
        raise ArgumentError(problems)
    return asked or known


def _show_steps(steps: tuple[Step, ...], place: Path, as_json: bool, dry_run: bool) -> None:
    if as_json:
        rows = [{"action": str(step.action), "path": step.path} for step in steps]
        show_json({"folder": str(place), "dry_run": dry_run, "files": rows})
        return
    counts: dict[str, int] = {}
    for step in steps:
        counts[str(step.action)] = counts.get(str(step.action), 0) + 1
    summary = ", ".join(f"{action} {count}" for action, count in counts.items()) or "nothing to do"
    done = "would be done" if dry_run else "done"
    shown = [f"  {step.action} {step.path}" for step in steps if dry_run]
    click.echo("\n".join([f"{place}: {summary} ({done})", *shown]))


def _status_row(skill: SkillStatus) -> dict[str, Any]:
    files = [{"path": file.path, "state": str(file.state)} for file in skill.files]
    return {"name": skill.name, "state": str(skill.state), "files": files}


def _status_lines(skill: SkillStatus) -> list[str]:
    return [
        f"{skill.name:22} {skill.state}",
        *(f"  {file.state}: {file.path}" for file in skill.files),
    ]


def _params(*, writes: bool, chooses: bool) -> list[click.Parameter]:
    params: list[click.Parameter] = [
        click.Argument(["host"]),
        click.Option(["--dir", "folder"], metavar="FOLDER", help="Skills folder to use instead of HOST's."),
    ]
    if chooses:
        params.append(
            click.Option(["--skill"], multiple=True, metavar="NAME", help="Only this one; repeat it.")
        )
    if writes:
        params.append(click.Option(["--dry-run"], is_flag=True, help="Show what would be done; do nothing."))
        params.append(click.Option(["--force"], is_flag=True, help="Overwrite and remove changed files too."))
    return [*params, json_option()]


def _commands() -> Mapping[str, tuple[Callable[..., None], list[click.Parameter]]]:
    return {
        "list": (_list, [json_option()]),
        "validate": (
            _validate,
            [click.Argument(["skill"], nargs=-1, metavar="[NAME|FOLDER]..."), json_option()],
        ),
        "status": (_status, _params(writes=False, chooses=False)),
        "install": (_install, _params(writes=True, chooses=True)),
        "uninstall": (_uninstall, _params(writes=True, chooses=True)),
    }


def build_skills() -> click.Command:
    """Return `skills`, a group."""
    from creatorscope.delivery.targets import TARGETS

    hosts = f"Hosts: {', '.join(TARGETS)}."
    commands: dict[str, click.Command] = {
        name: click.Command(name, callback=run, params=params, help=str(run.__doc__), epilog=hosts)
        for name, (run, params) in _commands().items()
    }
    return click.Group(
        "skills",
        commands=commands,
        help="List, check and install the skills.",
        short_help="Skills: list, check, install.",
    )
