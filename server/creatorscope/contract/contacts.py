"""What a way to contact a person looks like in a text."""

from __future__ import annotations

import re

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+")
CONTACT_LINK = re.compile(
    r"(?:https?://)?(?:wa\.me|api\.whatsapp\.com|line\.me|lin\.ee|zalo\.me|t\.me|linktr\.ee)/\S+",
    re.IGNORECASE,
)
PHONE = re.compile(r"(?<![\w.])(?:\+|00)?\(?\d(?:(?:[\s.-]|\)[\s-]?|[\s-]?\()?\d){7,14}(?![\w])")

_DAY = re.compile(r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})\b")
# A word before a creator's name with a dot in it reads as an email; before a mail provider it is one.
_MENTION = re.compile(
    r"\s@(?!(?:gmail|yahoo|hotmail|outlook|live|icloud|proton\w*|qq|163|126|naver|mail)\.)\S", re.IGNORECASE
)
# A messenger's name followed by an account: anything behind a colon, else a word with a digit, dot or line.
# `line` is an English word: only as an id, or before an @.
_MESSENGER = re.compile(
    r"(?:(?<![^\W\d_])(?:zalo|whats\s?app|we\s?chat|vx|wx|line\s?id|telegram|viber|kakao(?:talk)?|skype)|微信号?|薇信)"
    r"(?:\s*[:：]\s*@?[\w.+-]{4,}|\s+@?(?=[\w.-]*[\d._-])[A-Za-z0-9][\w.-]{3,})"
    r"|(?<![^\W\d_])line\s*[:：]\s*@[\w.-]{4,}",
    re.IGNORECASE,
)


def find_contacts(text: str) -> list[str]:
    """Return the emails, contact links, messenger accounts and phone numbers in a text, in that order.

    Days are no phone number, mentions of creators no email. A text without contacts gives [].
    """
    without_days = _DAY.sub(" ", text)
    emails = [match[0] for match in EMAIL.finditer(without_days) if not _MENTION.search(match[0])]
    others = (CONTACT_LINK, _MESSENGER, PHONE)
    return emails + [match[0] for pattern in others for match in pattern.finditer(without_days)]
