"""The people behind the accounts: who they are, what they talk about, how to reach them."""

from __future__ import annotations

from dataclasses import dataclass

from creatorscope.sandbox.categories import leaf_table, leaf_tags
from creatorscope.sandbox.draws import Draw, Weighted
from creatorscope.sandbox.names import SPEECH
from creatorscope.sandbox.places import ELSEWHERE, ON_TIKTOK, PLACES, Place
from creatorscope.sandbox.topics import TOPICS

GENDERS: Weighted[str | None] = Weighted([("female", 52), ("male", 38), (None, 10)])
_PRIMARY: dict[str | None, Weighted[str]] = {
    "female": Weighted((top, topic.women) for top, topic in TOPICS.items()),
    "male": Weighted((top, topic.men) for top, topic in TOPICS.items()),
    None: Weighted((top, topic.women + topic.men) for top, topic in TOPICS.items()),
}
_LEAF_COUNT = Weighted([(1, 45), (2, 38), (3, 17)])
_NETWORKS = (
    "Orchard Lane Media",
    "Blue Lantern MCN",
    "Papaya Collective",
    "Northstar Creators",
    "Ginkgo Studio",
)
_MAIL_HOSTS = ("example.com", "example.org", "example.net")
_EXTRAS = ("👇 link in bio", "📍 somewhere sunny", "new video every week", "👩‍🍳✨", "-10% code DEMO10")
_LINE_SHARES = {"TH": 0.40, "JP": 0.22, "TW": 0.35}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One invented person, who may have accounts on several platforms.

    `fame`: standard normal; shared by the person's accounts. `leaves`: industry ids, main one first.
    `shop`: sells on TikTok. Contacts are None where the person gives none.
    """

    handle: str
    nickname: str
    gender: str | None
    place: Place
    language: str
    leaves: tuple[str, ...]
    hashtags: tuple[str, ...]
    bio: str
    fame: float
    email: str | None
    whatsapp: str | None
    line: str | None
    zalo: str | None
    mcn: str | None
    shop: bool
    generated: bool

    @property
    def tops(self) -> tuple[str, ...]:
        """The top categories of the person's leaves, main one first, each once."""
        return tuple(dict.fromkeys(leaf[:2] for leaf in self.leaves))


def build_person(seed: str, taken: set[str], *, on_tiktok: bool) -> Person:
    """Return the person that a seed text stands for; `taken` are the handles in use, and gains one."""
    draw = Draw(seed)
    place = draw.weighted(ON_TIKTOK if on_tiktok else ELSEWHERE)
    language = draw.weighted(place.languages)
    gender = draw.weighted(GENDERS)
    leaves = _draw_leaves(draw, gender)
    given, latin, full = _draw_name(draw, language, gender)
    handle = _draw_handle(draw, latin, leaves[0], taken)
    topic = TOPICS[leaves[0][:2]].words[language]
    fame = draw.normal()
    email = f"{handle}@{draw.pick(_MAIL_HOSTS)}" if draw.chance(0.34 + 0.08 * fame) else None
    hashtags = _draw_hashtags(draw, leaves)
    phrase = draw.pick(SPEECH[language].phrases).format(topic=topic, given=given)
    return Person(
        handle=handle,
        nickname=_nickname(draw, given, full, topic),
        gender=gender,
        place=place,
        language=language,
        leaves=leaves,
        hashtags=hashtags,
        bio=_bio(draw, phrase, hashtags, f"{SPEECH[language].contact} {email}" if email else ""),
        fame=fame,
        email=email,
        whatsapp=_draw_phone(draw, place.code) if draw.chance(0.14) else None,
        line=f"https://example.com/line/{handle}" if draw.chance(_LINE_SHARES.get(place.code, 0)) else None,
        zalo=f"https://example.com/zalo/{handle}" if place.code == "VN" and draw.chance(0.45) else None,
        mcn=draw.pick(_NETWORKS) if draw.chance(0.10 + max(0.0, 0.08 * fame)) else None,
        shop=draw.chance(place.showcase),
        generated=draw.chance(0.03),
    )


