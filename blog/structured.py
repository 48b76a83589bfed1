"""What somebody wrote for readers, a promotion or an article, as search engines read it. Pure."""

from datetime import datetime

from shop.storefront.structured import without_empty


def posting(
    kind: str,
    *,
    headline: str,
    description: str,
    url: str,
    picture: str,
    published: datetime | None,
    changed: datetime | None,
    publisher: str,
    publisher_url: str,
) -> dict:
    """`kind`: BlogPosting or Article (developers.google.com: article). Times are aware, addresses absolute."""
    who = {"@type": "Organization", "name": publisher, "url": publisher_url}
    return without_empty(
        {
            "@type": kind,
            "headline": headline,
            "description": description,
            "url": url,
            "mainEntityOfPage": url,
            "inLanguage": "id",
            "image": [picture] if picture else [],
            "datePublished": published.isoformat() if published else "",
            "dateModified": changed.isoformat() if changed else "",
            "author": who,
            "publisher": who,
        }
    )
