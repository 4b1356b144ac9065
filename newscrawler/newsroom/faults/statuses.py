"""Faults that are a status: the server says no, with or without a word of when to come again."""

from datetime import timedelta
from email.utils import format_datetime

from newscrawler.newsroom.answer import Answer
from newscrawler.newsroom.faults.strike import Strike, without


def _refusal(strike: Strike, status: int, text: str, *headers: tuple[str, str]) -> Answer:
    title = f"{status} {text}"
    body = f"<html>\r\n<head><title>{title}</title></head>\r\n<body><center><h1>{title}</h1></center></body>\r\n</html>"
    return strike.say(body, status, *headers, kind="text/html")


def server_error(strike: Strike) -> Answer:
    """500."""
    return _refusal(strike, 500, "Internal Server Error")


def bad_gateway(strike: Strike) -> Answer:
    """502, as nginx says it while PHP restarts."""
    return _refusal(strike, 502, "Bad Gateway")


def gateway_timeout(strike: Strike) -> Answer:
    """504, as nginx says it when PHP is too slow."""
    return _refusal(strike, 504, "Gateway Time-out")


def origin_down(strike: Strike) -> Answer:
    """522, Cloudflare's own: it cannot reach the site behind it."""
    return _refusal(strike, 522, "Connection timed out", ("Server", "cloudflare"), ("CF-RAY", "8f00aa11bb22cc33-GYD"))


def bandwidth_exceeded(strike: Strike) -> Answer:
    """509, a shared host's: the month's traffic is used up."""
    return _refusal(strike, 509, "Bandwidth Limit Exceeded")


def unavailable(strike: Strike) -> Answer:
    """503 without Retry-After."""
    return _refusal(strike, 503, "Service Unavailable")


def unavailable_retry_after(strike: Strike) -> Answer:
    """503 with Retry-After in seconds (the switch `fault_wait`)."""
    return _refusal(strike, 503, "Service Unavailable", ("Retry-After", f"{strike.wait:g}"))


def too_many_requests(strike: Strike) -> Answer:
    """429 with Retry-After in seconds (the switch `fault_wait`)."""
    return _refusal(strike, 429, "Too Many Requests", ("Retry-After", f"{strike.wait:g}"))


def retry_after_date(strike: Strike) -> Answer:
    """429 with Retry-After as an HTTP date, `fault_wait` seconds from now."""
    later = format_datetime(strike.now + timedelta(seconds=strike.wait), usegmt=True)
    return _refusal(strike, 429, "Too Many Requests", ("Retry-After", later))


def retry_after_year(strike: Strike) -> Answer:
    """503 with a Retry-After of a year."""
    return _refusal(strike, 503, "Service Unavailable", ("Retry-After", "31536000"))


def retry_after_past(strike: Strike) -> Answer:
    """503 with a Retry-After date that is an hour ago."""
    before = format_datetime(strike.now - timedelta(hours=1), usegmt=True)
    return _refusal(strike, 503, "Service Unavailable", ("Retry-After", before))


def retry_after_nonsense(strike: Strike) -> Answer:
    """429 with a Retry-After that is neither seconds nor a date."""
    return _refusal(strike, 429, "Too Many Requests", ("Retry-After", "soon"))


def gone_404(strike: Strike) -> Answer:
    """404, plain."""
    return _refusal(strike, 404, "Not Found")


def gone_410(strike: Strike) -> Answer:
    """410, plain."""
    return _refusal(strike, 410, "Gone")


def forbidden(strike: Strike) -> Answer:
    """403, plain: no mark of a challenge."""
    return _refusal(strike, 403, "Forbidden")


def unauthorized(strike: Strike) -> Answer:
    """401 with a Basic challenge: a staging site's password."""
    return _refusal(strike, 401, "Unauthorized", ("WWW-Authenticate", 'Basic realm="redaksiya"'))


def unavailable_legal(strike: Strike) -> Answer:
    """451, taken down by order of a court."""
    return _refusal(strike, 451, "Unavailable For Legal Reasons")


def no_content(strike: Strike) -> Answer:
    """204: success, and nothing."""
    return without(strike.say(status=204), "Content-Type", "Content-Length")


def unasked_304(strike: Strike) -> Answer:
    """304 to a request that named no version: a broken cache."""
    return without(strike.say(status=304), "Content-Type", "Content-Length")


def partial_206(strike: Strike) -> Answer:
    """206 that nobody asked for: the first half, with its Content-Range."""
    body = strike.page.body
    half = len(body) // 2
    return strike.say(body[:half], 206, ("Content-Range", f"bytes 0-{half - 1}/{len(body)}"))
