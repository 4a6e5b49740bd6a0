"""Which exception an error is: that of its code, else that of its type, else the base of all."""

from generated import full, success


def raised(client, status, body):
    try:
        client.raise_for_error(Response(status, body))
    except client.ApiError as error:
        return error
    return None


class Response:
    headers = {"Retry-After": "2"}

    def __init__(self, status, body):
        self.status_code = status
        self.content = body.encode()


def body(code, kind):
    return f'{{"error": {{"code": "{code}", "kind": "{kind}", "number": null, "args": {{"max": 9}}}}}}'


known = raised(full, 422, body("value_too_large", "wrong"))
assert type(known) is full.ValueTooLargeError and isinstance(known, full.WrongError), type(known)
assert known.arguments == {"max": 9} and known.retry_after == 2.0
newer = raised(full, 422, body("a code of tomorrow", "wrong"))
assert type(newer) is full.WrongError and newer.code is None and newer.sent_code == "a code of tomorrow"
foreign = raised(full, 502, "<html>")
assert type(foreign) is full.ApiError and not foreign.is_from_api
assert raised(full, 200, "{}") is None
assert type(raised(success, 200, '{"ok": false, "error": "channel_not_found"}')) is success.ChannelNotFoundError
assert raised(success, 200, '{"ok": true}') is None
