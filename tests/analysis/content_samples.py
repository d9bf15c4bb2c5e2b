"""Invented texts of creators in every language the labels are read in."""

from __future__ import annotations

from creatorscope.works.work import Work

SPEECH = {
    "vi": "Xin chào cả nhà, bạn có biết quán phở này không? Hôm nay mình review quán phở chỉ 30k ở Hà Nội. "
    "Nước dùng thơm lắm luôn. Mọi người nhớ ghé ăn thử nha, đừng quên thả tim và theo dõi kênh của mình.",
    "en": "Stop buying expensive serum! I tried this one for 30 days and it is the best on the market. "
    "First impressions of the bottle are fine. The texture is light. Link in my bio, and comment below.",
    "zh": "大家好，你知道为什么你的皮肤总是出油吗？今天教你三个方法，第一步先洗脸。然后用温水。"
    "喜欢的话记得点赞关注，评论区告诉我你的肤质。",
    "th": "รู้หรือไม่ ทำไมผมถึงร่วง วันนี้จะมารีวิวแชมพูราคา 99 บาท ใช้แล้วผมนุ่มมาก "
    "กลิ่นหอมดี อย่าลืมกดติดตามและคอมเมนต์บอกเราหน่อยนะคะ",
    "es": "¿Sabían que hay un secreto para cocinar arroz? Les enseño cómo hacer la receta paso a paso. "
    "Primero agregamos agua. Sígueme para más recetas y déjame en los comentarios qué opinas.",
    "id": "Ternyata ini rahasia kulit glowing. Aku review serum yang harganya cuma 50 ribu. "
    "Teksturnya ringan. Langsung checkout di keranjang kuning ya, jangan lupa follow akun aku!",
    "pt": "Você sabia que o bolo fica pronto rápido? Vou te ensinar como fazer o bolo passo a passo. "
    "Misture os ingredientes. Salva esse vídeo e o link está na bio.",
    "ja": "実は誰も知らない裏技があります。今日はパスタの作り方を紹介します。材料はこちらです。"
    "チャンネル登録と高評価お願いします。コメントで教えてくださいね。",
    "ko": "아무도 모르는 비밀을 알려 드릴게요. 다이소 추천템 5가지를 소개합니다. 가성비가 좋아요. "
    "구독과 좋아요 부탁드려요. 댓글로 의견 남겨 주세요.",
}

EXPECTED = {
    # language: a hook, a structure, calls to action that must be among the found
    "vi": ("question", "review", {"visit_store", "follow", "like"}),
    "en": ("contrarian", "review", {"click_link", "comment"}),
    "zh": ("curiosity_gap", "tutorial", {"like", "follow", "comment"}),
    "th": ("curiosity_gap", "review", {"follow", "comment"}),
    "es": ("question", "tutorial", {"follow", "comment"}),
    "id": ("curiosity_gap", "review", {"click_link", "follow"}),
    "pt": ("question", "tutorial", {"save", "click_link"}),
    "ja": ("curiosity_gap", "tutorial", {"follow", "like", "comment"}),
    "ko": ("curiosity_gap", "listicle", {"follow", "like", "comment"}),
}

PLAIN = {
    # nothing is asked of anyone here
    "vi": "Trời mưa suốt cả buổi chiều. Nước chảy xuống mái nhà rồi ra vườn. Con đường vắng và yên tĩnh.",
    "en": "The rain fell for the whole afternoon. Water ran down the roof and into the garden outside.",
    "zh": "下午一直下雨。雨水沿着屋顶流进花园。街上很安静，没有行人。天色慢慢暗下去了。",
    "th": "ฝนตกทั้งบ่าย น้ำไหลลงจากหลังคาไปที่สวน ถนนเงียบสงบ ท้องฟ้ามืดลงช้า",
    "es": "La lluvia cayó durante toda la tarde. El agua bajó por el techo hasta el jardín de atrás.",
}


def work(work_id: str = "1", **fields: object) -> Work:
    """Return a TikTok video with these fields."""
    return Work.model_validate({"platform": "tiktok", "platform_work_id": work_id, "source": "test"} | fields)
