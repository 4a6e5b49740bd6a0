/** A response, such as a `Response` of `fetch`. */
export interface ResponseLike {
  readonly status: number;
  readonly headers: HeadersLike;
  text(): Promise<string>;
}

/** The headers of a response, such as `Headers` of `fetch`, or an object with a member for each. */
export type HeadersLike = HeadersWithGet | Readonly<Record<string, unknown>>;

/** Headers that are found by their names, in lower case. */
export interface HeadersWithGet {
  get(name: string): unknown;
}

/**
 * Reads a response without a success status, such as one of `fetch`. It never fails: if the body cannot be received, it is
 * empty, and the reason is the error's `cause`.
 *
 * ```ts
 * const response = await fetch(url);
 * if (!response.ok) throw await readError(response);
 * ```
 */
export async function readError(response: ResponseLike): Promise<ApiError> {
  let body = "";
  let cause: unknown;
  try {
    body = await response.text();
  } catch (reason) {
    cause = reason;
  }
  return errorOf(receive(response.status, response.headers, body), cause);
}

/**
 * Reads a response without a success status. The body is its text, or JSON that is parsed already, such as `data` of axios.
 */
export function parseError(status: number, headers: HeadersLike, body: unknown): ApiError {
  return errorOf(receive(status, headers, body));
}

//@ if tells_error
/**
 * Reads a response with any status. The result is `undefined` for a success: the status is below 400, and the body does not
 * state that it is an error.
 */
export function detectError(
  status: number,
  headers: HeadersLike,
  body: unknown,
): ApiError | undefined {
  const response = receive(status, headers, body);
  const states = CONSTANTS.every(([path, value]) => isSame(find(response.json, path), value));
  return status >= 400 || states ? errorOf(response) : undefined;
}

//@ end
/** Returns whether a value, such as one that was caught, is an error response. */
export function isApiError(value: unknown): value is ApiError {
  return value instanceof ApiErrorResponse;
}

/** Returns whether this version of the catalog has a code. */
export function isKnownCode(code: unknown): code is KnownErrorCode {
  return (ERROR_CODES as readonly unknown[]).includes(code);
}

//@ if operations
/** Returns whether an operation lists the code of an error. An error without a known code can come from any operation. */
export function isErrorOf<O extends Operation>(
  error: ApiError,
  operation: O,
): error is ApiError & ErrorsOf<O> {
  const codes: readonly string[] = OPERATIONS[operation];
  return error.code === undefined || codes.includes(error.code);
}

//@ end
