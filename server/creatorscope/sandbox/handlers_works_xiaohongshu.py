"""The Xiaohongshu works calls of the sandbox."""

from __future__ import annotations

from typing import Any

from creatorscope.endpoints.works_xiaohongshu import AccountRequest, NoteRequest, NotesRequest
from creatorscope.sandbox.handlers_works_tiktok import account
from creatorscope.sandbox.serving import Context, Refusal, Reply, serves
from creatorscope.sandbox.works_authors import Author
from creatorscope.sandbox.works_links import author_in_link, work_in_link, work_of_id
from creatorscope.sandbox.works_note import format_listed_note, format_note, format_profile
from creatorscope.sandbox.works_world import SandboxWork, pinned_first, works_of

_NOTES_A_PAGE = 20


@serves("raw_xiaohongshu_profile")
def answer_profile(request: AccountRequest, ctx: Context) -> Reply:
    """Answer a profile inside the platform's own envelope."""
    return _inside(format_profile(_author(request, ctx)))


@serves("raw_xiaohongshu_notes")
def answer_notes(request: NotesRequest, ctx: Context) -> Reply:
    """Answer one page of notes, pinned ones first; the cursor is the last note's id."""
    works = pinned_first(works_of(_author(request, ctx)))
    ids = [work.note_id for work in works]
    if request.cursor is not None and request.cursor not in ids:
        raise Refusal(400, "the cursor is not of this list")
    start = ids.index(request.cursor) + 1 if request.cursor else 0
    shown = works[start : start + _NOTES_A_PAGE]
    notes = [format_listed_note(work, ctx.base_url) for work in shown]
    return _inside({"notes": notes, "has_more": start + _NOTES_A_PAGE < len(works)})


@serves("raw_xiaohongshu_image_note")
def answer_image_note(request: NoteRequest, ctx: Context) -> Reply:
    """Answer a note made of images; nothing for a video note."""
    work = _work(request, ctx)
    return _inside([format_note(work, ctx.base_url)] if work.is_photo else [])


@serves("raw_xiaohongshu_video_note")
def answer_video_note(request: NoteRequest, ctx: Context) -> Reply:
    """Answer a video note; nothing for one made of images."""
    work = _work(request, ctx)
    return _inside([] if work.is_photo else [format_note(work, ctx.base_url)])


def _author(request: AccountRequest, ctx: Context) -> Author:
    if request.user_id:
        return account(ctx, "xiaohongshu", request.user_id)
    return author_in_link(ctx.world, request.share_text or "", "xiaohongshu")


def _work(request: NoteRequest, ctx: Context) -> SandboxWork:
    if request.note_id:
        return work_of_id(ctx.world, "xiaohongshu", request.note_id)
    return work_in_link(ctx.world, request.share_text or "", "xiaohongshu")


def _inside(data: Any) -> Reply:
    return Reply(data={"code": 0, "success": True, "msg": "成功", "data": data})
