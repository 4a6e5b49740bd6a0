/** An error response of the API, or any other response without a success, such as the error page of a proxy. */
export interface ErrorResponse<C extends KnownErrorCode | undefined>
  extends Error, ErrorContents<C> {
  readonly name: "ApiError";
  /** The HTTP status. */
  readonly status: number;
  /** The id of the request, from the body or from the header. */
  readonly requestId: string | undefined;
  /** How long the header `Retry-After` or the body states to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** Whether the body is an error of the API. Otherwise another program sent it, such as a proxy. */
  readonly isFromApi: boolean;
  /** The body as it was received. */
  readonly body: string;
}

/** An error response. `switch (error.code)` gives each code the types of its arguments. */
export type ApiError =
  | { [C in KnownErrorCode]: ErrorResponse<C> }[KnownErrorCode]
  | ErrorResponse<undefined>;

//@ if errors
/** One of the errors in a response that reports several. */
export interface ListedErrorOf<C extends KnownErrorCode | undefined> extends ErrorContents<C> {
  /** A description of what went wrong, for people. */
  readonly message: string | undefined;
}

/** One of the errors in a response that reports several. `switch (error.code)` gives each code the types of its arguments. */
export type ListedError =
  | { [C in KnownErrorCode]: ListedErrorOf<C> }[KnownErrorCode]
  | ListedErrorOf<undefined>;

//@ end
/** What was read of an error. A value is `undefined` if the server did not send it, or sent it with another type. */
export interface ErrorContents<C extends KnownErrorCode | undefined> extends ErrorValues {
  /** The code. `undefined` if this version of the catalog does not have it, or if the body is not an error of the API. */
  readonly code: C;
  /** What the server sent to identify the error, as text. */
  readonly sentCode: string | undefined;
  /** The codes that what was sent belongs to. There are several if it does not tell them apart. */
  readonly candidates: readonly KnownErrorCode[];
  //@ if args
  /** The arguments of the code, with the types in the catalog. A server of another version may not send them all. */
  //@ if typed_args
  readonly args: ArgsOf<C>;
  //@ end
  //@ if no typed_args
  readonly args: Readonly<Record<string, unknown>>;
  //@ end
  /** All arguments as the server sent them. */
  readonly sentArgs: Readonly<Record<string, unknown>>;
  //@ end
  //@ if sent_fields
  /** The fields of the catalog that the server sent. */
  readonly sentFields: Readonly<Record<string, unknown>>;
  //@ end
  //@ if errors
  /** All errors that are reported. */
  readonly errors: readonly ListedError[];
  //@ end
  /** The JSON as it was received. `undefined` if the body is not JSON. */
  readonly json: unknown;
}
