/**
 * Returns whether the same request may succeed later: as the response states, or else the catalog. If the catalog does not have
 * the code with this status, the status decides.
 */
export function isRetryable(error: ApiError): boolean {
  //@ if retryable
  if (error.retryable !== undefined) return error.retryable;
  //@ end
  return infoOf(error)?.retryable ?? [408, 425, 429, 502, 503, 504].includes(error.status);
}

/** The options of {@link retryAfter}. */
export interface RetryOptions {
  /** The wait after the first attempt, in milliseconds. It doubles with each further attempt. Defaults to 500. */
  readonly baseMs?: number;
  /** The longest wait, in milliseconds. Defaults to 60,000. */
  readonly capMs?: number;
  /** Returns a number from 0 to 1. Defaults to `Math.random`. */
  readonly random?: () => number;
}

/**
 * Returns how many milliseconds to wait before the request is sent again. `attempt` is the number of attempts that failed: 1
 * after the first.
 *
 * The wait is at least what the response states in its header or its body, or else the catalog. A random part, which doubles with
 * each attempt, keeps clients from sending at the same time. The result is `undefined` if the request should not be sent again:
 * the error is not retryable, or the stated wait is longer than the cap.
 */
export function retryAfter(
  error: ApiError,
  attempt: number,
  options: RetryOptions = {},
): number | undefined {
  if (!isRetryable(error)) return undefined;
  const { baseMs = 500, capMs = 60_000, random = Math.random } = options;
  const backoff = Math.min(capMs, baseMs * 2 ** Math.min(Math.max(attempt, 1) - 1, 64));
  const stated = error.retryAfterMs ?? statedIn(infoOf(error));
  if (stated === undefined) return Math.round((backoff * (1 + random())) / 2);
  return stated > capMs ? undefined : Math.round(Math.min(capMs, stated + (backoff * random()) / 2));
}

/** What the catalog states about an error, if it has the code with this status. */
function infoOf(error: ApiError): ErrorInfo | undefined {
  const info: ErrorInfo | undefined = error.code && ERRORS[error.code];
  return info?.statuses.includes(error.status) === true ? info : undefined;
}

function statedIn(info: ErrorInfo | undefined): number | undefined {
  return info?.retryAfter === undefined ? undefined : info.retryAfter * 1000;
}

/** Returns how long a header `Retry-After` states to wait, in milliseconds: its seconds, or the time until its date (RFC 9110, 10.2.3). */
function waitOf(header: string, now: number): number | undefined {
  const text = header.trim();
  if (/^\d+$/.test(text)) return Math.min(Number(text), 9_007_199_254_740) * 1000;
  // The format of asctime has no time zone: it is UTC, as in the other two formats.
  const isDate = text.length <= 64 && !/\d{5}/.test(text) && /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d\d:\d\d:\d\d( GMT|.*\d{4})$/.test(text);
  const date = isDate ? Date.parse(text.endsWith("GMT") ? text : `${text} GMT`) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
