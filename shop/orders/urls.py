from django.urls import path

from shop.orders import views

app_name = "orders"
urlpatterns = [
    path("pesanan/<str:token>/", views.order, name="order"),
    path("lacak/", views.track, name="track"),
]
