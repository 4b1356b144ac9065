"""What sites call their sections, their pages that are no articles, and the links that lead on."""

import re

LISTS = re.compile(
    r"cats?|categor(?:y|ies)|kateqori(?:ya(?:lar)?|i)|kategori|sections?|seksiya|b[oö]l(?:me|mə|um|üm)(?:ler|lər)?"
    r"|rubri[ckq]a?s?|razdel|topics?|m[oö]vzu|tags?|teq|arxiv|archives?"
    r"|(?:news|xeber|post)?_?(?:list|cat|category|archive)",
    re.IGNORECASE,
)
"""What scripts are called, and values of parameters, that show a list: `cat.php?id=1`, `?do=cat&id=1`."""
OF_LIST = re.compile(r"(?:cat\w*|kat\w*|[csu]|tag|section|rubric|b[oö]lm[eə]|menu)(?:_?id)?", re.IGNORECASE)
STATIC = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|css|m?js|json|xml|gz|zip|rar|7z|pdf|docx?|xlsx?|pptx?|mp[34]|m4[av]|ogg"
    r"|wav|avi|mov|webm|woff2?|ttf|eot|apk|exe|rss|atom|txt|csv|webmanifest|ics)$",
    re.IGNORECASE,
)
PAGES = frozenset(
    "tag tags teq teqler etiket etiketler hashtag keyword keywords category categories kateqoriya kateqoriyalar "
    "author authors muellif muellifler user users profile profil search axtar axtaris poisk page login signin signup "
    "logout register registration giris qeydiyyat account hesab cart checkout feed rss comments comment trackback "
    "print embed cdn-cgi wp-admin wp-content wp-includes wp-json wp-login.php xmlrpc.php admin administrator ajax api "
    "static assets uploads upload themes cgi-bin".split()
)
"""Segments of paths under which no site keeps its articles."""
ABOUT = frozenset(
    "about about-us about_us haqqimizda haqqinda biz-kimik contact contacts contact-us elaqe bizimle-elaqe kontakt "
    "kontakty kontakti o-nas reklam reklama advertise advertising ads privacy privacy-policy terms terms-of-use "
    "mexfilik-siyaseti istifade-qaydalari redaksiya team vakansiya vakansiyalar vacancies tv live".split()
)
"""Last segments that name a page of every site which neither is nor lists an article."""
NEWEST = frozenset(
    "sitemap site-map archive arxiv arhiv home index main news xeberler xeber son-xeberler butun-xeberler xeber-lenti "
    "novosti lenta latest popular video videos foto photo photos gallery qalereya multimedia".split()
)
"""Last segments that name a list on every site."""
ONWARD = re.compile(
    r"(?:(?:növb[əe]ti|sonrak[ıi]|ir[əe]li)(?: səhifə| xəbərlər)?|daha köhnə|(?:əvvəlki|köhnə) (?:xəbərlər|yazılar)"
    r"|daha çox(?: xəbər(?:lər)?| göstər| yüklə)?|next(?: page)?|older(?: posts)?|(?:load|show) more|more(?: news)?"
    r"|следующая(?: страница)?|далее|вперед|(?:показать |загрузить )?ещ[её]|больше новостей)?\s*[»›>→↓]*",
    re.IGNORECASE,
)
"""What is written on the link to the next page of a list."""
LOADS = re.compile(
    r"(?:daha|yenə)(?: da)? (?:çox|xəbərlər)(?: \w+){0,2}|(?:daha çox |davamını? |xəbərləri? )?(?:yüklə|göstər)"
    r"|(?:növbəti|köhnə|əvvəlki) (?:xəbərlər|yazılar)|(?:load|show|see|view) (?:more|older|next)(?: \w+)?"
    r"|more(?: news| posts)?|older(?: posts| news)?"
    r"|(?:показать |загрузить |смотреть )?(?:ещ[её]|больше)(?: \w+)?|загрузить новости",
    re.IGNORECASE,
)
"""What is written on a button that brings more of a list."""
NO_FIELD = re.compile(
    r"toggle|target|dismiss|bs_\w+|aos\w*|text|label|loading\w*|loaded\w*|title|container|selector|wrapper|method|type"
    r"|role|trigger|swap|class|animation|ripple|testid|id_\w*selector|total\w*|wow\w*",
    re.IGNORECASE,
)
"""Attributes `data-…` that say how a button looks and acts, and nothing to the server."""
TWIN = re.compile(r"(?:m|mob\w*|wap|amp|old|test|dev|beta|print|forum|blog|shop|mail)\.")
"""Subdomains that show the same articles once more, or something else."""
NO_LISTING = re.compile(
    r"/(?:wp-|login|giris|search|axtar|register|cdn-cgi|user)|\.(?!html?$|php$)\w{2,4}$|^mailto:"
    r"|[?&]do=(?:feedback|register|search|lostpassword|stat\w*|pm)\b"
)
COMMENTS = re.compile(r"/comments?/feed|[?&]feed=comments|/feed/comments", re.IGNORECASE)
NUMBERED = re.compile(
    r"(?:[?&](?:page|pg?|paged|sehife|seh|s|start|offset|skip|limitstart|cstart|pagen_\d)=|/(?:pages?|pg?|sehife|seh|str)[/-]?)$",
    re.IGNORECASE,
)
"""What stands before the number of a page."""
