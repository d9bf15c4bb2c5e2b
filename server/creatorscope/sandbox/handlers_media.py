"""Speech-to-text as the sandbox serves it: submission, state, transcript files."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from creatorscope.endpoints.transcription import TranscriptionQuery, TranscriptionRequest
from creatorscope.sandbox.serving import (
    Context,
    RawCall,
    RawReply,
    Refusal,
    Reply,
    seeds_state,
    serves,
    serves_raw,
)
from creatorscope.sandbox.state import State
from creatorscope.sandbox.transcripts import Outcome, format_transcript, outcome_of

TASK = "transcription"
_DEMO_TASK = "asr_20260315_demo01"
_DEMO_URL = "https://media.sandbox.example/video/7496499484705246507.mp4"
_STARTS_AFTER_S = 4


@serves("submit_transcription")
def answer_submission(request: TranscriptionRequest, ctx: Context) -> Reply:
    """Accept a batch; nothing is transcribed yet."""
    number = ctx.state.add("transcriptions", 1)
    digest = sha256(f"{ctx.world.seed}:{number}".encode()).hexdigest()
    task_id = f"asr_{ctx.now:%Y%m%d}_{digest[:10]}"
    ctx.state.put(TASK, task_id, {"file_urls": request.file_urls, "submitted": ctx.now.isoformat()})
    task: dict[str, Any] = {
        "task_id": task_id,
        "task_status": "PENDING",
        "submit_time": _clock_time(ctx.now),
        "scheduled_time": None,
        "end_time": None,
        "task_metrics": {"TOTAL": len(request.file_urls), "SUCCEEDED": 0, "FAILED": 0},
        "results": [],
    }
    return Reply(data={"request_id": digest[10:42], "output": task, "usage": {}}, whole=True)


@serves("get_transcription")
def answer_transcription(request: TranscriptionQuery, ctx: Context) -> Reply:
    """Answer how each item stands; the text only when all of them succeeded."""
    urls, submitted = _find(ctx, request.task_id)
    outcomes = [outcome_of(ctx, url, submitted) for url in urls]
    spent = (ctx.now - submitted).total_seconds() * ctx.speed
    address = f"{ctx.base_url}/sandbox/transcripts/{request.task_id}"
    items = [_item(index, outcome, spent, address) for index, outcome in enumerate(outcomes)]
    counts = {state: sum(item["task_status"] == state for item in items) for state in ("SUCCEEDED", "FAILED")}
    pending = len(items) - sum(counts.values())
    full = counts["SUCCEEDED"] == len(items)
    status, platform_status = _overall(counts["SUCCEEDED"], pending, full, spent)
    answer: dict[str, Any] = {
        "task_id": request.task_id,
        "task_status": status,
        "platform_task_status": platform_status,
        "is_fully_succeeded": full,
        "duration_sec": sum(item["duration_sec"] or 0 for item in items),
        "input_count": len(items),
        "succeeded_count": counts["SUCCEEDED"],
        "failed_count": counts["FAILED"],
        "pending_count": pending,
        "items": items,
    }
    if full:
        texts = [text for outcome in outcomes for text in outcome.sentences]
        answer["sentences"] = [{"sentence_id": number, "text": text} for number, text in enumerate(texts, 1)]
        answer["full_text"] = " ".join(texts)
    return Reply(data=answer)


@serves_raw("GET /sandbox/transcripts/{task_id}/{item_index}")
def answer_transcript_file(call: RawCall, ctx: Context) -> RawReply:
    """Answer the transcript of one item that succeeded."""
    urls, submitted = _find(ctx, call.slots["task_id"])
    index = call.slots["item_index"].removesuffix(".json")
    if not index.isdecimal() or int(index) >= len(urls):
        raise Refusal(404, "no such transcript")
    outcome = outcome_of(ctx, urls[int(index)], submitted)
    spent = (ctx.now - submitted).total_seconds() * ctx.speed
    if not outcome.readable or spent < outcome.after_s:
        raise Refusal(404, "no such transcript")
    content = format_transcript(urls[int(index)], outcome)
    return RawReply(content=json.dumps(content, ensure_ascii=False).encode())


@seeds_state
def seed_transcription(state: State, born: datetime) -> None:
    """Put one finished transcription into new state."""
    submitted = (born - timedelta(hours=1)).isoformat()
    state.put(TASK, _DEMO_TASK, {"file_urls": [_DEMO_URL], "submitted": submitted})


def _find(ctx: Context, task_id: str) -> tuple[list[str], datetime]:
    """Return a task's addresses and the time it was submitted; refuses unknown ids."""
    task = ctx.state.get(TASK, task_id)
    if task is None:
        raise Refusal(404, f"no task has the id {task_id}")
    return task["file_urls"], datetime.fromisoformat(task["submitted"])


def _item(index: int, outcome: Outcome, spent_s: float, address: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "item_index": index,
        "task_status": "RUNNING" if spent_s >= _STARTS_AFTER_S else "PENDING",
        "transcription_url": None,
        "duration_sec": None,
        "error_code": None,
        "error_message": None,
    }
    if spent_s < outcome.after_s:
        return item
    if outcome.readable:
        done = {"transcription_url": f"{address}/{index}.json", "duration_sec": outcome.duration_s}
        return {**item, "task_status": "SUCCEEDED", **done}
    why = {
        "error_code": "FILE_DOWNLOAD_FAILED",
        "error_message": "The service could not download the file from this address.",
    }
    return {**item, "task_status": "FAILED", **why}


def _overall(succeeded: int, pending: int, full: bool, spent_s: float) -> tuple[str, str]:
    """Return the task's own state and the platform's."""
    if pending:
        return ("RUNNING" if spent_s >= _STARTS_AFTER_S else "PENDING"), "PENDING"
    if not succeeded:
        return "FAILED", "FAILED"
    return "SUCCEEDED", "SUCCEEDED" if full else "PARTIAL_SUCCEEDED"


def _clock_time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}.000"
