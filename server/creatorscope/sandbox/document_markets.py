"""The markets that generated affiliate documents come from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """One country's TikTok Shop; `per_dollar` is how much of its currency one US dollar buys, roughly.

    `sign_last`: the sign follows the sum. `whole`: prices have no decimals.
    """

    currency: str
    symbol: str
    per_dollar: float
    states: tuple[str, ...]
    goods: tuple[str, ...]
    captions: tuple[str, ...]
    sign_last: bool = False
    whole: bool = False

    def short(self, value: float) -> str:
        """Return a sum rounded for display, such as 133.7M₫ or $1.2K."""
        for limit, letter in ((1e9, "B"), (1e6, "M"), (1e3, "K")):
            if value >= limit:
                return self.signed(f"{value / limit:.1f}{letter}")
        return self.signed(f"{value:.2f}".rstrip("0").rstrip(".") if value else "0")

    def price(self, value: float) -> str:
        """Return a price for display: thousands as K where the currency has no decimals, such as 59K₫."""
        return self.signed(f"{value / 1000:g}K" if self.whole else f"{value:.2f}")

    def signed(self, text: str) -> str:
        """Return the text with the currency sign where it belongs."""
        return f"{text}{self.symbol}" if self.sign_last else f"{self.symbol}{text}"


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))


MARKETS: dict[str, Market] = {
    "VN": Market(
        currency="VND",
        symbol="₫",
        per_dollar=25_400,
        states=_words("HA NOI|HO CHI MINH|DA NANG|HAI PHONG|CAN THO|NGHE AN|THANH HOA|DONG NAI"),
        goods=_words("Sữa rửa mặt dịu nhẹ|Áo thun cotton|Bình giữ nhiệt|Kem chống nắng|Giày thể thao nhẹ"),
        captions=_words(
            "Dùng thử {thing} một tuần và cái kết|{thing} có đáng tiền không nè|Mở hộp {thing} cùng mình"
        ),
        sign_last=True,
        whole=True,
    ),
    "TH": Market(
        currency="THB",
        symbol="฿",
        per_dollar=34,
        states=_words("BANGKOK|CHIANG MAI|CHON BURI|KHON KAEN|NONTHABURI|SONGKHLA"),
        goods=_words("เซรั่มบำรุงผิว|เสื้อยืดผ้านุ่ม|แก้วเก็บความเย็น|ครีมกันแดด|รองเท้าใส่สบาย"),
        captions=_words("ลองใช้ {thing} มาหนึ่งสัปดาห์|{thing} คุ้มไหม มาดูกัน|แกะกล่อง {thing} ด้วยกัน"),
    ),
    "ID": Market(
        currency="IDR",
        symbol="Rp",
        per_dollar=16_200,
        states=_words("JAKARTA|WEST JAVA|EAST JAVA|CENTRAL JAVA|BANTEN|NORTH SUMATRA|BALI"),
        goods=_words("Serum wajah|Kaos katun|Botol minum tahan dingin|Tabir surya|Sepatu ringan"),
        captions=_words(
            "Seminggu pakai {thing}, ini hasilnya|{thing} worth it nggak ya|Unboxing {thing} bareng aku"
        ),
        whole=True,
    ),
    "PH": Market(
        currency="PHP",
        symbol="₱",
        per_dollar=58,
        states=_words("METRO MANILA|CEBU|CAVITE|LAGUNA|BULACAN|DAVAO"),
        goods=_words("Gentle Face Wash|Cotton Shirt|Insulated Bottle|Sunscreen|Light Sneakers"),
        captions=_words("Sulit ba ang {thing}?|Isang linggo gamit ang {thing}|Unboxing ng {thing}"),
    ),
    "MY": Market(
        currency="MYR",
        symbol="RM",
        per_dollar=4.4,
        states=_words("SELANGOR|KUALA LUMPUR|JOHOR|PENANG|SABAH|SARAWAK"),
        goods=_words("Serum Muka|Baju Kapas|Botol Kedap Suhu|Pelindung Matahari|Kasut Ringan"),
        captions=_words("Berbaloi ke {thing} ni?|Seminggu guna {thing}|Jom buka kotak {thing}"),
    ),
    "SG": Market(
        currency="SGD",
        symbol="S$",
        per_dollar=1.34,
        states=_words("CENTRAL|EAST|NORTH|NORTH-EAST|WEST"),
        goods=_words("Facial Serum|Cotton Tee|Cold Cup|Daily Sunscreen|Walking Shoes"),
        captions=_words("Is the {thing} worth it?|A week with the {thing}|Unboxing the {thing}"),
    ),
    "US": Market(
        currency="USD",
        symbol="$",
        per_dollar=1,
        states=_words("CALIFORNIA|TEXAS|FLORIDA|NEW YORK|GEORGIA|OHIO|ILLINOIS"),
        goods=_words("Barrier Cream|Boxy Tee|Steel Tumbler|Mineral Sunscreen|Trail Sneakers"),
        captions=_words(
            "I did not expect this from the {thing}|{thing}: keep or return?|Restock of the {thing}"
        ),
    ),
    "GB": Market(
        currency="GBP",
        symbol="£",
        per_dollar=0.78,
        states=_words("ENGLAND|SCOTLAND|WALES|NORTHERN IRELAND"),
        goods=_words("Hand Balm|Relaxed Jumper|Travel Mug|Face Sunscreen|Canvas Trainers"),
        captions=_words(
            "Honest thoughts on the {thing}|The {thing} after ten days|Opening the {thing} with you"
        ),
    ),
}

# Product categories of the platform: id, name.
CATEGORIES: tuple[tuple[str, str], ...] = (
    ("601450", "Beauty & Personal Care"),
    ("601152", "Womenswear & Underwear"),
    ("601352", "Shoes"),
    ("600001", "Home Supplies"),
    ("600024", "Kitchenware"),
    ("601739", "Phones & Electronics"),
    ("603014", "Sports & Outdoor"),
    ("602118", "Pet Supplies"),
)
BRANDS: tuple[str, ...] = (
    "Lunaria Lab",
    "Korrin & Co",
    "MIVELLO",
    "Tall Heron",
    "Osmund Home",
    "Petal Theory",
    "Nordvik Gear",
    "Sunny Crate",
    "Halfmoon Beauty",
    "Brisk Studio",
    "Oat & Amber",
    "Kiteline",
    "Verdant Row",
    "Plumb Kitchen",
)
