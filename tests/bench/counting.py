"""Loaded into the measured servers: a request that asks for it is told how many queries it took."""

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

ASK, TOLD = "HTTP_X_COUNT_QUERIES", "X-Queries"
_answer = WSGIHandler.get_response


def get_response(self, request):
    if ASK not in request.META:
        return _answer(self, request)
    count = 0

    def counting(execute, sql, *args):
        nonlocal count
        # Opening and closing a transaction is not a question.
        count += not sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK"))
        return execute(sql, *args)

    with connection.execute_wrapper(counting):
        response = _answer(self, request)
    response[TOLD] = str(count)
    return response


WSGIHandler.get_response = get_response
