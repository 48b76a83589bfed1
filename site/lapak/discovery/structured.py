"""The shop itself as search engines read it. Pure."""

from datetime import date, time

from shop.store.hours import Holiday, Span
from shop.storefront.structured import COUNTRY, CURRENCY, without_empty

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HOURS = "OpeningHoursSpecification"
CLOSED = {"opens": "00:00", "closes": "00:00"}
SHOP_ID, SITE_ID = "#toko", "#situs"


def website(*, name: str, origin: str) -> dict:
    """`origin` ends with a slash."""
    return {
        "@type": "WebSite",
        "@id": origin + SITE_ID,
        "name": name,
        "url": origin,
        "inLanguage": "id",
        "publisher": {"@id": origin + SHOP_ID},
    }


def store(shop, *, origin: str, picture: str, today: date) -> dict:
    """`shop`: the settings; `today` leaves out holidays that are over. A Store must have an address
    (developers.google.com: local business); without one the shop is an OnlineStore."""
    address, table = _address(shop), shop.timetable
    return without_empty(
        {
            "@type": "Store" if address else "OnlineStore",
            "@id": origin + SHOP_ID,
            "name": shop.name,
            "url": origin,
            "description": shop.tagline,
            "image": picture,
            "telephone": f"+{shop.whatsapp}" if shop.whatsapp else "",
            "email": shop.email,
            "address": address,
            "hasMap": shop.map_url if address else "",
            "currenciesAccepted": CURRENCY,
            "openingHoursSpecification": [_opening(span) for span in table.spans] if address else [],
            "specialOpeningHoursSpecification": [_special(day) for day in table.coming(today)] if address else [],
            "sameAs": _profiles(shop),
        }
    )


def _address(shop) -> dict:
    known = without_empty(
        {
            "streetAddress": ", ".join(filter(None, (shop.street, shop.district))),
            "addressLocality": shop.city,
            "postalCode": shop.postcode,
        }
    )
    return {"@type": "PostalAddress", "addressCountry": COUNTRY} | known if shop.street and shop.city else {}


def _opening(span: Span) -> dict:
    return {"@type": HOURS, "dayOfWeek": DAYS[span.weekday]} | _hours(span.opens, span.closes)


def _special(holiday: Holiday) -> dict:
    """From midnight to midnight means closed (developers.google.com: local business)."""
    days = {"@type": HOURS, "validFrom": holiday.first.isoformat(), "validThrough": holiday.last.isoformat()}
    return days | (CLOSED if holiday.closed else _hours(holiday.opens, holiday.closes))


def _hours(opens: time, closes: time) -> dict:
    """What closes before it opens lasts until the next day; a whole day ends at 23:59."""
    return {"opens": f"{opens:%H:%M}", "closes": "23:59" if opens == closes else f"{closes:%H:%M}"}


def _profiles(shop) -> list[str]:
    pages = (("https://www.instagram.com/", shop.instagram), ("https://www.facebook.com/", shop.facebook))
    return [base + name for base, name in pages if name]
