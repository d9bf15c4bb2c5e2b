"""Running a job through workers that are killed at random points, judged by the sandbox's log."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio

from creatorscope.jobs.rows import JobRow
from creatorscope.sandbox.affiliate_world import NotCollectable, build_affiliate_document, list_creator_ids
from creatorscope.works.rows import work_row
from creatorscope.works.work import Work
from tests.jobs.bureau import Bureau, open_live_bureau
from tests.jobs.forge import Forge, alive, kill
from tests.jobs.upstream import NOBODY, SandboxProcess

_PATIENCE_S = 90.0
_MOST_LIVES = 500


@dataclass
class Trial:
    """One job and how it went. `decisions`: how many lost answers a person decided to send again."""

    sandbox: SandboxProcess
    environment: dict[str, str]
    row: JobRow
    kills: int = 0
    lives: int = 0
    decisions: int = 0
    most_repeated: int = 0
    states: list[str] = field(default_factory=list)


async def trial(
    kind: str, sandbox: SandboxProcess, forge: Forge, environment: dict[str, str], kills: int
) -> Trial:
    """Run a job of a kind while its workers are killed; returns when it has ended."""
    chance = random.Random(kills)  # noqa: S311 - picks moments, keeps no secret
    async with open_live_bureau(environment) as bureau:
        row = bureau.insert(kind, **_arguments(kind, bureau, sandbox))
        ran = Trial(sandbox, environment, row)
        while ran.kills < kills and bureau.rows.load(row.id).open:
            ran.lives += 1
            assert ran.lives <= kills * 3, ran
            await anyio.to_thread.run_sync(_one_life, forge, bureau, ran, chance)
            await _decide(bureau, ran)
        while bureau.rows.load(row.id).open:
            await anyio.to_thread.run_sync(_to_the_end, forge, ran)
            await _decide(bureau, ran)
        ran.row = bureau.rows.load(row.id)
        ran.states.append(ran.row.state)
        return ran


def _one_life(forge: Forge, bureau: Bureau, ran: Trial, chance: random.Random) -> None:
    """Start a worker and kill it some requests later."""
    wanted = ran.sandbox.total() + chance.randint(1, 4)
    pid = forge.start(ran.environment)
    ends_at = time.monotonic() + _PATIENCE_S
    while alive(pid) and ran.sandbox.total() < wanted:
        assert time.monotonic() < ends_at, bureau.rows.load(ran.row.id)
        time.sleep(0.002)
    time.sleep(chance.random() * 0.03)
    if alive(pid):
        ran.kills += 1
    kill(pid)


def _to_the_end(forge: Forge, ran: Trial) -> None:
    ran.lives += 1
    assert ran.lives <= _MOST_LIVES, ran
    pid = forge.start(ran.environment)
    ends_at = time.monotonic() + _PATIENCE_S
    while alive(pid):
        assert time.monotonic() < ends_at
        time.sleep(0.02)


async def _decide(bureau: Bureau, ran: Trial) -> None:
    """Send again what is lost, once it is sure that nothing was sent again by itself."""
    row = bureau.rows.load(ran.row.id)
    ran.most_repeated = sum(one.count - 1 for one in ran.sandbox.repeated())
    assert ran.most_repeated <= ran.decisions, ran.sandbox.repeated()
    if row.state in ("needs_decision", "failed"):
        assert row.state == "needs_decision", row
        assert "answer" in row.next, row
        from creatorscope.state.deciding import list_unknown

        ran.decisions += len(list_unknown(bureau.desk.ledger.state, row.id))
        bureau.desk.resume(row, "retry")


def _arguments(kind: str, bureau: Bureau, sandbox: SandboxProcess) -> dict[str, Any]:
    world = sandbox.world()
    names = [one.username for one in world.creators if one.platform == "tiktok"]
    if kind == "collect_creators":
        return {"platform": "tiktok", "creators": [*names, f"{NOBODY}_1", f"{NOBODY}_2"]}
    if kind == "discover_creators":
        return {"platform": "tiktok", "count": 500, "filters": {"service_level": "S1"}}
    if kind == "analyze_creators":
        return {"platform": "tiktok", "creators": [*names[:5], f"{NOBODY}_1"], "max_works": 20}
    if kind == "transcribe_works":
        return {"works": [_works(bureau, sandbox.address)]}
    return {"folder": str(_documents(bureau.around.storage.root / "documents", world))}


def _works(bureau: Bureau, address: str) -> str:
    """Keep works without subtitles: readable, to be relayed, and lost ones; return the result id."""
    from creatorscope.results.about import About, Kind

    addresses = [f"https://media.sandbox.example/video/{number}.mp4" for number in (1, 2, 3, 4, 6, 7)]
    addresses += [
        f"{address}/sandbox/transcripts/asr_20260315_demo01/0.json?unreadable={number}" for number in range(3)
    ]
    addresses += [f"{address}/nowhere?unreadable=1"]
    rows = [
        work_row(
            Work(platform="tiktok", platform_work_id=str(number), video_download_url=url, source="tests")
        )
        for number, url in enumerate(addresses, 1)
    ]
    return bureau.around.store.keep_rows(rows, About(kind=Kind.IMPORT, tool="import_works", source="import"))


def _documents(folder: Path, world: Any) -> Path:
    """Write the documents of a world's work list, one of them broken."""
    from pydantic_core import to_json

    folder.mkdir(parents=True, exist_ok=True)
    for number, creator_id in enumerate(list_creator_ids(world)):
        try:
            content = to_json(build_affiliate_document(world, creator_id))
        except NotCollectable as error:
            if "profiles" not in error.code:
                continue
            content = to_json({"id": creator_id, "profiles": None})
        (folder / f"{creator_id}.json").write_bytes(content[:500] if number == 3 else content)
    return folder
