from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.share.kit import kit_for
from blog.share.pictures import FORMATS
from blog.share.subjects import public_page, subject_under
from shop.catalog.selectors import current_rules
from shop.store.selectors import shop

YEAR = 365 * 24 * 60 * 60


@require_safe
def picture(request, kind: str, pk: int, style: str):
    """The picture of a page that everybody may see. There is one address for each: any other version leads to it, so
    that nobody can have pictures drawn at will."""
    page = public_page(kind, pk)
    if page is None or style not in FORMATS:
        raise Http404
    rules = current_rules(now=timezone.now(), request=request)
    wanted = kit_for(request, subject_under(page, rules), shop()).picture(FORMATS[style])
    if request.GET.get("v") != wanted.hash:
        answer = HttpResponseRedirect(wanted.address)
        answer.headers["Cache-Control"] = "no-cache"
        return answer
    answer = HttpResponse(wanted.data(), content_type="image/jpeg")
    answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    answer._csp_config = {"default-src": ["'none'"], "sandbox": True}
    return answer
