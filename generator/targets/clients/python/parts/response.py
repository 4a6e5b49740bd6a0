@dataclass(frozen=True)
class _Item:
    """The element of an array that has these constants. Without constants, the element at this place."""

    at: int
    having: tuple[tuple[str, str], ...]


# The steps towards a value: names of members, and elements of arrays.
_Path: TypeAlias = tuple[str | _Item, ...]


@dataclass(frozen=True)
class _Places:
    """Where a response has its values. If the first path of a value leads to none, the next is tried."""

    values: Mapping[str, tuple[_Path, ...]]
    # The number of milliseconds in the unit of its duration.
    unit_ms: int
    # Whether the values can identify a code.
    identify: bool
    # The objects with the arguments, and the names of their other members.
    args: tuple[tuple[_Path, tuple[str, ...]], ...] = ()
    # The arguments with a place of their own.
    placed_args: tuple[tuple[str, _Path], ...] = ()
    fields: tuple[tuple[str, _Path], ...] = ()
    # The lists of errors.
    errors: tuple[_Path, ...] = ()


@dataclass(frozen=True)
class _Received:
    """A response, as it was received."""

    status: int
    json: Any
    is_json: bool
    body: bytes
    request_id: str | None
    retry_after: float | None


def _receive(status: int, headers: HeadersLike, body: bytes | str) -> _Received:
    by_name = {name.lower(): value for name, value in headers.items()}
    raw = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else bytes(body)
    is_json, json_body = _parse(raw)
    retry = by_name.get("retry-after")
    return _Received(
        status=status,
        json=json_body,
        is_json=is_json,
        body=raw,
        request_id=by_name.get(_REQUEST_ID_HEADER),
        retry_after=None if retry is None else _wait_of(retry, time.time()),
    )


def _parse(body: bytes) -> tuple[bool, Any]:
    """Returns the JSON of a body, after a byte order mark if there is one."""

    def refuse(constant: str) -> None:
        raise builtins.ValueError(constant)

    try:
        return True, json.loads(body.decode("utf-8-sig", "replace"), parse_constant=refuse)
    except (builtins.ValueError, builtins.RecursionError):
        return False, None


@dataclass(frozen=True)
class _Contents:
    """What was read of a response, or of an element of its list of errors."""

    code: ErrorCode | None
    sent_code: str | None
    candidates: tuple[ErrorCode, ...]
    message: str | None
    values: ErrorValues
    sent_args: Mapping[str, Any]
    fields: Mapping[str, Any]
    #@ if errors
    errors: tuple[ListedError, ...]
    #@ end
    json: Any


def _error_of(received: _Received) -> ApiError:
    nothing = contents = _contents_of(None, _RESPONSE, None)
    is_from_api = False
    # Lists are not nested deeper than Python's stack, unless by an attacker.
    with contextlib.suppress(builtins.RecursionError):
        contents = _contents_of(received.json, _RESPONSE, received.status)
        is_from_api = _is_error(received, contents)
    if not is_from_api:
        contents = nothing
    #@ if code_in_list
    else:
        contents = _identified(contents, received.status)
    #@ end
    message = contents.message
    #@ if errors
    if not message and contents.errors:
        message = contents.errors[0].message
    #@ end
    message = message or contents.sent_code or _summary_of(received)
    #@ if exception_types
    kind = _CLASSES_OF_TYPES.get(contents.values.type or "", ApiError)
    #@ end
    #@ if no exception_types
    kind = ApiError
    #@ end
    if contents.code is not None:
        kind = _CLASSES.get(contents.code, kind)
    error = kind(message)
    error.status = received.status
    error.code = contents.code
    error.sent_code = contents.sent_code
    error.candidates = contents.candidates
    #@ if args
    error.sent_arguments = contents.sent_args
    #@ end
    #@ if sent_fields
    error.sent_fields = contents.fields
    #@ end
    #@ if errors
    error.errors = contents.errors
    #@ end
    error.values = contents.values
    error.is_from_api = is_from_api
    error.json = received.json
    error.body = received.body
    error.request_id = received.request_id
    #@ if reads_request_id
    if contents.values.request_id is not None:
        error.request_id = contents.values.request_id
    #@ end
    error.retry_after = received.retry_after
    #@ if retry_after
    if error.retry_after is None:
        error.retry_after = contents.values.retry_after
    #@ end
    return error


