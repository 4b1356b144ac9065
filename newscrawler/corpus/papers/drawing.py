"""Each figure of a release, drawn on an empty matplotlib figure; False where there is nothing to draw."""

import math
from collections import Counter
from datetime import date, timedelta
from typing import Any, Final

from newscrawler.corpus.model import About
from newscrawler.corpus.papers.days import NO_DAY, SHADES, months_between, years_of
from newscrawler.corpus.papers.lettering import drawable

_INK: Final = "#1f4e79"
_COLOURS: Final = ("#1f4e79", "#d17c00", "#3b8f5a", "#8a4fa3", "#b23a48", "#5f6b73", "#a88b00", "#2a9d9d")
_SITES: Final = 24
_SECTIONS: Final = 20
_BINS: Final = 12  # to a tenfold length
_WIDTH: Final = 9.0  # inches


def draw_months(figure: Any, about: About) -> bool:
    """A row for each site, all on one scale of time; each has its own scale of numbers, whose top is told."""
    counts = about.facts.months()
    sites = [site for site, _ in sorted(about.facts.by("site").items(), key=lambda item: -item[1].records)][:_SITES]
    months = months_between(min(month for _, month in counts), max(month for _, month in counts))
    figure.set_size_inches(_WIDTH, 0.9 + 0.75 * len(sites))
    rows = figure.subplots(len(sites), 1, sharex=True, squeeze=False)[:, 0]
    for row, site in zip(rows, sites, strict=True):
        heights = [counts.get((site, month), 0) for month in months]
        row.bar(range(len(months)), heights, width=1.0, color=_INK)
        row.set_ylabel(_shortened(site), rotation=0, ha="right", va="center")
        row.set_yticks([max(heights)], [f"{max(heights):,}"])
        row.set_ylim(0, max(heights) * 1.05)
    years = [at for at, month in enumerate(months) if month.endswith("-01")]
    ticks = years[:: math.ceil(len(years) / 14)] if len(years) > 1 else list(range(0, len(months), 3))
    rows[-1].set_xticks(ticks, [months[at][:4] if len(years) > 1 else months[at] for at in ticks])
    shown = f", the {_SITES} largest sites" if len(about.facts.by("site")) > _SITES else ""
    rows[0].set_title(f"Articles per month and site{shown}; each has its own scale")
    return True


def draw_lengths(figure: Any, about: About) -> bool:
    """A histogram on a logarithmic scale of characters, the languages on top of each other."""
    bins: dict[str, Counter[int]] = {}
    for (language, length), count in about.facts.lengths.items():
        bins.setdefault(language, Counter())[math.floor(_BINS * math.log10(max(length, 1)))] += count
    used = {place for one in bins.values() for place in one} | {2 * _BINS, 4 * _BINS - 1}
    places = range(min(used), max(used) + 1)
    figure.set_size_inches(_WIDTH, 3.6)
    axes = figure.subplots()
    floor = [0] * len(places)
    languages = sorted(bins, key=lambda language: (-bins[language].total(), language))
    for number, language in enumerate(languages):
        heights = [bins[language][place] for place in places]
        axes.bar(places, heights, 1.0, floor, align="edge", color=_COLOURS[number % len(_COLOURS)], label=language)
        floor = [low + high for low, high in zip(floor, heights, strict=True)]
    median = about.facts.length_at(0.5)
    axes.axvline(_BINS * math.log10(max(median, 1)), color="black", linewidth=1, linestyle="--")
    axes.set_title(f"Lengths of the texts; the median, {median:,} characters, is dashed")
    ticks = [length for length in _ROUND if places[0] <= _BINS * math.log10(length) <= places[-1] + 1]
    axes.set_xticks([_BINS * math.log10(tick) for tick in ticks], [f"{tick:,}" for tick in ticks])
    axes.set_xlabel("characters")
    axes.set_ylabel("articles")
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.legend(frameon=False)
    return True


_ROUND: Final = tuple(step * 10**power for power in range(7) for step in (1, 2, 5))


def draw_sections(figure: Any, about: About) -> bool:
    """Bars for the largest sections, coloured by site."""
    found = [(key, sums.records) for key, sums in about.facts.sections().items() if key[2]]
    found = sorted(found, key=lambda item: -item[1])[:_SECTIONS]
    if not found:
        return False
    sites = sorted({site for (site, _, _), _ in found})
    figure.set_size_inches(_WIDTH, 1.0 + 0.24 * len(found))
    axes = figure.subplots()
    colours = [_COLOURS[sites.index(site) % len(_COLOURS)] for (site, _, _), _ in found]
    bars = axes.barh(range(len(found)), [count for _, count in found], color=colours)
    axes.bar_label(bars, [f"{count:,}" for _, count in found], padding=3)
    axes.set_yticks(range(len(found)), [_shortened(f"{site} · {name} ({tongue})") for (site, tongue, name), _ in found])
    axes.invert_yaxis()
    axes.margins(x=0.1)
    axes.set_xlabel("articles")
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_title(f"The {len(found)} largest sections" if len(found) == _SECTIONS else "Sections")
    return True


def _shortened(label: str, limit: int = 48) -> str:
    return drawable(label if len(label) <= limit else label[: limit - 1] + "…")


def draw_calendar(figure: Any, about: About) -> bool:
    """A grid a year, weeks as columns and weekdays as rows; all sites of the release together."""
    from matplotlib.colors import ListedColormap
    from matplotlib.patches import Patch

    years = years_of(about)
    figure.set_size_inches(_WIDTH, 0.9 + 1.12 * len(years))
    rows = figure.subplots(len(years), 1, squeeze=False)[:, 0]
    colours = ListedColormap([shade.colour for shade in SHADES])
    for row, (year, shades) in zip(rows, years.items(), strict=True):
        row.imshow(calendar_grid(year, shades), cmap=colours, vmin=-0.5, vmax=len(SHADES) - 0.5, aspect="equal")
        row.set_yticks([0, 3, 6], ["Mon", "Thu", "Sun"], fontsize=7)
        firsts = [date(year, month, 1) for month in range(1, 13)]
        row.set_xticks([_week(first) for first in firsts], [f"{first:%m}" for first in firsts], fontsize=7)
        row.set_ylabel(str(year), rotation=0, ha="right", va="center")
        row.spines[:].set_visible(False)
        row.tick_params(length=0)
    used = sorted({shade for shades in years.values() for shade in shades.values()})
    patches = [Patch(facecolor=SHADES[at].colour, edgecolor="#888888", label=SHADES[at].meaning) for at in used]
    figure.legend(handles=patches, loc="outside lower center", ncols=min(len(patches), 4), frameon=False)
    rows[0].set_title("Each day, all sites together" + ("" if about.coverage else " (records in this release)"))
    return True


def _week(day: date) -> int:
    """The column of a day: weeks begin on Monday, the first is that of New Year's day."""
    return ((day - date(day.year, 1, 1)).days + date(day.year, 1, 1).weekday()) // 7


def calendar_grid(year: int, shades: dict[date, int]) -> Any:
    """Seven rows of 54 weeks; what is no day of this year, or no day of the release, is not drawn."""
    import numpy as np

    grid = np.full((7, 54), np.nan)
    day = date(year, 1, 1)
    while day.year == year:
        shade = shades.get(day, NO_DAY)
        if shade != NO_DAY:
            grid[day.weekday(), _week(day)] = shade
        day += timedelta(days=1)
    return grid
