from django.http import HttpResponse
from django.shortcuts import render


def csrf_failure(request, reason=""):
    """A form whose token went stale (cookie lost, page kept open for days): a sentence, and the way back."""
    return render(request, "csrf_failure.html", status=403)


def healthz(request):
    return HttpResponse("ok", content_type="text/plain")
