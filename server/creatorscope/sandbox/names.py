"""Invented people's names and stock phrases for each language spoken in the sandbox."""

from __future__ import annotations

from dataclasses import dataclass

Name = tuple[str, str]
"""A name as it is written, and in a-z for a handle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """What people who speak one language are called and say about themselves.

    `phrases`: openings of a bio with `{topic}` and `{given}`; `family_first`: the order of a full name;
    `contact`: the words before an address.
    """

    female: tuple[Name, ...]
    male: tuple[Name, ...]
    family: tuple[Name, ...]
    phrases: tuple[str, ...]
    contact: str
    family_first: bool = False


def _names(text: str) -> tuple[Name, ...]:
    """Return names from `Written` or `Written:ascii` words."""
    pairs = [word.partition(":") for word in text.split()]
    return tuple((written, latin or written.lower()) for written, _, latin in pairs)


def _speech(female: str, male: str, family: str, phrases: str, contact: str) -> Speech:
    """Return one language's entry; a leading `<` in `family` says the family name comes first."""
    return Speech(
        female=_names(female),
        male=_names(male),
        family=_names(family.removeprefix("<")),
        phrases=tuple(part.strip() for part in phrases.split("|")),
        contact=contact,
        family_first=family.startswith("<"),
    )


SPEECH: dict[str, Speech] = {
    "en": _speech(
        "Mia Ava Zoe Ruby Nora Ivy Hazel Willa Tess June Cleo Paige",
        "Owen Miles Finn Jude Theo Reid Cole Beau Wyatt Ezra Grant Otis",
        "Marlow Finch Brooks Hale Vance Quill Larkin Frost Bellamy Wren Sutter Ashby",
        "All about {topic} | {topic} tips that work | {given}'s {topic} diary | Your daily dose of {topic}"
        " | Honest {topic} reviews | Learning {topic} one video at a time",
        "Business:",
    ),
    "vi": _speech(
        "Linh Hương:huong Trang Thảo:thao Ngọc:ngoc Mai Vy Yến:yen Hân:han Quỳnh:quynh Thuý:thuy",
        "Đức:duc Minh Khoa Tuấn:tuan Huy Phúc:phuc Bảo:bao Long Nam Khánh:khanh",
        "<Nguyễn:nguyen Trần:tran Lê:le Phạm:pham Hoàng:hoang Vũ:vu Đặng:dang Bùi:bui",
        "Chia sẻ về {topic} mỗi ngày | Góc {topic} của {given} | Review {topic} thật lòng"
        " | Yêu {topic} từ bé",
        "Liên hệ:",
    ),
    "th": _speech(
        "ฝน:fon มะลิ:mali แพร:prae น้ำ:nam พลอย:ploy ใบเตย:baitoey ข้าว:khao มิน:min",
        "บอส:boss กอล์ฟ:golf ต้น:ton เจมส์:james นัท:nut แบงค์:bank ภูมิ:phum ไผ่:phai",
        "ใจดี:jaidee สุขใจ:sukjai ทองดี:thongdee แสงจันทร์:saengchan รุ่งเรือง:rungrueang",
        "รีวิว{topic}ตามจริง | {topic}ทุกวันกับ{given} | คนรัก{topic} | มือใหม่สาย{topic}",
        "ติดต่องาน:",
    ),
    "id": _speech(
        "Putri Ayu Dewi Rani Sari Citra Nadia Wulan Intan Lestari",
        "Budi Agus Rizky Bayu Dimas Fajar Yoga Galih Arif Hendra",
        "Pratama Wijaya Santoso Saputra Utami Kusuma Halim Siregar",
        "Berbagi cerita {topic} | Review {topic} jujur | Catatan {topic} {given} | Teman belajar {topic}",
        "Kerja sama:",
    ),
    "ms": _speech(
        "Aisyah Nurul Farah Siti Balqis Hana Sofea Izzah",
        "Amir Haziq Danial Faiz Irfan Zul Hakim Syafiq",
        "Rahman Ismail Yusof Hamzah Salleh Zainal Karim Osman",
        "Kongsi {topic} setiap hari | Ulasan {topic} ikhlas | Dunia {topic} {given} | Jom {topic}",
        "Kolaborasi:",
    ),
    "tl": _speech(
        "Tala Amihan Ligaya Bea Jasmin Mayumi Luz Dalisay",
        "Bayani Datu Makisig Jun Paolo Isko Lito Rico",
        "Bautista Dizon Santos Mercado Villanueva Salonga Ocampo",
        "Mahilig sa {topic} | {topic} araw-araw | Kwentong {topic} ni {given} | Tapat na {topic} reviews",
        "Para sa collab:",
    ),
    "pt": _speech(
        "Bia Júlia:julia Larissa Manu Luana Íris:iris Cecília:cecilia Duda",
        "Caio João:joao Enzo Davi Rafa Luan Murilo Tiago",
        "Moreira Pires Campos Viana Lobo Serra Araújo:araujo Prado",
        "Dicas de {topic} | Tudo sobre {topic} | {topic} com {given} | Amo {topic} e conto tudo",
        "Contato:",
    ),
    "es": _speech(
        "Sofía:sofia Valeria Lucía:lucia Ximena Camila Inés:ines Renata Abril",
        "Mateo Diego Iker Andrés:andres Tomás:tomas Bruno Leo Joaquín:joaquin",
        "Rivera Soto Luna Mora Vega Ibáñez:ibanez Cano Peña:pena",
        "Todo sobre {topic} | Consejos de {topic} | El rincón de {topic} de {given} | Reseñas de {topic}",
        "Contacto:",
    ),
    "ja": _speech(
        "さくら:sakura 美咲:misaki ゆい:yui あかり:akari 葵:aoi ひな:hina",
        "蓮:ren 大翔:hiroto けんた:kenta 悠真:yuma そうた:sota 陸:riku",
        "<佐藤:sato 星野:hoshino 森川:morikawa 白石:shiraishi 青山:aoyama 藤井:fujii",
        "{topic}が大好き | 毎日{topic} | {given}の{topic}日記 | 正直な{topic}レビュー",
        "お仕事:",
    ),
    "ko": _speech(
        "서연:seoyeon 지우:jiwoo 하은:haeun 민서:minseo 유나:yuna 다은:daeun",
        "민준:minjun 도윤:doyun 준서:junseo 현우:hyunwoo 시우:siwoo 태오:taeo",
        "<김:kim 이:lee 박:park 최:choi 한:han 윤:yoon",
        "{topic} 이야기 | 매일 {topic} | {given}의 {topic} 노트 | 솔직한 {topic} 리뷰",
        "비즈니스:",
    ),
    "de": _speech(
        "Lena Frieda Marie Jule Paula Greta Nele Mathilda",
        "Jonas Emil Anton Lukas Bastian Jörg:joerg Oskar Till",
        "Kranz Bach Lindner Vogel Sommer Jäger:jaeger Brandt Held",
        "Alles über {topic} | {topic} jeden Tag | Ehrliche {topic}-Tests | {given} und {topic}",
        "Kooperation:",
    ),
    "fr": _speech(
        "Chloé:chloe Manon Inès:ines Margaux Élise:elise Agathe Romane Lou",
        "Hugo Basile Lucas Noé:noe Gabin Rémi:remi Théo:theo Bastien",
        "Moreau Lenoir Chevalier Faure Girault Perrin Caron Delmas",
        "Passion {topic} | Mes conseils {topic} | Le carnet {topic} de {given} | Avis {topic} sans filtre",
        "Collabs :",
    ),
    "it": _speech(
        "Giulia Chiara Ginevra Noemi Alba Bianca",
        "Luca Dario Elio Matteo Nico Sandro",
        "Ferri Conti Rinaldi Sala Villa Bassi",
        "Tutto su {topic} | Consigli di {topic} | Il diario di {topic} di {given}",
        "Contatti:",
    ),
    "hi": _speech(
        "दिया:diya अनन्या:ananya काव्या:kavya Meera Isha Riya Tara",
        "आरव:aarav रोहन:rohan Kabir Vihaan Dev Arjun Neel",
        "Sharma Verma Rao Iyer Mehta Kapoor Bose Nair",
        "{topic} की दुनिया | रोज़ नया {topic} | {given} के साथ {topic} | {topic} simple hai",
        "संपर्क:",
    ),
    "ar": _speech(
        "نور:nour ليان:layan ريم:reem جود:joud سارة:sara هند:hind",
        "سلمان:salman فهد:fahad راشد:rashid تركي:turki زياد:ziad عمر:omar",
        "الزهراني:zahrani المطيري:mutairi الحربي:harbi الكعبي:kaabi العلي:alali",
        "كل يوم {topic} | عالم {topic} مع {given} | تجارب {topic} بصدق | أحب {topic}",
        "للتواصل:",
    ),
    "zh": _speech(
        "小雅:xiaoya 阿梅:amei 晓琳:xiaolin 可可:coco 雨桐:yutong 思思:sisi",
        "阿杰:ajie 小明:xiaoming 子豪:zihao 大伟:dawei 浩然:haoran 阿凯:akai",
        "<林:lin 陈:chen 周:zhou 吴:wu 许:xu 苏:su",
        "爱分享{topic} | 每天一点{topic} | {given}的{topic}日记 | 认真测评{topic}",
        "合作:",
    ),
}
