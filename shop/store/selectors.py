from shop.store.models import Shop


def shop() -> Shop:
    """The shop's settings; unsaved defaults before anybody has saved them."""
    return Shop.objects.first() or Shop()
