"""Where a payment service knocks. Nobody is logged in here and no form was shown: the signature is what counts."""

from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shop.payments import gateway_desk
from shop.payments.gateways import chosen
from shop.payments.gateways.base import LARGEST_NOTICE, GatewayRefused, Silent, Unsigned
from shop.store.http import none_like_that

# SNAP numbers its services; an answer's code is the HTTP status, the service and two more digits.
NOTIFY, TOKEN = "52", "73"
WORDS = {
    200: "Successful",
    400: "Bad Request",
    401: "Unauthorized",
    413: "Request Entity Too Large",
    503: "Service Unavailable",
}


@csrf_exempt
@never_cache
@require_POST
def notice(request, name: str):
    """What has become of a charge. 200 also when nothing could come of it: it is kept, and the owner sees why."""
    _insist_on_use(name)
    body = _body(request)
    if isinstance(body, int):
        return _answer(NOTIFY, body)
    try:
        gateway_desk.receive(name=name, headers=request.headers, body=body, now=timezone.now())
    except GatewayRefused as refusal:
        return _answer(NOTIFY, _status(refusal))
    return _answer(NOTIFY, 200)


@csrf_exempt
@never_cache
@require_POST
def token(request):
    """SNAP asks for the token that it will show with its notifications."""
    _insist_on_use(chosen.SNAP)
    try:
        made, seconds = chosen.token_for(request.headers, now=timezone.now())
    except GatewayRefused as refusal:
        gateway_desk.logger.warning("snap: no token is given: %s", refusal.sentence)
        return _answer(TOKEN, _status(refusal))
    return _answer(TOKEN, 200, accessToken=made, tokenType="Bearer", expiresIn=str(seconds))


def _insist_on_use(name: str) -> None:
    if name not in chosen.NAMES or gateway_desk.in_use() != name:
        none_like_that()


def _body(request) -> bytes | int:
    """The body, or the HTTP status of what is wrong with it."""
    try:
        body = request.read(LARGEST_NOTICE + 1)
    except OSError:
        return 400
    return 413 if len(body) > LARGEST_NOTICE else body


def _status(refusal: GatewayRefused) -> int:
    """A service that is told 503 comes again."""
    if isinstance(refusal, Unsigned):
        return 401
    return 503 if isinstance(refusal, Silent) else 400


def _answer(service: str, status: int, **facts) -> JsonResponse:
    told = {"responseCode": f"{status}{service}00", "responseMessage": WORDS[status]}
    return JsonResponse(told | facts, status=status)
