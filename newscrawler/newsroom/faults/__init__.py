"""Everything that a server can do wrong, played on order.

`Newsroom(faults="gzip_truncated=3 server_error*2=5 timeout")`, or `--faults "…"`: each word is NAME[*TIMES][=COUNT].
The fault strikes COUNT articles (one where none is said) drawn by the seed, on the first TIMES requests of each (on
every one where none is said). No article gets two faults; `Newsroom.struck` and `/newsroom/truth.jsonl` tell which.

| family | module | faults; the docstring of each says what goes over the wire |
|---|---|---|
| refusals | `statuses` | server_error bad_gateway gateway_timeout origin_down bandwidth_exceeded unavailable |
| | | forbidden unauthorized unavailable_legal gone_404 gone_410 |
| come again | | unavailable_retry_after too_many_requests retry_after_date retry_after_year retry_after_past |
| | | retry_after_nonsense |
| odd successes | | no_content unasked_304 partial_206 |
| silence, drips | `transport` | timeout slow_loris slow_headers |
| cuts | | reset_before_headers hang_up reset_mid_body body_cut chunked_cut |
| wrong lengths | | content_length_long content_length_short two_lengths chunk_garbage |
| odd heads | | malformed_header long_header no_status_line wrong_protocol |
| gzip | `packing` | gzip_truncated gzip_no_trailer gzip_checksum gzip_garbage gzip_lie gzip_twice gzip_undeclared |
| | | unknown_coding |
| parts of a page | `partial` | page_cut no_paragraphs database_notice php_warning paywall |
| other pages | `notices` | empty blank works_in_progress login_wall soft_404 front_page other_article |
| | | database_error sql_error account_suspended parked_domain default_page meta_refresh |
| | | script_redirect json_error pdf |
| gates | `challenges` | challenge challenge_200 cookie_script captcha firewall |
| labels | `charsets` | octet_stream no_content_type latin1_header utf8_header_cp1254 cp1254_no_charset meta_cp1251 |
| | | charset_bogus utf16 utf8_bom nul_bytes |
| sizes | `giants` | huge huge_undeclared endless gzip_bomb deep_nesting |
| redirects | `redirects` | redirect_loop redirect_self redirect_chain redirect_offsite redirect_private redirect_ftp |
| | | redirect_file redirect_javascript redirect_nowhere redirect_garbage redirect_home login_redirect |

Of these the article is whole, under a wrong label or beside some rubbish, in: malformed_header long_header
gzip_no_trailer gzip_lie gzip_twice gzip_undeclared php_warning content_length_long two_lengths deep_nesting and all
labels; with TIMES, in every one at last.

A body that is cut or spoilt on its way keeps the ETag of the right page, as its server believes that it sends that one:
a client that remembers it would hold the wrong page for ever. HEAD gets the head of the fault.

The host has faults of its own, by other switches (see `Switches`): `outage_after`, `challenge_after`, `robots_status`,
`robots_hang`, `feed_bomb`, `sitemap_bomb`, `calendar`, and the busy answers of `retry_after`.
"""

from newscrawler.newsroom.faults.choice import Choice
from newscrawler.newsroom.faults.table import FAULTS
from newscrawler.newsroom.faults.trouble import Asked, Trouble, told

__all__ = ["FAULTS", "Asked", "Choice", "Trouble", "told"]
