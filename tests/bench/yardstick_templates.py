"""The yardstick's two pages: the facts of a card, escaped, without any design."""

_PAGE = "<!doctype html><html lang=id><head><meta charset=utf-8><title>%s</title></head><body>%s</body></html>"
_CARD = (
    '<li><a href="/p/{{ p.slug }}/"><img src="/media/{{ p.photo }}" alt="" width=200 height=200>{{ p.title }}</a>'
    "<p>{{ p.summary }}</p><p>Rp{{ p.price }}</p>{% if p.stock %}<p>{{ p.stock }}</p>{% else %}<p>Habis</p>{% endif %}"
)
LIST = _PAGE % (
    "Produk",
    "<h1>Produk</h1><ul>{% for c in categories %}<li>{{ c.title }}</li>{% endfor %}</ul>"
    "<ul>{% for p in products %}" + _CARD + "</li>{% endfor %}</ul>",
)
DETAIL = _PAGE % (
    "{{ p.title }}",
    "<h1>{{ p.title }}</h1>" + _CARD + "<form method=post>{% csrf_token %}<button>Beli</button></form>"
    "<ul>{% for p in others %}" + _CARD + "</li>{% endfor %}</ul>",
)
