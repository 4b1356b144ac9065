"""Series that say the same words every day, with other figures: no two of their stories are copies."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from newscrawler.az import BAKU
from tests.copied_news import JSON, record
from tests.corpus_site import prose

MONTHS = "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr".split()

BACKGROUND = (
    "Xatırladaq ki, neftin ən yüksək qiyməti 2008-ci ilin iyulunda - 149,66 dollar, ən aşağı qiyməti isə 2020-ci il "
    "aprelin 21-də - 15,81 dollar olub. Azərbaycanda neft əsasən Azəri-Çıraq-Günəşli yatağından çıxarılır; 1994-cü "
    "ildə imzalanan müqavilənin müddəti 2050-ci ilədək uzadılıb, layihədə 7 şirkət iştirak edir."
)


def oil(day: datetime, chance: Random) -> str:
    """A short price story."""
    price, change = chance.uniform(60, 80), chance.uniform(0.1, 2)
    return (
        f'Dünya bazarında "Azeri Light" markalı neftin bir barelinin qiyməti {change:.2f} dollar artaraq {price:.2f} '
        f"dollar olub. Bu barədə məlumat {day.day} {MONTHS[day.month - 1]} tarixində yayılıb."
    )


def oil_with_background(day: datetime, chance: Random) -> str:
    """A price in other words every day before the same background, which has more figures than the news."""
    verb = chance.choice(("qalxıb", "bahalaşıb", "yüksəlib", "çatıb"))
    how = chance.choice(("dollara", "ABŞ dollarına", "dollar səviyyəsinə"))
    day_name = f"{day.day} {MONTHS[day.month - 1]} {day.year}-ci il"
    return f"Neftin bir bareli {day_name} tarixində {chance.uniform(60, 80):.2f} {how} {verb}.\n{BACKGROUND}"


def rates(day: datetime, chance: Random) -> str:
    """Exchange rates, the first of which stands still for years."""
    euro, rouble = chance.uniform(1.7, 2), chance.uniform(1.8, 2.3)
    return (
        f"Mərkəzi Bank {day.day} {MONTHS[day.month - 1]} üçün rəsmi məzənnələri açıqlayıb. 1 ABŞ dolları 1,7000 "
        f"manat, 1 avro {euro:.4f} manat, 100 rubl {rouble:.4f} manat müəyyən edilib. Məzənnələr bankın "
        "saytında yerləşdirilib."
    )


def still_rate(day: datetime, chance: Random) -> str:
    """Only the day is new."""
    return (
        f"Mərkəzi Bankın {day.day} {MONTHS[day.month - 1]} {day.year}-ci il üçün elan etdiyi rəsmi məzənnəyə əsasən, "
        "bir ABŞ dolları 1,7000 manatdır. Bank sektorunda vəziyyət sabitdir, valyuta bazarında tələb təklifdən çox "
        "deyil və əhali arasında narahatlıq müşahidə edilmir."
    )


def weather(day: datetime, chance: Random) -> str:
    """A forecast."""
    low, high = chance.randint(0, 14), chance.randint(15, 29)
    return (
        f"Bakıda {day.day} {MONTHS[day.month - 1]} hava yağmursuz keçəcək. Havanın temperaturu gecə {low}-{low + 3}, "
        f"gündüz {high}-{high + 3} dərəcə isti olacaq. Atmosfer təzyiqi {chance.randint(755, 770)} mm civə sütunu, "
        f"nisbi rütubət {chance.randint(50, 80)} faiz təşkil edəcək."
    )


def oil_in_russian(day: datetime, chance: Random) -> str:
    """A price story in Russian."""
    return (
        f"Цена азербайджанской нефти Azeri Light на мировом рынке на {day.day}.{day.month:02d}.{day.year} выросла на "
        f"{chance.uniform(0.1, 2):.2f} доллара и составила {chance.uniform(60, 80):.2f} доллара за баррель. В бюджете "
        "на этот год цена барреля заложена на уровне 70 долларов, самой высокой за всю историю она была в 2008 году."
    )


def oil_in_english(day: datetime, chance: Random) -> str:
    """A price story in English."""
    return (
        f"On the {day.day}th of {day:%B} the price of Azeri Light went up by {chance.uniform(0.1, 2):.2f} dollars and "
        f"made up {chance.uniform(60, 80):.2f} dollars per barrel. The state budget for this year is calculated at 70 "
        "dollars per barrel; the highest price of 149 dollars was registered in July 2008."
    )


SERIES: dict[str, Callable[[datetime, Random], str]] = {
    one.__name__: one for one in (oil, oil_with_background, rates, still_rate, weather, oil_in_russian, oil_in_english)
}


def series(name: str, days: int) -> list[JSON]:
    """A story of that series every day, two years long at most."""
    begin = datetime(2023, 1, 1, 10, tzinfo=BAKU)
    moments = [begin + timedelta(days=day) for day in range(days)]
    return [
        record(f"{name}:{number}", "Gündəlik", SERIES[name](moment, Random(f"{name} {number}")), moment)
        for number, moment in enumerate(moments)
    ]


def template(chance: Random, name: str, days: int) -> list[JSON]:
    """A story of random words and one to eight figures, of which mostly one is new on a day, and no date."""
    words = prose(chance, "az", chance.choice((15, 30, 60, 120, 250))).split()
    places = sorted(chance.sample(range(len(words)), chance.choice((1, 2, 3, 8))), reverse=True)
    forms = [chance.choice(list(FORMS)) for _ in places]
    figures = [FORMS[form](chance) for form in forms]
    stories = []
    for day in range(days):
        at = chance.randrange(len(places))
        figures[at] = FORMS[forms[at]](chance)
        told = list(words)
        for place, figure in zip(places, figures, strict=True):
            told.insert(place, figure)
        moment = datetime(2023, 1, 1, 10, tzinfo=BAKU) + timedelta(days=day)
        stories.append(record(f"{name}{day}", "Gündəlik", " ".join(told), moment))
    return stories


FORMS: dict[str, Callable[[Random], str]] = {
    "whole": lambda chance: str(chance.randint(1, 99)),
    "hundreds": lambda chance: str(chance.randint(1, 30) * 100),
    "thousands": lambda chance: f"{chance.randint(1, 99)} {chance.randint(0, 999):03d}",
    "price": lambda chance: f"{chance.uniform(1, 99):.2f}".replace(".", ","),
    "rate": lambda chance: f"{chance.uniform(1, 2):.4f}",
    "share": lambda chance: f"{chance.uniform(0, 5):.1f}%",
}