def _is_error(received: _Received, contents: _Contents) -> bool:
    """Returns whether anything in a body is about an error."""
    #@ if tells_error
    for path, value in _CONSTANTS:
        found = _find(received.json, path)
        if found is not _MISSING and not _is_same(found, value):
            return False
    #@ end
    #@ if errors
    if contents.errors:
        return True
    #@ end
    #@ if no errors
    # Nothing in the body of any error can be read.
    if not _RESPONSE.values:
        return received.is_json
    #@ end
    known = (contents.sent_code, contents.message, *astuple(contents.values))
    return any(value is not None for value in known)


#@ if code_in_list
def _identified(contents: _Contents, status: int) -> _Contents:
    """Returns the contents with what identifies the error: the first in the list, with the type and the status of the response."""
    if not contents.errors:
        return contents
    first = contents.errors[0]
    candidates: Sequence[ErrorCode] = first.candidates
    #@ if no by_code_alone
    #@ if by_type
    error_type = contents.values.type
    candidates = _narrow(candidates, error_type, lambda info: info.type == error_type) or ()
    #@ end
    #@ if body_status
    body_status = contents.values.body_status
    candidates = _narrow(candidates, body_status, lambda info: body_status in info.statuses) or ()
    #@ end
    candidates = _narrow(candidates, status, lambda info: status in info.statuses) or ()
    #@ end
    return replace(
        contents,
        code=candidates[0] if len(candidates) == 1 else None,
        sent_code=first.sent_code,
        candidates=tuple(candidates),
        #@ if args
        sent_args=first.sent_arguments,
        #@ end
    )


#@ end
def _summary_of(received: _Received) -> str:
    """Returns the first characters of a body, for an error without a message."""
    start = " ".join(received.body.decode("utf-8-sig", "replace")[:200].split())
    return f"HTTP status {received.status}" + (f": {start}" if start else "")


def _contents_of(body: Any, places: _Places, http_status: int | None) -> _Contents:
    def read(name: str, convert: Callable[[Any], _V | None]) -> _V | None:
        for path in places.values.get(name, ()):
            value = convert(_find(body, path))
            if value is not None:
                return value
        return None

    identity = _Identity(
        #@ if by_code
        code=read("code", _text_of),
        #@ end
        #@ if by_number
        number=read("number", _integer_of),
        #@ end
        #@ if by_problem_type
        problem_type=read("problem_type", _text_of),
        #@ end
        #@ if by_type
        type=read("type", _text_of),
        #@ end
        #@ if body_status
        status=_first(read("body_status", _integer_of), http_status),
        #@ end
        #@ if no body_status
        status=http_status,
        #@ end
    )
    candidates = _candidates_of(identity) if places.identify else ()
    return _Contents(
        code=candidates[0] if len(candidates) == 1 else None,
        sent_code=_sent_code_of(identity),
        candidates=tuple(candidates),
        message=read("message", _text_of),
        values=_values_of(read, places.unit_ms),
        sent_args=_args_of(body, places),
        fields=_present(body, places.fields),
        #@ if errors
        errors=tuple(error for path in places.errors for error in _list_of(_find(body, path))),
        #@ end
        json=body,
    )


#@ if errors
def _list_of(body: Any) -> list[ListedError]:
    """Returns the errors in a list."""
    if body is None or body is _MISSING:
        return []
    if _is_list(body):
        return [_listed(element) for element in body]
    #@ if by_param
    if _is_object(body):
        return [
            #@ if param_of_key
            _of_param(_listed(element), param)
            #@ end
            #@ if no param_of_key
            _listed(element)
            #@ end
            #@ if param_of_key
            for param, elements in body.items()
            #@ end
            #@ if no param_of_key
            for elements in body.values()
            #@ end
            for element in (elements if _is_list(elements) else [elements])
        ]
    #@ end
    return [_listed(body)]


#@ if param_of_key
def _of_param(error: ListedError, param: str) -> ListedError:
    is_param = param != _WITHOUT_PARAM
    return replace(error, values=replace(error.values, param=param if is_param else None))


#@ end
def _listed(element: Any) -> ListedError:
    contents = _contents_of(element, _ELEMENT, None)
    return ListedError(
        code=contents.code,
        sent_code=contents.sent_code,
        candidates=contents.candidates,
        message=contents.message,
        values=contents.values,
        errors=contents.errors,
        json=element,
        #@ if args
        #@ if typed_args
        arguments=_typed_args(contents.code, contents.sent_args),
        #@ end
        #@ if no typed_args
        arguments=contents.sent_args,
        #@ end
        sent_arguments=contents.sent_args,
        #@ end
        #@ if sent_fields
        sent_fields=contents.fields,
        #@ end
    )


#@ end
