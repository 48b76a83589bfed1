"""The guide for the owner. Each chapter follows its screen word for word: change both together."""

from lapak.demo.content.guide import books, check_payments, orders, products, stock

TITLE = "Panduan"
SLUG = "panduan"
INTRO = (
    "Langkah demi langkah mengurus toko: dari memasang produk sampai membaca pembukuan. Baca satu bab, lalu "
    "langsung coba di layarnya."
)

CHAPTERS = [module.CHAPTER for module in (products, orders, check_payments, stock, books)]
