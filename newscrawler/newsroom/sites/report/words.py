"""The words of report.az's pages beside the articles, by edition: menus, labels, boxes."""

from collections.abc import Mapping
from datetime import datetime

from newscrawler.newsroom.printing import BAKU, MONTHS, WEEKDAYS

WORDS: Mapping[str, Mapping[str, str]] = {
    "az": {
        "latest": "Son xəbərlər",
        "archive": "Arxiv",
        "read_also": "Həmçinin oxuyun",
        "other_languages": "Digər dillərdə",
        "subscribe_whatsapp": "Report-un WhatsApp kanalına abunə olun",
        "subscribe_telegram": "Ən son xəbərləri Telegram kanalımızda izləyin",
        "share": "Sosial şəbəkələrdə paylaşın",
        "follow": "Bizi Facebook səhifəmizdə izləyin",
        "advert": "Reklam",
        "about": "Haqqımızda",
        "search": "Axtarış",
        "tags": "Açar sözlər",
        "video": "Video brauzeriniz tərəfindən dəstəklənmir",
        "audio": "Xəbəri dinləyin",
        "copyright": "Bütün hüquqlar qorunur. Xəbərlərdən istifadə edərkən istinad zəruridir.",
        "missing": "Səhifə tapılmadı",
        "tweet": "Bu mövzuda daha bir paylaşım",
        "weather": "Bakı 11° C",
    },
    "ru": {
        "latest": "Последние новости",
        "archive": "Архив",
        "read_also": "Читайте также",
        "other_languages": "На других языках",
        "subscribe_whatsapp": "Подпишитесь на канал Report в WhatsApp",
        "subscribe_telegram": "Самые свежие новости - в нашем Telegram-канале",
        "share": "Поделитесь в социальных сетях",
        "follow": "Следите за нами в Facebook",
        "advert": "Реклама",
        "about": "О нас",
        "search": "Поиск",
        "tags": "Ключевые слова",
        "video": "Ваш браузер не поддерживает видео",
        "audio": "Прослушать новость",
        "copyright": "Все права защищены. При использовании материалов ссылка обязательна.",
        "missing": "Страница не найдена",
        "tweet": "Еще одна публикация на эту тему",
        "weather": "Баку 11° C",
    },
    "en": {
        "latest": "Latest News",
        "archive": "Archive",
        "read_also": "Read also",
        "other_languages": "In other languages",
        "subscribe_whatsapp": "Follow Report on WhatsApp",
        "subscribe_telegram": "The latest news in our Telegram channel",
        "share": "Share on social networks",
        "follow": "Follow us on Facebook",
        "advert": "Advertisement",
        "about": "About us",
        "search": "Search",
        "tags": "Keywords",
        "video": "Your browser does not support video",
        "audio": "Listen to the news",
        "copyright": "All rights reserved. Reference is required when using the news.",
        "missing": "Page not found",
        "tweet": "One more post on the subject",
        "weather": "Baku 11° C",
    },
}

# What follows a title of each kind in the new layout, and the mark on a card in the old one.
TAILS: Mapping[str, Mapping[str, str]] = {
    "photo": {"az": "FOTO", "ru": "ФОТО", "en": "PHOTO"},
    "video": {"az": "VİDEO", "ru": "ВИДЕО", "en": "VIDEO"},
    "updated": {"az": "YENİLƏNİB", "ru": "ОБНОВЛЕНО", "en": "UPDATED"},
    "analysis": {"az": "ANALİZ", "ru": "АНАЛИЗ", "en": "ANALYSIS"},
    "infographic": {"az": "İNFOQRAFİKA", "ru": "ИНФОГРАФИКА", "en": "INFOGRAPHICS"},
}
MARKS: Mapping[str, Mapping[str, str]] = {
    "photo": {"az": "Foto", "ru": "Фото", "en": "Photo"},
    "video": {"az": "Video", "ru": "Видео", "en": "Video"},
}


def page_clock(now: datetime, language: str) -> str:
    """The clock in a page's header: the moment of the visit, never the article's.

    >>> page_clock(datetime(2025, 12, 15, 14, tzinfo=BAKU), "az")
    'Bazar ertəsi, 15 dekabr 2025, 14:00'
    """
    here = now.astimezone(BAKU)
    month = MONTHS[language][here.month - 1]
    return f"{WEEKDAYS[language][here.weekday()]}, {here.day} {month} {here:%Y}, {here:%H:%M}"
