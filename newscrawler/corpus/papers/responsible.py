"""What Croissant asks of responsible use (RAI 1.0), filled from the facts of the release."""

from newscrawler.archive.model import JSON
from newscrawler.corpus.model import About

_PERSONAL = (
    "Names, offices and words of persons in the news, as their publishers printed them; no readers' comments were "
    "collected."
)
_MASKED = "E-mail addresses and phone numbers inside the articles are masked."
_UNMASKED = "E-mail addresses and phone numbers inside the articles are as printed."


def responsible_fields(about: About) -> JSON:
    """The `rai:` fields."""
    facts = about.facts
    fetched = [f"{facts.first_fetched[:10]}/{facts.last_fetched[:10]}"] if facts.first_fetched else []
    return {
        "rai:dataCollection": "News sites were crawled politely, by their own feeds, sitemaps and listings; every "
        "article was read by rules for its site. README.md tells how, and what is missing.",
        "rai:dataCollectionType": ["Web Scraping"],
        "rai:dataCollectionTimeframe": fetched,
        "rai:dataCollectionMissingData": "coverage.csv tells for each site and day what was known and what is held.",
        "rai:dataPreprocessingProtocol": [
            "Boilerplate is left out, encodings and look-alike letters are repaired, and each repair is named in "
            "`fixes`."
        ],
        "rai:dataBiases": "Written by newsrooms, in the standard language, and bound by what these may and wish to "
        "print. Sites, years and languages are present in unequal numbers: see README.md.",
        "rai:dataLimitations": "Dates known only to the day have no time; sections are as printed and differ by site.",
        "rai:dataUseCases": ["Language modelling", "Corpus linguistics", "Studies of media and of their coverage"],
        "rai:personalSensitiveInformation": [_PERSONAL, _MASKED if about.masked else _UNMASKED],
        "rai:dataReleaseMaintenancePlan": "Removals are named in removed.jsonl and honoured by every later release.",
    }
