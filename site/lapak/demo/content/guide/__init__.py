"""The guide for the owner. Each chapter follows its screen word for word: change both together.

Bold words stand on a screen exactly so (a test looks them up in the catalogue); italics are for emphasis.
"""

from lapak.demo.content.guide import books, check_payments, orders, products, stock
from lapak.demo.content.guide.pictures import with_pictures

__all__ = ["CHAPTERS", "INTRO", "SLUG", "TITLE", "with_pictures"]

TITLE = "Panduan"
SLUG = "panduan"
INTRO = (
    "Langkah demi langkah mengurus toko: dari memasang produk sampai membaca pembukuan. Baca satu bab, lalu "
    "langsung coba di layarnya."
)

CHAPTERS = [module.CHAPTER for module in (products, orders, check_payments, stock, books)]
