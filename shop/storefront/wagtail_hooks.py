from wagtail import hooks

from shop.storefront.search.editor import SearchGroup


@hooks.register("register_admin_viewset")
def register_search():
    return SearchGroup()
