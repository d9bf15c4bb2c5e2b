"""The form of a work, as far as its text and metadata can tell it."""

from __future__ import annotations

from typing import Final, Literal

from creatorscope.analysis.outputs import Part
from creatorscope.analysis.passages import Passages
from creatorscope.analysis.sentences import Style
from creatorscope.analysis.text import Trust
from creatorscope.works.work import Work

FormName = Literal["text_only", "no_speech", "dialogue", "carousel"]

_TURNS: Final = 12
_TURN_WORDS: Final = 5.0
_TURN_QUESTIONS: Final = 0.15


class Form(Part):
    """The form of a work; None with a reason where text and metadata cannot tell.

    talking_head and voice_over are never given: both need the picture.
    """

    form: FormName | None
    reason: str | None = None


def describe_form(work: Work, passages: Passages, style: Style | None) -> Form:
    """Return the form of a work; `style` is the style of its speech."""
    if work.media_type == "photo":
        return Form(form="carousel")
    if not passages.is_video:
        return Form(form="text_only")
    if passages.trust is Trust.NO_SPEECH:
        return Form(form="no_speech")
    if passages.trust is not Trust.TRUSTED or style is None:
        return Form(form=None, reason="no trusted transcript")
    if (
        style.sentences >= _TURNS
        and style.sentence_words <= _TURN_WORDS
        and style.question_share >= _TURN_QUESTIONS
    ):
        return Form(form="dialogue")
    return Form(form=None, reason="talking_head and voice_over cannot be told apart without the picture")
