from django.urls import path

from blog.feeds import promotions
from lapak.discovery import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("llms.txt", views.llms, name="llms"),
    # Before Wagtail's own addresses; none of them has a dot.
    path("promo/rss.xml", promotions, name="promotion-feed"),
]
