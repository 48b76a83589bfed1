from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from lapak.views import healthz

urlpatterns = [
    path("healthz", healthz),
    path("admin/", include(wagtailadmin_urls)),
    path("keranjang/", include("shop.cart.urls")),
    path("checkout/", include("shop.checkout.urls")),
    path("", include("shop.orders.urls")),
    path("", include("shop.payments.urls")),
    path("", include("shop.storefront.urls")),
    path("", include(wagtail_urls)),
]
