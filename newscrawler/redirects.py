"""Redirects: followed within the site, told to the spider when they lead elsewhere. None ends without a word."""

import ipaddress
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from newscrawler.discovery import Candidate, SiteURLs
from newscrawler.middlewares import ledger_of
from newscrawler.outcome import host_of
from newscrawler.reading.notices import leads_to_login
from newscrawler.spider import NewsSpider

_STATUSES = (301, 302, 303, 307, 308)
_PORTS = (None, 80, 443)
_INSIDE = (".local", ".localhost", ".internal", ".lan", ".home.arpa")


class Redirects(RedirectMiddleware):
    """Redirects within the site are followed once; what leads elsewhere or to a known page goes back to the spider.

    Stock Scrapy drops both in its duplicate filter or its offsite check, with no callback and no line in the log.
    """

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        """A request for the target, or the response with `redirect_refused` in its meta."""
        spider = self.crawler.spider
        location = response.headers.get("Location")
        if not isinstance(spider, NewsSpider) or response.status not in _STATUSES or location is None:
            return super().process_response(request, response)
        target = urljoin(request.url, location.decode("latin-1").strip())
        if urlsplit(target)[:2] != urlsplit(request.url)[:2] and (reason := refused(target, spider.site_hosts)):
            return self._refuse(request, response, reason, location.decode("latin-1"))
        try:
            result = super().process_response(request, response)
        except IgnoreRequest as error:
            return self._refuse(request, response, "redirect_loop", str(error))
        candidate = request.cb_kwargs.get("candidate")
        if not isinstance(result, Request) or not isinstance(candidate, Candidate) or candidate.kind == "source":
            return result
        urls = replace(spider.urls, edition=candidate.edition)
        return self._follow(request, response, result, urls)

    def _follow(self, request: Request, response: Response, result: Request, urls: SiteURLs) -> Request | Response:
        before = [*request.meta.get("redirect_urls", ()), request.url]
        if result.url in before:
            return self._refuse(request, response, "redirect_loop", " -> ".join([*before, result.url]))
        target = urls.identify(result.url)
        if target is None and not urls.is_short(result.url):
            if leads_to_login(result.url):
                return self._refuse(request, response, "login", result.url)
            return self._refuse(request, response, "gone", f"redirects to {result.url}, which is no article")
        if target is None or target in map(urls.identify, before):
            return result
        if not urls.wants(result.url):
            return self._refuse(request, response, "other_edition", result.url)
        ledger = ledger_of(self.crawler)
        if ledger is not None and ledger.knows(target.url):
            return self._refuse(request, response, "alias", target.url)
        return result

    def _refuse(self, request: Request, response: Response, reason: str, detail: str) -> Response:
        request.meta["redirect_refused"] = (reason, detail)
        return response


def refused(target: str, hosts: frozenset[str]) -> str | None:
    """Why a redirect to `target` is not followed; None when it leads to one of the site's `hosts` over HTTP.

    >>> [refused(url, frozenset(["report.az"])) for url in ("ftp://report.az/", "http://10.0.0.1/", "http://x.az/")]
    ['redirect_refused', 'private_redirect', 'offsite_redirect']
    """
    try:
        parts = urlsplit(target)
        port = parts.port
    except ValueError:
        return "redirect_refused"
    host = host_of(target)
    if parts.scheme not in ("http", "https") or not host:
        return "redirect_refused"
    if is_private(host):
        return "private_redirect"
    if host not in hosts:
        return "offsite_redirect"
    return None if port in _PORTS else "redirect_refused"


def is_private(host: str) -> bool:
    """Is `host` an address, or a name, inside somebody's own network?

    >>> [is_private(host) for host in ("127.0.0.1", "169.254.169.254", "::1", "0x7f.1", "localhost", "report.az")]
    [True, True, True, True, True, False]
    """
    if host == "localhost" or host.endswith(_INSIDE) or ("." not in host and ":" not in host):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host.rsplit(".", 1)[-1][:1].isdigit()  # 127.1, 0x7f.1: an address in an odd form; no domain ends so
