"""The products that the sandbox's Shop creator promotes."""

from __future__ import annotations

from dataclasses import dataclass

from creatorscope.sandbox.draws import Draw
from creatorscope.sandbox.shop_figures import Terms

KNOWN_PRODUCT = "1731050202505515549"
_CATALOGUE_SIZE = 46
_PLATFORM_RATES = (800, 1000, 1000, 1200, 1200, 1500, 1800, 2000, 2500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product of the catalogue; `terms` hold its price and commission, `weight` how often it is shown."""

    product_id: str
    title: str
    category: str
    seller_id: str
    shop: str
    terms: Terms
    price_max: int
    weight: float
    in_stock: bool

    @property
    def cover_url(self) -> str:
        """The address of its picture; nothing is served there."""
        return f"https://img.sandbox.example/product/{self.product_id}_300.webp"

    @property
    def page_url(self) -> str:
        """The address of its page; nothing is served there."""
        return f"https://shop.sandbox.example/view/product/{self.product_id}"


def build_products(draw: Draw) -> tuple[Product, ...]:
    """Return the catalogue, best promoted first; its first product is the one every world holds."""
    shops = [(_long_id(draw, "7494"), name) for name in _SHOPS]
    things = [(category, thing, cents) for category, list_ in _THINGS.items() for thing, cents in list_]
    things = draw.some(things, len(things))
    ids = [KNOWN_PRODUCT, *(_long_id(draw, "1730") for _ in range(_CATALOGUE_SIZE - 1))]
    return tuple(
        _product(draw, rank, product_id, (things[rank % len(things)], shops))
        for rank, product_id in enumerate(ids)
    )


def _product(
    draw: Draw, rank: int, product_id: str, source: tuple[tuple[str, str, int], list[tuple[str, str]]]
) -> Product:
    (category, thing, cents), shops = source
    seller_id, shop = draw.pick(shops)
    price = max(299, round(cents * draw.between(0.7, 1.4) / 100) * 100 - draw.pick((1, 5, 6, 10)))
    return Product(
        product_id=product_id,
        title=f"{draw.pick(_LEADS)} {thing}, {draw.pick(_TAILS)}",
        category=category,
        seller_id=seller_id,
        shop=shop,
        terms=Terms(price, draw.pick(_PLATFORM_RATES)),
        price_max=price + draw.pick((0, 0, 200, 500, 1200)),
        weight=1 / (rank + 1) ** 0.8,
        in_stock=draw.chance(0.93),
    )


def _long_id(draw: Draw, start: str) -> str:
    return start + draw.digits(19 - len(start))


_SHOPS = (
    "Quiet Harbor Beauty",
    "Pine & Pebble Home",
    "Northlane Outfitters",
    "Little Kettle Kitchen",
    "Glowfield Labs",
    "Paper Lantern Goods",
    "Tidewater Fitness",
    "Maple Street Pets",
    "Brightbench Tools",
)
_LEADS = (
    "Everyday",
    "Compact",
    "Two-pack",
    "Gentle",
    "Limited",
    "Upgraded",
    "Travel-size",
    "Soft",
    "Original",
)
_TAILS = (
    "2 colours",
    "gift boxed",
    "for daily use",
    "new season",
    "value set",
    "easy to clean",
    "30-day supply",
)
_THINGS: dict[str, list[tuple[str, int]]] = {
    "Beauty & Personal Care": [
        ("Niacinamide Serum", 1600),
        ("Peptide Lip Balm", 900),
        ("Mineral Sunscreen SPF 50", 1900),
        ("Clay Face Mask", 1400),
        ("Scalp Massage Brush", 1100),
        ("Heatless Curl Ribbon", 1300),
        ("Cream Blush Stick", 1200),
    ],
    "Home Supplies": [
        ("Stackable Storage Boxes", 2400),
        ("Motion Sensor Night Light", 1500),
        ("Lint Remover", 1800),
        ("Wool Dryer Balls", 1300),
        ("Linen Room Spray", 1200),
    ],
    "Kitchenware": [
        ("Silicone Baking Mats", 1400),
        ("Handheld Milk Frother", 1600),
        ("Vegetable Chopper", 2600),
        ("Insulated Tumbler", 2200),
    ],
    "Womenswear & Underwear": [
        ("Ribbed Lounge Set", 3400),
        ("High-waist Leggings", 2800),
        ("Oversized Cardigan", 3900),
        ("Seamless Bralette", 1900),
    ],
    "Sports & Outdoor": [
        ("Resistance Band Kit", 2100),
        ("Foam Roller", 2500),
        ("Running Belt", 1700),
    ],
    "Pet Supplies": [
        ("Slow Feeder Bowl", 1500),
        ("Grooming Glove", 1200),
    ],
    "Phones & Electronics": [
        ("Magnetic Power Bank", 3600),
        ("Clip-on Ring Light", 2300),
        ("Cable Organiser Set", 1100),
    ],
}
