"""Worker processes: started when a job needs one, for every principal, and never in the server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime

import anyio
import pytest
from sqlalchemy import update

from creatorscope.app import open_app
from creatorscope.jobs import waking
from creatorscope.jobs.rows import JobRows
from creatorscope.operations.jobs_tools import JOB_TOOLS
from creatorscope.operations.table import BY_NAME
from creatorscope.settings import load_settings
from creatorscope.settings_environment import environment_of
from creatorscope.settings_principals import principal_settings
from creatorscope.state.tables import JOBS
from tests.jobs.bureau import Bureau, open_live_bureau
from tests.jobs.forge import wait_for_end
from tests.jobs.upstream import SandboxProcess

SEARCH = {"platform": "tiktok", "count": 60, "filters": {"service_level": "S1"}}
WORLD = {"sandbox": True, "as_of": "2026-03-15", "sandbox_creators": 300}


@pytest.mark.slow
async def test_a_job_tool_starts_a_worker_and_answers_with_the_finished_result(tmp_path, monkeypatch):
    monkeypatch.setattr(waking, "IDLE_EXIT_S", 1)
    settings = load_settings({}, None, {**WORLD, "storage": tmp_path})
    async with open_app(settings, sorted({*BY_NAME, *JOB_TOOLS})) as app:
        told = []

        async def progress(done, total, message):
            told.append((done, total, message))

        tool = JOB_TOOLS["discover_creators"]
        answer = await app.invoker.invoke(tool, SEARCH, progress=progress)
        assert len(app.invoker.surroundings.store.load(answer.result_id).rows()) == 60
    assert "done" in answer.summary
    assert told[-1][:2] == (60, 60)
    [process] = waking._started
    assert process.wait(timeout=60) == 0


@pytest.mark.slow
@pytest.mark.parametrize(("present", "state"), [(True, "queued"), (False, "done")])
async def test_a_worker_that_wants_to_be_alone_leaves_the_work_to_one_that_is_there(tmp_path, present, state):
    env = environment_of(load_settings({}, None, {**WORLD, "storage": tmp_path}), os.environ)
    async with open_live_bureau(env) as bureau:
        row = bureau.insert("discover_creators", **SEARCH)
        if not present:
            bureau.presence.release()
        command = [sys.executable, "-m", "creatorscope", "work", "--alone", "--once"]
        await anyio.run_process(command, env=env)
        assert bureau.rows.load(row.id).state == state


@pytest.mark.slow
async def test_a_job_of_an_older_version_waits_for_a_decision_and_says_why(tmp_path, forge):
    env = environment_of(load_settings({}, None, {**WORLD, "storage": tmp_path}), os.environ)
    async with open_live_bureau(env) as bureau:
        row = bureau.insert("discover_creators", **SEARCH)
        with bureau.desk.ledger.state.writing() as connection:
            connection.execute(update(JOBS).values(version=0))
        wait_for_end(forge.start(env))
        row = bureau.rows.load(row.id)
    assert row.state == "needs_decision"
    assert "made by an older version" in row.next


@pytest.mark.slow
async def test_one_worker_does_the_jobs_of_every_principal_each_in_its_own_folder(tmp_path, forge):
    base = load_settings({}, None, {**WORLD, "storage": tmp_path})
    mine = principal_settings(base, "mia", {})
    async with open_app(mine, sorted({*BY_NAME, *JOB_TOOLS})) as app:
        bureau = Bureau(app, mine.storage_root)
        row = bureau.insert("discover_creators", **SEARCH)
        wait_for_end(forge.start(environment_of(base, os.environ)))
        row = bureau.rows.load(row.id)
        assert len(bureau.kept(row)) == 60
    assert (row.state, row.scope.principal) == ("done", "mia")


@pytest.mark.slow
async def test_a_daily_quota_pauses_a_job_until_midnight_and_empty_credits_until_it_is_resumed(tmp_path):
    with SandboxProcess(tmp_path / "upstream") as sandbox:
        for key, state, words in (
            ("cv_live_quota_out", "waiting", "paused until 00:00 UTC"),
            ("cv_live_broke", "needs_decision", "credits"),
        ):
            env = sandbox.environment(tmp_path / key, CV_API_KEY=key)
            async with open_live_bureau(env) as bureau:
                row = await bureau.work(bureau.insert("discover_creators", **SEARCH))
            assert (row.state, words in row.next) == (state, True), row
            if state == "waiting":
                due = datetime.fromisoformat(row.next_check_at)
                assert (due.hour, due.minute) == (0, 0)
                assert due > datetime.now(UTC)


@pytest.mark.slow
async def test_a_job_of_another_account_is_not_done_with_this_one(tmp_path, forge):
    base = load_settings({}, None, {**WORLD, "storage": tmp_path})
    async with open_app(base, sorted({*BY_NAME, *JOB_TOOLS})) as app:
        bureau = Bureau(app, tmp_path)
        row = bureau.insert("discover_creators", **SEARCH)
        other = load_settings({}, None, {**WORLD, "storage": tmp_path, "sandbox_seed": 8})
        wait_for_end(forge.start(environment_of(other, os.environ)))
        row = bureau.rows.load(row.id)
    assert (row.state, "another account" in row.next, row.counts["done"]) == ("needs_decision", True, 0)


def test_a_process_that_only_asks_for_jobs_never_loads_the_engine(tmp_path):
    program = (
        "import sys; from creatorscope.__main__ import build_composition; "
        "from creatorscope.surfaces.cli import run; "
        "code = run(['jobs', 'list', '--sandbox'], build_composition()); "
        "sys.exit(code or 'dbos' in sys.modules)"
    )
    env = {**os.environ, "CREATORSCOPE_STORAGE": str(tmp_path), "CREATORSCOPE_SANDBOX_CREATORS": "30"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "No jobs yet" in done.stdout) == (0, True), done.stderr


def test_the_commands_list_show_cancel_resume_and_prune(tmp_path, monkeypatch, capsys):
    from creatorscope.__main__ import build_composition
    from creatorscope.state.database import open_state
    from creatorscope.surfaces.cli import run

    for name in list(os.environ):
        if name.startswith(("CREATORSCOPE_", "CV_", "TIKOMNI_", "TIKHUB_", "AFFILIATE_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("CREATORSCOPE_STORAGE", str(tmp_path))
    monkeypatch.setenv("CREATORSCOPE_AS_OF", "2026-03-15")
    monkeypatch.setenv("CREATORSCOPE_CONFIG", os.devnull)

    def command(*words):
        code = run(["jobs", *words, "--sandbox"], build_composition())
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    assert command("show", "job_nothing")[0] == 3
    state = open_state(tmp_path)
    _insert_done(state)
    assert "job_done" in command("list")[1]
    assert json.loads(command("show", "job_done", "--json")[1])["summary"].startswith("discover_creators")
    code, out, bar = command("show", "job_done", "--watch")
    assert (code, "job_done" in out, "done" in bar) == (0, True, True)
    assert "is done" in command("cancel", "job_done")[2]
    assert "nothing is to be resumed" in command("resume", "job_done")[2]
    assert "not retried" in command("retry", "job_done")[2]
    assert command("prune", "--days", "0")[1].startswith("forgot 1 jobs")
    assert "No jobs yet" in command("list")[1]
    state.close()


def _insert_done(state):
    from creatorscope.jobs.place import DONE, Place
    from creatorscope.jobs.rows import Draft, Scope

    rows = JobRows(state)
    place = Place(stage=DONE, counts={"items": 1, "done": 1, "left": 0})
    args = {"platform": "tiktok", "count": 1}
    draft = Draft(
        kind="discover_creators",
        version=1,
        scope=Scope(mode="sandbox", principal="local"),
        fingerprint="",
        args=args,
        key="k",
        place=place,
    )
    row, _ = rows.insert(draft, datetime(2026, 3, 1, tzinfo=UTC))
    with state.writing() as connection:
        connection.execute(update(JOBS).where(JOBS.c.id == row.id).values(state="done", id="job_done"))
