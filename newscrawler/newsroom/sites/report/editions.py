"""The editions of report.az: sections by topic, and the words of its pages."""

from collections.abc import Mapping
from dataclasses import dataclass

HOME = "https://report.az"
PREFIX = {"az": "", "ru": "/ru", "en": "/en"}
SITE_NAME = {"az": "Report İnformasiya Agentliyi", "ru": "Информационное агентство Report", "en": "Report News Agency"}
LOCALE = {"az": "az_AZ", "ru": "ru_RU", "en": "en_US"}
HREFLANG = {"az": "az-AZ", "ru": "ru-RU", "en": "en-US"}


@dataclass(frozen=True, slots=True)
class Section:
    """A section of one edition: its slug, its printed name, and its number in the cursor's address."""

    slug: str
    name: str
    number: int


def _table(text: str) -> dict[str, dict[str, Section]]:
    """topic -> language -> section, from lines `topic | az slug Name | ru slug Name | en slug Name`."""
    found: dict[str, dict[str, Section]] = {}
    for number, line in enumerate(text.strip().splitlines(), 3):
        topic, *cells = (cell.strip() for cell in line.split("|"))
        pairs = zip(PREFIX, (cell.partition(" ") for cell in cells), strict=True)
        found[topic] = {language: Section(slug, name.strip(), number) for language, (slug, _, name) in pairs}
    return found


SECTIONS: Mapping[str, Mapping[str, Section]] = _table(
    """
energy | energetika Energetika | energetika Энергетика | energy Energy
finance | maliyye-xeberleri Maliyyə | finansy Финансы | finance Finance
business | biznes-xeberleri Biznes | biznes Бизнес | business Business
agro | ask ASK | apk АПК | agriculture Agriculture
infrastructure | infrastruktur İnfrastruktur | infrastruktura Инфраструктура | infrastructure Infrastructure
tourism | turizm Turizm | turizm Туризм | tourism Tourism
ict | ikt İKT | ikt ИКТ | ict ICT
incident | hadise Hadisə | proisshestviya Происшествия | incident Incident
education | elm-ve-tehsil-xeberleri Elm və təhsil | nauka-i-obrazovanie Наука и образование | education Education
weather | ekologiya Ekologiya | ekologiya Экология | ecology Ecology
football | futbol-xeberleri Futbol | futbol Футбол | football Football
culture | medeniyyet-xeberleri Mədəniyyət | kultura Культура | culture Culture
diplomacy | xarici-siyaset Xarici siyasət | vneshnyaya-politika Внешняя политика | foreign-politics Foreign policy
world | diger-olkeler Digər ölkələr | drugie-strany Другие страны | other-countries Other countries
health | sehiyye-xeberler Səhiyyə | zdorove Здоровье | health Health
video | multimedia Multimedia | multimedia Мультимедиа | multimedia Multimedia
""".strip()
)
