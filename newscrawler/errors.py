"""The one tree of errors; whoever catches `NewsError` catches every refusal of ours.

NewsError
├── ArgumentError        a person's input: a spider argument, a setting, a file they wrote (exit 2)
│   └── SeedError        a line of seeds/<site>.txt
├── DateError            text that holds no single date
├── BodyError            a body that is not what the server meant to send: reason
├── PageError            a page that is no article of ours: url, reason, field
├── DiscoveryError       a feed, sitemap or listing that cannot be read
└── ArchiveError         the disk said no, or what lies on it is not ours (exit 6)
"""


class NewsError(Exception):
    """Root of every error raised on purpose by this package."""


class ArgumentError(NewsError, ValueError):
    """A wrong argument or setting, said so that its writer can mend it."""


class SeedError(ArgumentError):
    """A line of a seeds file that is neither a comment nor a URL of the site; line 0: the file cannot be read."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}" if line else f"{file}: {reason}")
        self.file, self.line, self.reason = file, line, reason


class DateError(NewsError, ValueError):
    """Text that holds no single date; `text` as given, `reason` in a few words."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"{reason}: {text[:80]!r}")
        self.text, self.reason = text, reason


class BodyError(NewsError):
    """A body that arrived and is not what was meant: `reason` is `truncated`, `garbled` or `too_large`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail = reason, detail


class PageError(NewsError):
    """A fetched page that becomes no record: which `url`, what `reason`, which `field` of the record."""

    def __init__(self, url: str, reason: str, field: str | None = None, detail: str | None = None) -> None:
        super().__init__(" ".join(str(part) for part in (url, reason, field, detail) if part))
        self.url, self.reason, self.field, self.detail = url, reason, field, detail


class DiscoveryError(NewsError):
    """A feed, sitemap or listing that cannot be read; names its `url`. `is_hostile`: a bomb, not to be asked again."""

    def __init__(self, url: str, reason: str, *, is_hostile: bool = False) -> None:
        super().__init__(f"{url}: {reason}")
        self.url, self.reason, self.is_hostile = url, reason, is_hostile


class ArchiveError(NewsError):
    """The archive cannot be read or written; names the `path`."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = path, reason
