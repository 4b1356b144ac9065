"""Labels that news sites hang on their headlines, and the flags that they become; the headline stays as printed."""

from collections.abc import Mapping

TAILS: Mapping[str, str] = {
    "VİDEO": "video",
    "ВИДЕО": "video",
    "VIDEO": "video",
    "FOTO": "photo",
    "ФОТО": "photo",
    "PHOTO": "photo",
    "YENİLƏNİB": "updated",
    "ОБНОВЛЕНО": "updated",
    "UPDATED": "updated",
}
