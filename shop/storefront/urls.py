from django.urls import path

from shop.storefront import views

app_name = "storefront"
urlpatterns = [
    path("cari/", views.search, name="search"),
    path("ongkir/", views.delivery, name="delivery"),
    path("cari/saran/", views.suggestions, name="suggestions"),
]
