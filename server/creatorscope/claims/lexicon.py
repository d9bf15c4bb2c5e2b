"""Words that say a cause, a multiple or a sale, in the languages claims are written in."""

from __future__ import annotations

from typing import Final

import regex

_CAUSES: Final = {
    "spaced": """
        because|causes?|caused|causing|leads?\\s+to|led\\s+to|leading\\s+to|drives?|drove|driven\\s+by|driving
        |due\\s+to|thanks\\s+to|results?\\s+in|resulted\\s+in|therefore|as\\s+a\\s+result|makes?\\s+\\w+\\s+(?:more|views)
        |boosts?|boosted|increases|raises|lifts
        |(?<!thay\\s)vì|bởi\\s+vậy|do\\s+đó|do\\s+vậy|khiến|dẫn\\s+đến|dẫn\\s+tới|nhờ|gây\\s+ra|làm\\s+tăng|giúp\\s+tăng|thúc\\s+đẩy
        |porque|causan?|causó|causaron|provocan?|provocó|gracias\\s+a|debido\\s+a|por\\s+eso|aumentan?|impulsan?
        |karena|sebab|menyebabkan|mengakibatkan|berkat|sehingga|meningkatkan|mendorong
        |graças\\s+a|devido\\s+a|por\\s+causa|causou|provocou|impulsionam?
        """,
    "unspaced": "因为|因為|由于|由於|导致|導致|使得|促使|带来|帶來|引起|造成|所以|因此|提升了|拉高|推动"
    "|เพราะ|เนื่องจาก|ทำให้|ส่งผลให้|ช่วยเพิ่ม"
    "|だから|おかげ|せいで|原因|もたらし"
    "|때문|덕분|그래서|초래|이끌",
}
_MULTIPLES: Final = {
    "spaced": """
        twice|thrice|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|quadrupl(?:e|es|ed|ing)|half|halv(?:e|es|ed|ing)
        |(?:two|three|four|five|six|seven|eight|nine|ten|hundred|several|many)\\s+times|\\w+fold|dozens?
        |gấp\\s+\\w+|nhân\\s+đôi|nhân\\s+ba|một\\s+nửa|phân\\s+nửa
        |dobles?|triples?|duplic\\w+|triplic\\w+|cuádruple|mitad
        |(?:dua|tiga|empat|lima|sepuluh)\\s+kali(?:\\s+lipat)?|berlipat|separuh|setengah
        |dobro|triplo|quádruplo|metade|dobr(?:ou|aram|a)
        |percent|per\\s+cent|phần\\s+trăm|por\\s+ciento|persen|por\\s+cento
        """,
    "unspaced": "[一二两兩三四五六七八九十百千几幾数數]倍|翻倍|翻番|翻了[一二两兩三四五]番|一半|百分之"
    "|倍増|半分|半减|半減|สองเท่า|สามเท่า|หลายเท่า|ครึ่ง|두\\s*배|세\\s*배|네\\s*배|몇\\s*배|절반|퍼센트|パーセント|เปอร์เซ็นต์",
}
_SALES: Final = {
    "spaced": """
        sales?|sold|sells|revenues?|gmv|conversions?|converts?|converted|orders|buyers?|purchases?|purchased|roi|roas
        |earnings|turnover
        |doanh\\s+thu|doanh\\s+số|chuyển\\s+đổi|bán\\s+chạy|bán\\s+được|bán\\s+ra|đơn\\s+hàng|chốt\\s+đơn|người\\s+mua|lượt\\s+mua
        |ventas?|ingresos|conversión|conversiones|vendió|vendidos?|compradores
        |penjualan|omzet|konversi|terjual|pembeli|laris
        |vendas?|faturamento|conversão|conversões|vendeu
        """,
    "unspaced": "销量|銷量|销售额|銷售額|转化|轉化|成交|带货|帶貨|下单|下單|营收|營收|爆单|爆單|购买率|卖出"
    "|ยอดขาย|รายได้|คำสั่งซื้อ|ขายได้|ขายดี|ผู้ซื้อ"
    "|売上|売れ|購入率|コンバージョン|注文数"
    "|매출|판매량|전환율|구매자|주문수",
}


def _pattern(words: dict[str, str]) -> regex.Pattern[str]:
    spaced = "".join(words["spaced"].split("\n")).replace(" ", "")
    return regex.compile(
        rf"(?<![\p{{L}}\p{{M}}])(?:{spaced})(?![\p{{L}}\p{{M}}])|{words['unspaced']}", regex.IGNORECASE
    )


CAUSES: Final = _pattern(_CAUSES)
"""Words that say one thing brings about another; an association must not be worded with them."""

MULTIPLES: Final = _pattern(_MULTIPLES)
"""Multiples written as words, which stand in for a figure."""

SALES: Final = _pattern(_SALES)
"""Words about selling, buying and earning."""
