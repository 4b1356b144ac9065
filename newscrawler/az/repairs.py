"""Every repair by example: the table of the documentation, and a test of each."""

from typing import Final

EXAMPLES: Final = {
    "Bakı \ud83c\udf0a": "a surrogate pair is one character; half of one cannot be written to any file",
    "&amp;quot;Az&#601;rbaycan&amp;quot;": "character references that were escaped twice, or three times",
    "AzЙ™rbaycan": "UTF-8 read as windows-1251; ftfy alone finds 23 % of these",
    "AzÉ™rbaycan": "UTF-8 read as windows-1252",
    "AzÃ‰â„¢rbaycan": "and once more",
    "AzÉ\x99rbaycan": "UTF-8 read as Latin-1",
    "Æhməd vÉ™ Æli dedilÉ™r": "bytes that windows-1252 does not have were lost on the way",
    "AzÉ™rbaycanÄ±n vÉ™ TĂĽrkiyÉ™nin yolu": "UTF-8 read as windows-1250",
    "Az╔Örbaycan": "UTF-8 read as DOS code page 437",
    "Az…ôrbaycan": "UTF-8 read as Mac Roman",
    "Ğ”Ğ¾Ğ¼ Ñ\x81 Ğ¾ĞºĞ½Ğ°Ğ¼Ğ¸": "UTF-8 read as windows-1254",
    "Ïîãîäà: äîæäü è âåòåð": "windows-1251 read as windows-1252: whole words without an ASCII letter",
    "Baþkan yarýþa qatýldý": "windows-1254 read as windows-1252, in text that has no ş, ğ, ı of its own",
    "Bakı\x92da": "C1 controls are the quotes and dashes of windows-1252",
    "S\u0327u\u0308kran": "NFC; NFKC would turn ² into 2",
    "i\u0307yun": "what `str.lower` leaves of İ; NFC does not cure it",
    "Ba\xadkı\u200b şə\ufeffhəri": "soft hyphens, zero-width characters, direction marks and controls",
    "xəs\xactəxana": "a soft hyphen that an old converter made visible",
    "10\xa0000  manat\t": "one plain space between words, none at the ends",
    "birinci\r\n\r\n\r\nikinci": "one line end between paragraphs",
    "birinci\x85ikinci": "U+0085, U+2028, U+2029, VT, FF and FS to RS end lines for some readers only",
    "Mәmmәdоv vә ATӘT": "Cyrillic letters typed into Latin words",
    "AZƎRBAYCAN, hǝrbi": "the turned e, a third schwa",
    "һəkim, хəstə, Вakı": "all letters that have a twin, capitals too",
    "Азəрбајҹан вə дүнja": "Latin letters typed into Cyrillic words",
    "Rοman Οrucov Bαkıdadır": "Greek letters typed into Latin words",
    "Oxu.Аz": "z has no Cyrillic twin, so the word is Latin",
}
"""Text before its repair, and the reason. Written for this table; every name of `text.REPAIRS` is met."""

KEPT: Final = {
    "“Gəlirəm”, - o dedi. «Kitab» – «Книга»…": "quotes, dashes and the ellipsis are content",
    "R&D; a=1&copy=2 &foo;": "no character reference, or none that is known",
    "№5, 12 m², ½, 25 °C, 100 ₼": "signs that NFKC would spell out",
    "ГОСТ və Нефть": "wholly Cyrillic words are somebody's words",
    "Қазақстан әлемде": "ә is a letter of Kazakh",
    "IT-компания, UEFA-нын": "two words of one script each",
    "TNFα, kΩ, 5 μm, ΔT": "Greek letters are signs of science",
    "“Â” hərfi": "a letter in quotes is the letter that is spoken of",
    "Caspianв": "в has no Latin twin: left, and flagged",
    "Hу": "both ways are open and the text is the word itself",
    "Группа Г–Д, товар «В»": "reads as mojibake of windows-1251, and is Russian",
    "Guðmundsson və Þór": "Icelandic names beside Azerbaijani letters",
    "👨\u200d👩\u200d👧 می\u200cروم": "joiners within emoji and Arabic script",
    "İtmiş hərf: \ufffdliyev": "what was lost is not guessed",
}
"""Text that must stay as it is, and the reason."""

METHODS: Final = {
    "Nazir yeni layihəni təqdim etdi": ("schwa", "ə is 1.5 % of the letters or more"),
    "Nazir yeni layiheni teqdim edib, qonaqlar ucun gorus kecirilib": ("ascii", "everyday words, typed in ASCII"),
    "Yığıncaq qonaqlar üçün deyil, bizim üçün hazırlanıb": ("words", "everyday words prevail by far"),
    "Министр сообщил, что работы начнутся весной": ("words", "so do Russian, English and Turkish ones"),
    "Һава исти олаҹаг": ("cyrillic", "ҹ or ҝ, or ј beside ә, ө, ү, ғ or һ, or everyday words"),
    "Щава исти олаъаг, кцляк ясяъяк": ("azlat", "everyday words of the font, and spellings that Russian forbids"),
    "Stadyumda büyük coşku yaşandı, tribünler doldu taştı": ("py3langid", "the model, asked about 24 languages"),
    "Bakı": ("short", "under 20 letters, and no rule answers"),
    "東方の城市与海": ("script", "letters that none of the candidates writes"),
}
"""Texts, the method of `detect_language` that answers, and its rule."""
