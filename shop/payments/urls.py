from django.urls import path

from shop.payments import views

app_name = "payments"
urlpatterns = [path("pesanan/<str:token>/bayar/", views.pay, name="pay")]
