from django.urls import path

from shop.payments import notices, views

app_name = "payments"
urlpatterns = [
    path("pesanan/<str:token>/bayar/", views.pay, name="pay"),
    path("pesanan/<str:token>/qris.svg", views.qris, name="qris"),
    path("pesanan/<str:token>/bayar/langsung/", views.charge, name="charge"),
    path("pesanan/<str:token>/bayar/langsung.svg", views.charge_code, name="charge_code"),
    path("pembayaran/snap/token/", notices.token, name="token"),
    path("pembayaran/<str:name>/", notices.notice, name="notice"),
]
