from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from lapak.views import choose_language, favicon, healthz, media, not_there

urlpatterns = [
    path("healthz", healthz),
    path("favicon.ico", favicon),
    path("bahasa/", choose_language, name="language"),
    # Wagtail's page that always fails, for trying out error reports.
    path("admin/failwhale/", not_there),
    path("admin/", include(wagtailadmin_urls)),
    path("keranjang/", include("shop.cart.urls")),
    path("checkout/", include("shop.checkout.urls")),
    path("", include("shop.orders.urls")),
    path("", include("shop.payments.urls")),
    path("", include("shop.storefront.urls")),
    path("", include("blog.share.urls")),
    path("", include("shop.storefront.feeds.urls")),
    path("", include("lapak.discovery.urls")),
    path("", include(wagtail_urls)),
]
if settings.LAPAK_SERVE_MEDIA:
    urlpatterns.insert(0, path("media/<path:path>", media))
