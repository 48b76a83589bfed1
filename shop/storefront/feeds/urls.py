from django.urls import path

from shop.storefront.feeds import views

app_name = "feeds"
urlpatterns = [
    path("feed/google.xml", views.google_feed, name="google"),
    path("feed/meta.csv", views.meta_feed, name="meta"),
]
