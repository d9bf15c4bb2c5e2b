"""What the sandbox's creators talk about: how common each category is, who follows it, and its words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One top category.

    `women`, `men`: relative share among creators of that gender. `female_audience`: usual share of
    women among viewers, percent. `young`: lean of the audience towards 18-24 (0 to 1).
    `also`: top categories its creators stray into. `words`: its name in each language.
    """

    women: float
    men: float
    female_audience: float
    young: float
    also: tuple[str, ...]
    tags: tuple[str, ...]
    words: dict[str, str]


def _topic(facts: tuple[float, float, float, float], also: str, tags: str, words: str) -> Topic:
    women, men, female_audience, young = facts
    return Topic(
        women=women,
        men=men,
        female_audience=female_audience,
        young=young,
        also=tuple(also.split()),
        tags=tuple(tags.split()),
        words=dict(part.strip().split("=") for part in words.split(",")),
    )


TOPICS: dict[str, Topic] = {
    "25": _topic(
        (34, 7, 80, 0.5),
        "16 15",
        "beauty beautytips grwm beautyhacks selfcare",
        "en=beauty, vi=làm đẹp, th=ความงาม, id=kecantikan, ms=kecantikan, tl=kagandahan, pt=beleza,"
        " es=belleza, ja=美容, ko=뷰티, de=Beauty, fr=beauté, it=bellezza, hi=ब्यूटी, ar=الجمال, zh=美妆",
    ),
    "16": _topic(
        (24, 12, 70, 0.55),
        "25 15",
        "fashion ootd style outfitideas tryon",
        "en=fashion, vi=thời trang, th=แฟชั่น, id=fashion, ms=fesyen, tl=fashion, pt=moda, es=moda,"
        " ja=ファッション, ko=패션, de=Mode, fr=mode, it=moda, hi=फैशन, ar=الأزياء, zh=穿搭",
    ),
    "15": _topic(
        (15, 16, 56, 0.4),
        "26 12",
        "travel vlog lifestyle dailylife wanderlust",
        "en=travel, vi=du lịch, th=ท่องเที่ยว, id=jalan-jalan, ms=melancong, tl=biyahe, pt=viagem, es=viajes,"
        " ja=旅行, ko=여행, de=Reisen, fr=voyage, it=viaggi, hi=यात्रा, ar=السفر, zh=旅行",
    ),
    "26": _topic(
        (15, 15, 58, 0.4),
        "15 12",
        "food foodie yummy easyrecipes foodlover",
        "en=food, vi=ẩm thực, th=อาหาร, id=kuliner, ms=makanan, tl=pagkain, pt=comida, es=cocina,"
        " ja=グルメ, ko=먹방, de=Essen, fr=cuisine, it=cucina, hi=खाना, ar=الطعام, zh=美食",
    ),
    "12": _topic(
        (9, 17, 42, 0.5),
        "15 26",
        "sport fitness workout training outdoors",
        "en=fitness, vi=thể thao, th=กีฬา, id=olahraga, ms=sukan, tl=palakasan, pt=esporte, es=deporte,"
        " ja=スポーツ, ko=운동, de=Sport, fr=sport, it=sport, hi=फिटनेस, ar=الرياضة, zh=运动",
    ),
    "24": _topic(
        (4, 16, 27, 0.45),
        "19 15",
        "tech gadgets unboxing techreview tips",
        "en=tech, vi=công nghệ, th=เทคโนโลยี, id=teknologi, ms=teknologi, tl=teknolohiya, pt=tecnologia,"
        " es=tecnología, ja=ガジェット, ko=테크, de=Technik, fr=tech,"
        " it=tecnologia, hi=टेक, ar=التقنية, zh=数码",
    ),
    "19": _topic(
        (6, 24, 30, 0.75),
        "24 12",
        "gaming gamer gameplay livestream mobilegame",
        "en=gaming, vi=game, th=เกม, id=game, ms=permainan, tl=laro, pt=games, es=videojuegos,"
        " ja=ゲーム, ko=게임, de=Gaming, fr=jeux vidéo, it=videogiochi, hi=गेमिंग, ar=الألعاب, zh=游戏",
    ),
}