def build_demo_person() -> Person:
    """Return creator_demo, whom every world holds and every example names."""
    leaves = ("25009001", "25006002", "15002001")
    return Person(
        handle="creator_demo",
        nickname="Creator Demo",
        gender="female",
        place=PLACES["US"],
        language="en",
        leaves=leaves,
        hashtags=("beauty", "skincare", "skincareroutine", "lipstick", "grwm", "lifestyle"),
        bio="Honest beauty reviews | skincare routine and lip colours | Business: demo@example.com",
        fame=1.35,
        email="demo@example.com",
        whatsapp="+12025550142",
        line=None,
        zalo=None,
        mcn="Orchard Lane Media",
        shop=True,
        generated=False,
    )


def _draw_leaves(draw: Draw, gender: str | None) -> tuple[str, ...]:
    """Return one to three leaves; later ones mostly stay under the first one's top category."""
    top = draw.weighted(_PRIMARY[gender])
    chosen = [draw.weighted(leaf_table(top))]
    for _ in range(draw.weighted(_LEAF_COUNT) - 1):
        under = draw.pick(TOPICS[top].also) if draw.chance(0.35) else top
        chosen.append(draw.weighted(leaf_table(under)))
    return tuple(dict.fromkeys(chosen))


def _draw_name(draw: Draw, language: str, gender: str | None) -> tuple[str, str, str]:
    """Return a given name, the same in a-z, and the full name in its language's order."""
    speech = SPEECH[language]
    girl = gender == "female" or (gender is None and draw.chance(0.5))
    given, latin = draw.pick(speech.female if girl else speech.male)
    family, _ = draw.pick(speech.family)
    glue = "" if language in ("ja", "ko", "zh") else " "
    return given, latin, f"{family}{glue}{given}" if speech.family_first else f"{given} {family}"


def _draw_handle(draw: Draw, latin: str, leaf: str, taken: set[str]) -> str:
    """Return a free handle such as `linh.skincare.4821`; the number marks it as invented."""
    word = draw.pick(leaf_tags(leaf)[:3])[:12]
    glue = draw.pick((".", "_"))
    while (handle := f"{latin}{glue}{word}{glue}{draw.digits(4)}") in taken:
        pass
    taken.add(handle)
    return handle


def _draw_hashtags(draw: Draw, leaves: tuple[str, ...]) -> tuple[str, ...]:
    """Return a few tags of each leaf and of the main top category, without the #."""
    tags: list[str] = []
    for leaf in leaves:
        tags += draw.some(leaf_tags(leaf), 2)
    tags += draw.some(TOPICS[leaves[0][:2]].tags, draw.whole(1, 3))
    return tuple(dict.fromkeys(tags))


def _nickname(draw: Draw, given: str, full: str, topic: str) -> str:
    """Return a display name; a few begin with a sign that spreadsheets take for a formula."""
    kind = draw.unit()
    if kind < 0.45:
        return full
    if kind < 0.80:
        return f"{given} {topic}"
    return f"{given} ✨" if kind < 0.985 else f"={given}= {topic}"


def _bio(draw: Draw, phrase: str, hashtags: tuple[str, ...], contact: str) -> str:
    """Return a bio: a phrase in the person's language, usually words of the category, a contact."""
    parts = [phrase]
    if draw.chance(0.75):
        parts.append(" ".join(("#" + tag for tag in hashtags[:2]) if draw.chance(0.3) else hashtags[:3]))
    if draw.chance(0.25):
        parts.append(draw.pick(_EXTRAS))
    return " | ".join([*parts, contact] if contact else parts)


def _draw_phone(draw: Draw, country: str) -> str:
    """Return a number from the ranges set aside for fiction in the US, Britain, Germany and France."""
    if country == "DE":
        return f"+4917139200{draw.digits(2)}"
    if country == "FR":
        return f"+33639980{draw.digits(3)}"
    if country in ("US", "CA", "MX", "BR", "CO", "PH"):
        return f"+1{draw.pick(('202', '303', '415', '512', '617'))}55501{draw.digits(2)}"
    return f"+447700900{draw.digits(3)}"
