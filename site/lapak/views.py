from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.static import serve

from shop.store import language
from shop.store.http import only_posted, page_before, way_back

YEAR = 365 * 24 * 60 * 60
# A rendition's name holds its recipe, an upload never overwrites another: their addresses never change meaning.
PUBLIC = {"images", "original_images"}
PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".avif"}


def csrf_failure(request, reason=""):
    """A form whose token went stale (cookie lost, page kept open for days): a sentence, and the way back."""
    return render(request, "csrf_failure.html", {"before": page_before(request)}, status=403)


def locked_out(request, response, credentials):
    """Too many wrong passwords: a sentence that says how long to wait."""
    wait = int(settings.AXES_COOLOFF_TIME * 3600)
    answer = render(request, "locked_out.html", {"minutes": wait // 60}, status=429)
    answer.headers["Retry-After"] = str(wait)
    return answer


@never_cache
@only_posted(back="/")
def choose_language(request):
    """The switch: keeps the choice in a cookie, and leads back to where it was pressed."""
    response, code = HttpResponseRedirect(way_back(request, otherwise="/")), request.POST.get("bahasa")
    if language.is_known(code):
        language.remember(response, code)
    return response


def healthz(request):
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def favicon(request):
    """Browsers ask here when a page names no icon, as the editor's and plain answers do not."""
    return HttpResponseRedirect(static("favicon.svg"))


def not_there(request, *args, **kwargs):
    raise Http404


@require_safe
def media(request, path):
    """A public picture. Nothing else is ever handed out of the media folder: documents have a view of their own, which
    asks for permission."""
    name = PurePosixPath(path)
    if ".." in name.parts or not name.parts or name.parts[0] not in PUBLIC or name.suffix.lower() not in PICTURES:
        raise Http404
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except (OSError, ValueError):
        # Longer than any file name, or otherwise none.
        raise Http404 from None
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response._csp_config = {"default-src": ["'none'"], "sandbox": True}
    return response
