class HeadersLike(Protocol):
    """The headers of a response: a mapping, or a message of the standard library."""

    def items(self) -> Iterable[tuple[str, str]]: ...


class ResponseLike(Protocol):
    """A response of requests or httpx."""

    @property
    def status_code(self) -> int: ...
    @property
    def headers(self) -> HeadersLike: ...
    @property
    def content(self) -> bytes: ...


def raise_for_error(response: ResponseLike) -> None:
    """Raises the error of a response, unless it is a success.

    >>> raise_for_error(requests.get(url))  # doctest: +SKIP
    """
    #@ if tells_error
    error = detect_error(response.status_code, response.headers, response.content)
    if error is not None:
        raise error
    #@ end
    #@ if no tells_error
    if response.status_code >= 400:
        raise read_error(response)
    #@ end


def read_error(response: ResponseLike) -> ApiError:
    """Reads a response without a success status, of requests or httpx."""
    return parse_error(response.status_code, response.headers, response.content)


def parse_error(status: int, headers: HeadersLike, body: bytes | str) -> ApiError:
    """Reads a response without a success status."""
    return _error_of(_receive(status, headers, body))


#@ if tells_error
def detect_error(status: int, headers: HeadersLike, body: bytes | str) -> ApiError | None:
    """Reads a response with any status.

    The result is `None` for a success: the status is below 400, and the body does not state that it is an error.
    """
    received = _receive(status, headers, body)
    states = all(_is_same(_find(received.json, path), value) for path, value in _CONSTANTS)
    return _error_of(received) if status >= 400 or states else None


#@ end
#@ if operations
def is_error_of(error: ApiError, operation: Operation) -> bool:
    """Returns whether an operation lists the code of an error. An error without a known code can come from any operation."""
    return error.code is None or error.code in OPERATIONS[operation]


#@ end
def is_retryable(error: ApiError) -> bool:
    """Returns whether the same request may succeed later: as the response states, or else the catalog.

    If the catalog does not have the code with this status, the status decides.
    """
    #@ if retryable
    if error.values.retryable is not None:
        return error.values.retryable
    #@ end
    info = _info_of(error)
    return error.status in (408, 425, 429, 502, 503, 504) if info is None else info.retryable


def retry_after(
    error: ApiError,
    attempt: int,
    *,
    base: float = 0.5,
    cap: float = 60.0,
    random: Callable[[], float] = random.random,
) -> float | None:
    """Returns how many seconds to wait before the request is sent again.

    `attempt` is the number of attempts that failed: 1 after the first. The wait is at least what the response states in its
    header or its body, or else the catalog. A random part, which begins with `base` seconds and doubles with each attempt,
    keeps clients from sending at the same time. The result is `None` if the request should not be sent again: the error is
    not retryable, or the stated wait is longer than `cap`.
    """
    if not is_retryable(error):
        return None
    # An exponent that is no number of attempts could be too large for a float.
    backoff = min(cap, base * 2.0 ** min(max(attempt, 1) - 1, 64))
    info = _info_of(error)
    stated = error.retry_after
    if stated is None and info is not None:
        stated = info.retry_after
    if stated is None:
        return backoff * (1 + random()) / 2
    return None if stated > cap else min(cap, stated + backoff * random() / 2)


def _info_of(error: ApiError) -> ErrorInfo | None:
    """Returns what the catalog states about an error, if it has the code with this status."""
    info = None if error.code is None else ERRORS[error.code]
    return info if info is not None and error.status in info.statuses else None