# Words used with the commoner leaves; words of the leaf's own name are always added.
LEAF_TAGS: dict[str, str] = {
    "25009001": "skincareroutine glowingskin sunscreen serum",
    "25006004": "makeuptutorial foundation blush",
    "25006003": "eyeliner eyeshadow mascara",
    "25006002": "lipstick lipgloss liptint",
    "25014001": "fragrance scentoftheday",
    "25007001": "hairroutine curlyhair shampoo",
    "25012001": "nails gelnails",
    "25010001": "grooming beardcare",
    "16002001": "dress haul dresses",
    "16003001": "menswear streetstyle",
    "16007001": "sneakers shoes",
    "16005001": "handbag bagcollection",
    "16001005": "casualstyle capsulewardrobe",
    "24001001": "smartphone android phonereview",
    "24001002": "laptop pcsetup desksetup",
    "24001003": "camera photography lens",
    "24001006": "earbuds audio",
    "24003001": "technews ai",
    "12001001": "cardio homeworkout",
    "12001002": "gym strength muscle",
    "12001005": "yoga pilates stretch",
    "12002002": "football soccer goals",
    "12003001": "marathon runners",
    "12008001": "camping tent vanlife",
    "26001001": "streetfood snacks",
    "26002001": "coffee latteart barista",
    "26002002": "tea bubbletea matcha",
    "26003001": "cooking recipe homecooking",
    "26004001": "foodreview mukbang restaurant",
    "15001001": "travelguide itinerary budgettravel",
    "15001003": "sunset mountains beach",
    "15002001": "dailyvlog minimalism morningroutine",
    "19001001": "ranked esports",
    "19006001": "fps headshot",
    "19013004": "openworld adventure",
    "19003003": "puzzlegame casualgame",
}
# Leaves talked about more than their neighbours; the others weigh 1, those called Others 0.3.
LEAF_WEIGHTS: dict[str, float] = {
    "25009001": 9, "25006004": 6, "25006002": 4, "25006003": 3, "25007001": 4, "25014001": 3, "25012001": 2,
    "25001001": 0,
    "16002001": 8, "16001005": 6, "16003001": 4, "16007001": 4, "16005001": 3, "16008001": 2,
    "24001001": 6, "24001002": 4, "24001003": 3, "24001006": 3, "24003001": 3,
    "12001001": 4, "12001002": 4, "12001005": 4, "12002002": 4, "12002001": 2, "12003001": 3, "12008001": 2,
    "26001001": 6, "26003001": 6, "26004001": 5, "26002001": 3, "26002002": 2,
    "15002001": 8, "15001001": 5, "15001003": 3, "15001004": 2,
    "19001001": 5, "19006001": 4, "19013004": 4, "19003003": 3, "19013001": 2,
}  # fmt: skip

# Which of TikTok Shop's product groups goods of a leaf belong to; the longest prefix of the leaf decides.
PRODUCT_GROUPS: dict[str, str] = {
    "25": "601450",
    "16": "601152",
    "16003": "824328",
    "16004": "802184",
    "16005": "824584",
    "16006": "605248",
    "16007": "601352",
    "16008": "953224",
    "24": "601739",
    "24001002": "601755",
    "24002002": "601755",
    "12": "603014",
    "26": "700437",
    "15": "600001",
    "19": "604206",
}
PRODUCT_GROUP_NAMES: dict[str, tuple[str, str]] = {
    "600001": ("Home Supplies", "居家日用"),
    "601152": ("Womenswear & Underwear", "女装与女士内衣"),
    "601352": ("Shoes", "鞋靴"),
    "601450": ("Beauty & Personal Care", "美妆个护"),
    "601739": ("Phones & Electronics", "手机与数码"),
    "601755": ("Computers & Office Equipment", "电脑办公"),
    "603014": ("Sports & Outdoor", "运动与户外"),
    "604206": ("Toys & Hobbies", "玩具和爱好"),
    "605248": ("Fashion Accessories", "时尚配件"),
    "700437": ("Food & Beverages", "食品饮料"),
    "802184": ("Kids' Fashion", "儿童时尚"),
    "824328": ("Menswear & Underwear", "男装与男士内衣"),
    "824584": ("Luggage & Bags", "箱包"),
    "953224": ("Jewelry Accessories & Derivatives", "珠宝与衍生品"),
}
