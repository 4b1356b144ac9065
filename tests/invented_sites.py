"""Invented sites for `scrapy newsite`: one of 2008 by numbers, one on WordPress, one on ASP.NET."""

from collections.abc import Sequence
from functools import cache

from newscrawler.newsroom import Newsroom, Story
from tests.server import Reply

HOME = "https://kend.example"
ROBOTS = Reply("User-agent: *\nAllow: /\n", kind="text/plain")


@cache
def stories() -> tuple[Story, ...]:
    """Some articles to print, newest first, no two under one headline."""
    room = Newsroom(articles=40, seed=7, sites=("azertag",))
    held = {one.title: one for one in room.published() if one.held and one.language == "az"}
    return tuple(sorted(held.values(), key=lambda one: one.published, reverse=True))[:24]


def numbered() -> dict[str, Reply]:
    """A site of 2008: its front page sends on, its sections are `cat.php?id=…`, its articles `news.php?id=…`."""
    shelves = {number: stories()[number::4] for number in range(4)}
    ids = {one: 7000 - place for place, one in enumerate(stories())}
    menu = "".join(f'<td><a href="cat.php?id={number + 3}">Rubrika {"ABCD"[number]}</a></td>' for number in shelves)
    head = '<html><head><meta charset="utf-8"><title>Kənd</title></head><body><table class="ust"><tr>'
    head += f'{menu}<td><a href="elaqe.php">Əlaqə</a></td></tr></table>'

    def cards(shown: Sequence[Story]) -> str:
        row = '<tr class="setir"><td><a href="news.php?id={}">{}</a></td><td><i>{:%d.%m.%Y %H:%M}</i></td></tr>'
        return f"<table>{''.join(row.format(ids[one], one.title, one.published) for one in shown)}</table>"

    def article(one: Story) -> str:
        when = f"<tr><td>Tarix: {one.published:%d.%m.%Y} | Saat: {one.published:%H:%M}</td></tr>"
        body = "<br><br>".join(one.paragraphs)
        title = f"<tr><td><h1>{one.title}</h1></td></tr>"
        return f'{head}<table class="orta">{title}{when}<tr><td class="metn">{body}</td></tr></table>'

    pages = {"/": '<meta http-equiv="refresh" content="0; url=/index.php">', "/index.php": head + cards(stories()[:9])}
    for number, shelf in shelves.items():
        path = f"/cat.php?id={number + 3}"
        pages[path] = pages[f"{path}&page=1"] = f'{head}{cards(shelf[:4])}<a href="{path}&page=2">2</a>'
        pages[f"{path}&page=2"] = f'{head}{cards(shelf[4:])}<a href="{path}&page=1">1</a>'
    pages |= {f"/news.php?id={ids[one]}": article(one) for one in stories()}
    return {"/robots.txt": ROBOTS, **{path: Reply(f"{page}</body></html>") for path, page in pages.items()}}


def wordpress() -> dict[str, Reply]:
    """A site on WordPress, its interface shut, with the sitemap of the core."""
    slugs = {one: one.url.rstrip("/").rpartition("/")[2].replace("_", "-") for one in stories()}
    links = "".join(f'<link rel="{rel}" href="{HOME}{path}">' for rel, path in (("https://api.w.org/", "/wp-json/"),))
    links += f'<link rel="alternate" type="application/rss+xml" href="{HOME}/feed/">'
    head = f'<html lang="az"><head><meta charset="utf-8"><meta name="generator" content="WordPress 6.4">{links}'

    def card(one: Story) -> str:
        stamp = f'<time class="entry-date" datetime="{one.published.isoformat()}">{one.published:%d.%m.%Y}</time>'
        title = f'<h2 class="entry-title"><a href="{HOME}/{slugs[one]}/">{one.title}</a></h2>'
        return f'<article class="post type-post">{title}{stamp}</article>'

    def article(one: Story) -> str:
        text = "".join(f"<p>{line}</p>" for line in one.paragraphs)
        when = f'<meta property="article:published_time" content="{one.published.isoformat()}">'
        body = f'<h1 class="entry-title">{one.title}</h1><div class="entry-content">{text}</div>'
        return f'{head}<title>{one.title} - Kənd</title>{when}</head><body><article class="post">{body}</article>'

    entries = "".join(f"<url><loc>{HOME}/{slugs[one]}/</loc></url>" for one in stories())
    items = "".join(
        f"<item><title>{one.title}</title><link>{HOME}/{slugs[one]}/</link></item>" for one in stories()[:8]
    )
    shard = f"{HOME}/wp-sitemap-posts-post-1.xml"
    html = {"/": f"{head}</head><body>{''.join(map(card, stories()[:9]))}"}
    html |= {f"/{slugs[one]}/": article(one) for one in stories()}
    return {
        "/robots.txt": Reply(f"User-agent: *\nAllow: /\nSitemap: {HOME}/wp-sitemap.xml\n", kind="text/plain"),
        "/feed/": Reply(f'<rss version="2.0"><channel>{items}</channel></rss>', kind="application/rss+xml"),
        "/wp-sitemap.xml": Reply(
            f"<sitemapindex><sitemap><loc>{shard}</loc></sitemap></sitemapindex>", kind="text/xml"
        ),
        "/wp-sitemap-posts-post-1.xml": Reply(f"<urlset>{entries}</urlset>", kind="text/xml"),
        **{path: Reply(f"{page}</body></html>") for path, page in html.items()},
    }


def gazette() -> dict[str, Reply]:
    """A newspaper on ASP.NET: its lists are called as its articles are, which are named by a number in the middle."""
    shelves = {name: stories()[place::3] for place, name in enumerate(("Siyasi_Xeber", "Elm_Ve_Tehsil", "Kend_Xeber"))}
    sections = {one: name for name, shelf in shelves.items() for one in shelf}
    paths = {
        one: f"/{name.partition('_')[0]}_e{90000 - stories().index(one)}_az.html" for one, name in sections.items()
    }
    labels = {name: name.replace("_", " ") for name in shelves}
    menu = "".join(f'<a href="/{name}_1_az.html">{labels[name]}</a>' for name in shelves)
    head = f'<html><head><meta charset="utf-8"><title>{{}}</title></head><body><p class="menyu">{menu}</p>'

    def cards(shown: Sequence[Story]) -> str:
        row = '<div class="setir"><a href="{}">{}</a> <i>{:%H:%M}</i><i>{:%d.%m.%Y}</i></div>'
        return "".join(row.format(paths[one], one.title, one.published, one.published) for one in shown)

    def article(one: Story) -> str:
        label = f'<a class="rubrika" href="/{sections[one]}_1_az.html">{labels[sections[one]]}</a>'
        when = f'<span id="ctl00_vaxt">{one.published:%d.%m.%Y %H:%M}</span>'
        text = "".join(f"<p>{line}</p>" for line in one.paragraphs)
        top = f'{head.format(one.title)}<h2 id="ctl00_bas">{one.title}</h2><p>{label}</p><p>{when}</p>'
        return f'{top}<div id="ctl00_metn">{text}</div>'

    pages = {"/": head.format("Kənd") + cards(stories()[:9]), **{path: article(one) for one, path in paths.items()}}
    for name, shelf in shelves.items():
        links = "".join(f'<a href="/{name}_{page}_az.html">{page}</a>' for page in (1, 2))
        pages[f"/{name}_1_az.html"] = head.format(name) + cards(shelf[:6]) + links
        pages[f"/{name}_2_az.html"] = head.format(name) + cards(shelf[6:]) + links
    return {"/robots.txt": ROBOTS, **{path: Reply(f"{page}</body></html>") for path, page in pages.items()}}
