"""The figures of a release, as PNG and SVG, by matplotlib where it is installed: the same facts give the same bytes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from newscrawler.archive.disk import make_folder, storage
from newscrawler.corpus.model import About
from newscrawler.corpus.papers import drawing
from newscrawler.corpus.papers.lettering import delivered_font

_FOLDER: Final = "figures"
_DOTS_PER_INCH: Final = 110


@dataclass(frozen=True)
class Chart:
    """A figure: its path in the release without suffix, and what it shows."""

    path: str
    caption: str


_DRAWN: Final[tuple[tuple[str, str, Callable[[Any, About], bool]], ...]] = (
    ("months", "Articles per month and site", drawing.draw_months),
    ("lengths", "Lengths of the texts, by language", drawing.draw_lengths),
    ("sections", "The largest sections", drawing.draw_sections),
    ("coverage", "Coverage of each day", drawing.draw_calendar),
)


def draw_charts(folder: Path, about: About) -> list[Chart]:
    """Draws what there is to draw; returns what was drawn, nothing where matplotlib is not installed."""
    if find_spec("matplotlib") is None or not about.facts.days:
        return []
    make_folder(folder / _FOLDER)
    with _plain_style():
        return [
            Chart(f"{_FOLDER}/{name}", caption)
            for name, caption, draw in _DRAWN
            if _draw(folder / _FOLDER / name, draw, about)
        ]


@contextmanager
def _plain_style() -> Iterator[None]:
    """Matplotlib as it is delivered, whatever this machine's settings say, and with the fonts that it brings along."""
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(
            {
                "svg.hashsalt": "newscrawler",
                "text.parse_math": False,  # a section's name may have dollar signs in it
                "font.size": 9,
                "axes.spines.top": False,
                "axes.spines.right": False,
                "axes.titlelocation": "left",
                "axes.titlesize": 11,
            }
        )
        yield


def _draw(path: Path, draw: Callable[[Any, About], bool], about: About) -> bool:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    figure = Figure()
    FigureCanvasAgg(figure)
    if not draw(figure, about):
        return False
    _use_delivered_font(figure)
    ConstrainedLayoutEngine().execute(figure)
    _use_delivered_font(figure)  # another size may have other ticks
    for suffix, told in (("png", {"Software": None}), ("svg", {"Date": None, "Creator": None})):
        with storage(f"{path}.{suffix}"):
            figure.savefig(f"{path}.{suffix}", dpi=_DOTS_PER_INCH, metadata=told)
    return True


def _use_delivered_font(figure: Any) -> None:
    """The font that comes with matplotlib; the one of the same name on a machine may be another version."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text

    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
        axis.get_ticklabels()  # before, there are no ticks with a text to be found
    for text in figure.findobj(Text):
        text.set_fontproperties(FontProperties(fname=delivered_font(), size=text.get_size()))
