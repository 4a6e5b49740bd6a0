"""What the types of a client promise, for mypy and pyright. A line that must not pass has `type: ignore`."""

import httpx
import requests
from typing_extensions import assert_type

from generated.full import (
    ApiError,
    ErrorCode,
    ErrorInfo,
    ERRORS,
    GetThingErrors,
    OPERATIONS,
    ResourceNotFoundError,
    ValueTooLargeError,
    WrongError,
    is_error_of,
    raise_for_error,
    read_error,
    retry_after,
)


def of_requests(url: str) -> requests.Response:
    response = requests.get(url, timeout=5)
    raise_for_error(response)
    return response


def of_httpx(url: str) -> ApiError:
    return read_error(httpx.get(url))


def handled(url: str) -> int | str | None:
    try:
        of_requests(url)
    except ValueTooLargeError as error:
        limit = error.arguments.get("max")
        assert_type(limit, int | None)
        error.arguments["unheard_of"]  # type: ignore[typeddict-item] # pyright: ignore
        return limit
    except WrongError as error:
        assert_type(error.code, ErrorCode | None)
        return error.sent_code
    except ApiError as error:
        assert_type(retry_after(error, 1), float | None)
        return str(error)
    return None


def of_operation(error: ApiError) -> GetThingErrors | None:
    known: ErrorInfo = ERRORS[ErrorCode.BUSY]
    assert known.status in (503,) and OPERATIONS["GET /things"]
    OPERATIONS["GET /thing"]  # type: ignore[index] # pyright: ignore
    if is_error_of(error, "GET /things/{id}") and isinstance(error, ResourceNotFoundError):
        return error
    return None
