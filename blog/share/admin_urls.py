from django.urls import path

from blog.share import screens

app_name = "share_admin"
urlpatterns = [
    path("", screens.ShareList.as_view(), name="list"),
    path("<str:kind>/<int:pk>/", screens.ShareKit.as_view(), name="kit"),
]
