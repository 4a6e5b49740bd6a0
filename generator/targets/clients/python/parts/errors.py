class ApiError(Exception):
    """An error response of the API, or any other response without a success, such as the error page of a proxy.

    A value is `None` if the server did not send it, or sent it with another type. `str(error)` is the message.
    """

    status: int = 0
    """The HTTP status."""
    code: ErrorCode | None = None
    """The code. `None` if this version of the catalog does not have it, or if the body is not an error of the API."""
    sent_code: str | None = None
    """What the server sent to identify the error, as text."""
    candidates: tuple[ErrorCode, ...] = ()
    """The codes that what was sent belongs to. There are several if it does not tell them apart."""
    #@ if args
    sent_arguments: Mapping[str, Any] = MappingProxyType({})
    """All arguments as the server sent them."""
    #@ end
    #@ if sent_fields
    sent_fields: Mapping[str, Any] = MappingProxyType({})
    """The fields of the catalog that the server sent."""
    #@ end
    #@ if errors
    errors: tuple[ListedError, ...] = ()
    """All errors that are reported."""
    #@ end
    values: ErrorValues = ErrorValues()
    """The other values of the error."""
    request_id: str | None = None
    """The id of the request, from the body or from the header."""
    retry_after: float | None = None
    """How long the header `Retry-After` or the body states to wait, in seconds."""
    is_from_api: bool = False
    """Whether the body is an error of the API. Otherwise another program sent it, such as a proxy."""
    json: Any = None
    """The JSON of the body. `None` if the body is not JSON."""
    body: bytes = b""
    """The body as it was received."""
    #@ if args

    @property
    def arguments(self) -> Mapping[str, Any]:
        """The arguments of the code, with the types in the catalog. A server of another version may not send them all."""
        #@ if typed_args
        return _typed_args(self.code, self.sent_arguments)
        #@ end
        #@ if no typed_args
        return self.sent_arguments
        #@ end
    #@ end


#@ if errors
@dataclass(frozen=True)
class ListedError:
    """One of the errors in a response that reports several."""

    code: ErrorCode | None
    """The code. `None` if this version of the catalog does not have it."""
    sent_code: str | None
    """What the server sent to identify the error, as text."""
    candidates: tuple[ErrorCode, ...]
    """The codes that what was sent belongs to. There are several if it does not tell them apart."""
    message: str | None
    """A description of what went wrong, for people."""
    values: ErrorValues
    """The other values of the error."""
    errors: tuple[ListedError, ...]
    """All errors that are reported with this one."""
    json: Any
    """The whole element, as it was received."""
    #@ if args
    arguments: Mapping[str, Any]
    """The arguments of the code, with the types in the catalog."""
    sent_arguments: Mapping[str, Any]
    """All arguments as the server sent them."""
    #@ end
    #@ if sent_fields
    sent_fields: Mapping[str, Any]
    """The fields of the catalog that the server sent."""
    #@ end


#@ end
