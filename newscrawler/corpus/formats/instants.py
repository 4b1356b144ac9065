"""Instants in two parts: the moment in UTC, and the offset with which it was printed."""

from datetime import UTC, datetime, timedelta, timezone

_ZULU = "Z"


def part(text: str) -> tuple[datetime, str]:
    """An RFC 3339 instant as a moment in UTC and its offset; an odd way of writing it is kept whole as the offset.

    >>> part("2014-07-01T12:00:00+05:00")
    (datetime.datetime(2014, 7, 1, 7, 0, tzinfo=datetime.timezone.utc), '+05:00')
    """
    moment = datetime.fromisoformat(text).astimezone(UTC)
    offset = _ZULU if text.endswith(_ZULU) else text[-6:]
    return (moment, offset) if join(moment, offset) == text else (moment, text)


def join(moment: datetime, offset: str) -> str:
    """What `part` was given.

    >>> join(*part("2014-07-01T12:00:00+05:00")), join(*part("2014-07-01 12:00:00.5+05:00"))
    ('2014-07-01T12:00:00+05:00', '2014-07-01 12:00:00.5+05:00')
    """
    if offset == _ZULU:
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + _ZULU
    if len(offset) != len("+04:00"):
        return offset
    sign = -1 if offset[0] == "-" else 1
    zone = timezone(sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[4:])))
    return moment.astimezone(zone).isoformat()
