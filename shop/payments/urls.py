from django.urls import path

from shop.payments import views

app_name = "payments"
urlpatterns = [
    path("pesanan/<str:token>/bayar/", views.pay, name="pay"),
    path("pesanan/<str:token>/qris.svg", views.qris, name="qris"),
]
