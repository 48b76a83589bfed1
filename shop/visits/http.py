"""Where whoever sends a form of the shop came from."""

from shop.visits import counter, selectors
from shop.visits.middleware import is_a_buyer, today
from shop.visits.sources import LABELS, Origin, of_host, of_query, referer, tagged


def origin_of(request) -> Origin:
    """By what the page's script remembered in its tab, else by the tag in the address of the page with the form.

    The script sends a tag, or the host of the site that held the link.
    """
    sent = request.POST.get("utm_source", "")[:100]
    if "." in sent and sent.lower() not in LABELS:
        found = of_host(sent)
    else:
        found = tagged(sent, request.POST.get("utm_campaign", ""))
    if found is None:
        came_from = referer(request.headers.get("Referer", ""), here=request.get_host())
        found = (of_query(came_from.query) if came_from.inside else None) or Origin()
    if found.campaign and not selectors.existing([found.campaign]):
        return found._replace(campaign="")
    return found


def count(request, *, step: str, origin: Origin) -> None:
    if is_a_buyer(request):
        counter.count(step=step, origin=origin, day=today())
