"""Words a clean transcript may leave out: sounds and phrases that carry nothing, by language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

FILLERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "any": "um, umm, uh, uhh, uhm, er, erm, ah, ahh, eh, hm, hmm, mm, mmm, mhm, oh, ha, haha",
        "en": "like, so, well, okay, ok, right, you know, i mean, kind of, sort of, basically, literally, "
        "actually, anyway, yeah",
        "vi": "ờ, ờm, ừ, ừm, à, ạ, ơ, ư, hả, thì, nha, nhá, nhé, kiểu, kiểu như, kiểu là, đấy, ý là, "
        "nói chung là, thật ra, thật ra là",
        "zh": "嗯, 呃, 啊, 哦, 喔, 唉, 哎, 呀, 呢, 嘛, 啦, 诶, 欸, 那个, 这个, 就是, 就是说, 然后, "
        "然后呢, 那么, 其实, 怎么说呢, 那個, 這個, 就是說, 然後, 其實",
        "th": "เอ่อ, อืม, แบบว่า, คือว่า, ก็, นะคะ, นะครับ, ค่ะ, ครับ",
        "es": "este, pues, bueno, o sea, eh, mmm, como que, digamos, entonces, en plan",
        "id": "eh, ya, nah, gitu, kayak, jadi, terus, anu, apa ya, kan, sih, dong, deh",
        "pt": "né, tipo, tipo assim, então, bom, hã, ahn, quer dizer, sabe, aí",
        "ja": "えっと, ええと, えー, えーと, あのー, そのー, うーん, なんか",
        "ko": "음, 어, 그, 그니까, 그러니까, 뭐, 이제",
    }
)
"""Fillers by language, `any` in all of them; separated by commas, in small letters."""

MOST_REPEATED: Final = 6
"""A repeat of up to this many words in a row may be left out."""
