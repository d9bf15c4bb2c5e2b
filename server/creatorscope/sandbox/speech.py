"""Believable speech of short product videos: an opening, a body, a call to action."""

from __future__ import annotations

from creatorscope.sandbox.draws import Draw

_WORDS_A_SECOND = 2.5


def build_speech(draw: Draw, thing: str, seconds: float) -> list[str]:
    """Return the sentences said about a thing in that many seconds: an opening, a body, an ending."""
    opening = draw.pick(_OPENINGS).format(thing=thing)
    ending = draw.pick(_ENDINGS).format(thing=thing)
    left = seconds * _WORDS_A_SECOND - len(f"{opening} {ending}".split())
    body = []
    for sentence in draw.some(_BODY, len(_BODY)):
        left -= len(sentence.split())
        if left < 0:
            break
        body.append(sentence.format(thing=thing))
    return [opening, *body, ending]


_OPENINGS = (
    "Stop scrolling if your {thing} keeps letting you down.",
    "I was wrong about the {thing}, and here is why.",
    "Three weeks ago I bought the {thing} as a joke.",
    "You asked for the truth about the {thing}, so here it is.",
    "Nobody tells you this before you buy a {thing}.",
)
_BODY = (
    "The first thing I noticed is how light it feels in the hand.",
    "I used it every single morning before work and wrote down what happened.",
    "On day four I almost gave up, because nothing had changed yet.",
    "By the end of the second week even my sister asked what I was doing differently.",
    "It is not perfect, the lid is a little stiff and the box is far too big.",
    "Compared with the one I had before, it costs less and does more.",
    "Look at this side, that is the old one, and this is the {thing}.",
    "If you have a small place you will like that it fits in a drawer.",
    "I read the label twice, and there is nothing strange in it.",
    "Cleaning it takes me about ten seconds under warm water.",
    "My friend returned hers because the colour was different, so check that first.",
    "I would not pay the full price, but the price this week is fair.",
    "For me the best part is that I do not have to think about it any more.",
    "Someone in the comments asked whether it survives a dishwasher, and it did.",
)
_ENDINGS = (
    "If you want to try it, the {thing} is linked right below this video.",
    "Tell me in the comments whether you want a part two.",
    "Save this for later and send it to the friend who needs a {thing}.",
    "Follow along, tomorrow I am testing the cheaper one.",
    "Tap the link before the price goes back up.",
)
