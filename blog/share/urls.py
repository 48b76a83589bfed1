from django.urls import path

from blog.share import views

app_name = "share"
urlpatterns = [path("bagikan/<str:kind>/<int:pk>/<str:style>.jpg", views.picture, name="picture")]
