"""What one work of the sandbox says: caption, title, hashtags, speech."""

from __future__ import annotations

from dataclasses import dataclass

from creatorscope.sandbox.draws import Draw, Weighted
from creatorscope.sandbox.works_authors import Author
from creatorscope.sandbox.works_texts import HOOKS, load_phrases

_HOOK = Weighted(zip(HOOKS, (18, 13, 12, 16, 12, 11, 18), strict=True))
_FAVOURITE_LIFT = 0.18
_ACTION_SHARE, _NO_CAPTION_SHARE = 0.55, 0.03
_UNSPACED = ("zh", "ja", "th")


@dataclass(frozen=True, slots=True)
class Writing:
    """The texts of one work.

    `caption` without hashtags; "" where the author wrote none. `speech`: the
    sentences spoken, () for silence. `lift`: decades of plays that this kind of opening brings this author.
    """

    title: str
    caption: str
    hashtags: tuple[str, ...]
    speech: tuple[str, ...]
    lift: float

    @property
    def tagged(self) -> str:
        """The caption followed by its hashtags."""
        return " ".join(part for part in (self.caption, *(f"#{tag}" for tag in self.hashtags)) if part)


def favourite_hook(author: Author) -> str:
    """Return the kind of opening that works best for this author."""
    return Draw(f"{author.seed}:favourite").pick(HOOKS[:6])


def write(draw: Draw, author: Author, favourite: str, silence: float) -> Writing:
    """Return the texts of one work in the author's language; `silence`: how likely nothing is said."""
    phrases = load_phrases()[author.language]
    hook = draw.weighted(_HOOK)
    opening = draw.pick(phrases.hooks[hook]).format(topic=author.topic)
    opening = opening[:1].upper() + opening[1:]
    action = draw.pick(phrases.actions).format(topic=author.topic) if draw.chance(_ACTION_SHARE) else ""
    middles = draw.some(phrases.middles, draw.whole(1, len(phrases.middles)))
    silent = silence >= 1 or draw.chance(silence)
    glue = "" if author.language in _UNSPACED else " "
    caption = glue.join(part for part in (opening, action if draw.chance(0.5) else "") if part)
    return Writing(
        title=opening,
        caption="" if draw.chance(_NO_CAPTION_SHARE) else caption,
        hashtags=tuple(draw.some(author.hashtags, draw.whole(1, 4))),
        speech=() if silent else (_ended(opening), *middles, *([action] if action else [])),
        lift=_FAVOURITE_LIFT if hook == favourite else 0.0,
    )


def _ended(sentence: str) -> str:
    return sentence if sentence[-1] in "?!.？！。؟" else f"{sentence}."
