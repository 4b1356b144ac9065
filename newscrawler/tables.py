"""What a person reads of a plan."""

from datetime import date

from rich.console import Console
from rich.table import Table

from newscrawler.discovery.plan import Plan

GB = 1e9


def show_plan(plan: Plan, console: Console, *, is_resumed: bool = False) -> None:
    """The range, the sources with what each costs, and the sums."""
    console.print(f"[bold]{plan.site}[/bold]: {range_of(plan)} (days in Baku)", highlight=False)
    table = Table(box=None, pad_edge=False)
    for column in ("walked", "source", "reaches back to"):
        table.add_column(column, overflow="fold")
    for column in ("pages", "articles"):
        table.add_column(column, justify="right")
    for route in plan.routes:
        is_chosen = route.name in plan.chosen
        reach = f"{route.first}" if route.first else route.note or ("the last days" if route.fresh else "not known")
        articles = f"{route.total:,.0f}" if route.total else "–"
        table.add_row("yes" if is_chosen else "no", route.name, reach, f"{route.pages:,}", articles)
    console.print(table)
    console.print(sums(plan), highlight=False)
    if is_resumed:
        console.print(
            f"A backfill that began at {plan.at[:19]} UTC and did not end is taken up again.", highlight=False
        )


def range_of(plan: Plan) -> str:
    """The range in words."""
    begins = f"from {plan.since}" if plan.since else "from the beginning"
    return f"{begins} to {plan.until or 'today'}"


def sums(plan: Plan) -> str:
    """Requests, hours, gigabytes."""
    held = f", {plan.held:,} of them held already" if plan.held else ""
    doubtful = sum(route.doubtful for route in plan.routes if route.name in plan.chosen)
    held += f", {doubtful:,.0f} more to be looked at (a sitemap tells the last edit alone)" if doubtful >= 1 else ""
    looks = f" after the {plan.looks} of this look"
    return (
        f"about {plan.articles:,} articles{held}; {plan.requests:,} requests{looks}, {plan.hours:,.1f} hours "
        f"at a request every {plan.pace:g} s; {plan.need / GB:,.2f} GB at {plan.size / 1000:,.0f} kB an article"
    )


def tell_space(plan: Plan, free: float, share: float) -> str:
    """Why it does not start, and what would fit into its `share` of the `free` bytes."""
    first = plan.fits_since(share)
    would = (
        f"what would fit: --since {first} --until {plan.until or date.fromisoformat(max(plan.days))}" if first else ""
    )
    told = f"{plan.need / GB:,.3f} GB are needed, {max(free, 0) / GB:,.3f} GB are free above MIN_FREE"
    return f"{told}; {would or 'not even the latest day would fit'}"
