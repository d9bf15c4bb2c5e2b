"""The invented people of the two Chinese platforms."""

from __future__ import annotations

from dataclasses import replace

from creatorscope.sandbox.categories import leaf_table, leaf_tags
from creatorscope.sandbox.draws import Draw, Weighted
from creatorscope.sandbox.names import SPEECH
from creatorscope.sandbox.people import Person, build_demo_person
from creatorscope.sandbox.places import Place
from creatorscope.sandbox.topics import TOPICS

FIRST_HANDLE = 1000
_CHINA = Place(
    code="CN",
    tiktok=0,
    elsewhere=0,
    languages=Weighted([("zh", 1)]),
    neighbours=(),
    showcase=0.5,
    basket=15,
)
_TOPIC = Weighted((top, topic.women + topic.men) for top, topic in TOPICS.items())


def build_chinese_demo() -> Person:
    """Return creator_demo as she is on the Chinese platforms."""
    return replace(
        build_demo_person(),
        place=_CHINA,
        language="zh",
        hashtags=("美妆", "护肤", "口红试色", "新手化妆"),
        bio="真实美妆测评 | 护肤日常 | 口红试色",
        whatsapp=None,
    )


def build_chinese_person(draw: Draw, number: int) -> Person:
    """Return a person whose handle ends in FIRST_HANDLE plus their number."""
    speech = SPEECH["zh"]
    girl = draw.chance(0.6)
    given, latin = draw.pick(speech.female if girl else speech.male)
    family, _ = draw.pick(speech.family)
    leaf = draw.weighted(leaf_table(draw.weighted(_TOPIC)))
    topic = TOPICS[leaf[:2]].words["zh"]
    return Person(
        handle=f"{latin}_{leaf_tags(leaf)[0]}_{FIRST_HANDLE + number}",
        nickname=draw.pick((f"{given}{topic}", f"{family}{given}", f"爱{topic}的{given}")),
        gender="female" if girl else "male",
        place=_CHINA,
        language="zh",
        leaves=(leaf,),
        hashtags=(topic, f"{topic}分享", f"日常{topic}", f"{topic}教程"),
        bio=draw.pick(speech.phrases).format(topic=topic, given=given),
        fame=draw.normal(),
        email=None,
        whatsapp=None,
        line=None,
        zalo=None,
        mcn=None,
        shop=draw.chance(_CHINA.showcase),
        generated=False,
    )
