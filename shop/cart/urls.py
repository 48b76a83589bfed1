from django.urls import path

from shop.cart import views

app_name = "cart"
urlpatterns = [
    path("", views.show, name="show"),
    path("tambah/", views.add, name="add"),
    path("ubah/", views.update, name="update"),
    path("<str:token>/", views.linked, name="linked"),
]
