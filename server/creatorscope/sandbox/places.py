"""Where the sandbox's creators live: countries, how common, what is spoken, which sell on TikTok Shop."""

from __future__ import annotations

from dataclasses import dataclass

from creatorscope.sandbox.draws import Weighted


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A country of the world.

    `tiktok`, `elsewhere`: relative share of creators by the platform they started on.
    `languages`: language code and share, the usual one first. `neighbours`: where foreign viewers live.
    `showcase`: share of TikTok creators with a shop window. `basket`: what one buyer spends, US dollars.
    """

    code: str
    tiktok: float
    elsewhere: float
    languages: Weighted[str]
    neighbours: tuple[str, ...]
    showcase: float
    basket: float


def _place(row: tuple[str, float, float, str, str, float, float]) -> Place:
    code, tiktok, elsewhere, languages, neighbours, showcase, basket = row
    spoken = [item.split(":") for item in languages.split()]
    return Place(
        code=code,
        tiktok=tiktok,
        elsewhere=elsewhere,
        languages=Weighted((language, float(share)) for language, share in spoken),
        neighbours=tuple(neighbours.split()),
        showcase=showcase,
        basket=basket,
    )


# code, share on TikTok, share elsewhere, languages, neighbours, showcase share, basket
_ROWS = (
    ("US", 20, 22, "en:88 es:9 zh:2 vi:1", "CA GB MX AU PH", 0.35, 27),
    ("VN", 12, 6, "vi:95 en:5", "US TH JP KR", 0.55, 9),
    ("TH", 9, 5, "th:94 en:6", "US VN MY SG", 0.50, 11),
    ("ID", 10, 8, "id:95 en:5", "MY SG US TH", 0.50, 8),
    ("PH", 7, 5, "tl:55 en:45", "US SG MY CA", 0.48, 8),
    ("MY", 5, 3, "ms:60 en:25 zh:15", "SG ID US TH", 0.46, 12),
    ("SG", 1.5, 1.5, "en:75 zh:20 ms:5", "MY ID US PH", 0.30, 22),
    ("GB", 6, 7, "en:96 hi:2 ar:2", "US AU CA DE", 0.33, 24),
    ("BR", 6, 8, "pt:97 en:3", "US MX ES FR", 0.20, 14),
    ("MX", 4, 5, "es:97 en:3", "US CO ES BR", 0.22, 15),
    ("JP", 3, 5, "ja:97 en:3", "US TW KR TH", 0.12, 25),
    ("KR", 2, 5, "ko:96 en:4", "US JP VN ID", 0.0, 30),
    ("DE", 2.5, 4, "de:94 en:6", "US FR GB IT", 0.15, 26),
    ("FR", 2.5, 4, "fr:95 en:3 ar:2", "US DE CA ES", 0.15, 25),
    ("ES", 2, 3, "es:94 en:6", "MX US CO FR", 0.20, 22),
    ("IT", 1.8, 3, "it:95 en:5", "US DE FR ES", 0.14, 23),
    ("IN", 0, 9, "hi:62 en:38", "US AE GB SG", 0.0, 9),
    ("SA", 2.2, 2.5, "ar:93 en:7", "AE US GB IN", 0.0, 28),
    ("AE", 1.2, 1.5, "ar:50 en:45 hi:5", "SA IN US GB", 0.0, 30),
    ("CA", 1.5, 2.5, "en:78 fr:20 zh:2", "US GB FR AU", 0.0, 28),
    ("AU", 1.2, 2, "en:97 zh:3", "US GB CA SG", 0.0, 28),
    ("TW", 1, 1.5, "zh:97 en:3", "US JP MY SG", 0.0, 18),
    ("CO", 1.5, 2, "es:98 en:2", "MX US ES BR", 0.0, 12),
)

PLACES: dict[str, Place] = {row[0]: _place(row) for row in _ROWS}
ON_TIKTOK = Weighted((place, place.tiktok) for place in PLACES.values())
ELSEWHERE = Weighted((place, place.elsewhere) for place in PLACES.values())
