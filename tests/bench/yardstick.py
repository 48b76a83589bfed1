"""The yardstick: Django without Wagtail and without a shop, listing and showing the same products.

Two pages of two queries each: all categories with the first 24 products, and one product with four others.
"""

import sqlite3
from collections.abc import Iterable

from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

PAGE_SIZE, OTHERS = 24, 4


class Category(models.Model):
    title = models.CharField(max_length=100)
    slug = models.SlugField(unique=True)

    class Meta:
        app_label = "bare"

    def __str__(self):
        return self.title


class Product(models.Model):
    category = models.ForeignKey(Category, models.PROTECT)
    title = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)
    summary = models.CharField(max_length=200)
    price = models.BigIntegerField()
    stock = models.BigIntegerField()
    photo = models.CharField(max_length=200)

    class Meta:
        app_label = "bare"

    def __str__(self):
        return self.title


def fill(file: str, categories: Iterable[tuple], products: Iterable[tuple]) -> None:
    """`categories`: (id, title, slug); `products`: (category id, title, slug, summary, price, stock, photo)."""
    connection = sqlite3.connect(file)
    connection.executescript(
        "PRAGMA journal_mode=WAL;"
        "CREATE TABLE bare_category (id INTEGER PRIMARY KEY, title TEXT, slug TEXT UNIQUE);"
        "CREATE TABLE bare_product (id INTEGER PRIMARY KEY, category_id INTEGER, title TEXT, slug TEXT UNIQUE,"
        " summary TEXT, price INTEGER, stock INTEGER, photo TEXT);"
        "CREATE INDEX bare_product_category ON bare_product (category_id, id);"
    )
    connection.executemany("INSERT INTO bare_category VALUES (?, ?, ?)", categories)
    connection.executemany("INSERT INTO bare_product VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", products)
    connection.commit()
    connection.close()


def listing(request):
    products = Product.objects.order_by("id")[:PAGE_SIZE]
    return render(request, "list", {"categories": Category.objects.order_by("id"), "products": products})


def detail(request, slug):
    product = get_object_or_404(Product, slug=slug)
    others = Product.objects.filter(category=product.category_id).exclude(pk=product.pk).order_by("id")[:OTHERS]
    return render(request, "detail", {"p": product, "others": others})


urlpatterns = [
    path("healthz", lambda request: HttpResponse("ok")),
    path("p/", listing),
    path("p/<slug:slug>/", detail),
]
