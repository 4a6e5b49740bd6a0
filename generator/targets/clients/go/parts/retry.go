// IsRetryable returns whether the same request may succeed later: as the response states, or else the catalog. If the catalog
// does not have the code with this status, the status decides. Any other error than an *Error is not retryable.
func IsRetryable(err error) bool {
	var e *Error
	if !errors.As(err, &e) {
		return false
	}
	//@ if retryable
	if e.Retryable != nil {
		return *e.Retryable
	}
	//@ end
	if info, ok := e.info(); ok {
		return info.Retryable
	}
	switch e.Status {
	case 408, 425, 429, 502, 503, 504:
		return true
	default:
		return false
	}
}

// RetryOptions are the options of RetryAfter. The zero value has the defaults.
type RetryOptions struct {
	// Base is the wait after the first attempt. It doubles with each further attempt. The default is 500 milliseconds.
	Base time.Duration

	// Cap is the longest wait. The default is a minute.
	Cap time.Duration

	// Random returns a number from 0 to 1. The default is rand.Float64.
	Random func() float64
}

// RetryAfter returns how long to wait before the request is sent again. The attempt is the number of attempts that failed: 1
// after the first.
//
// The wait is at least what the response states in its header or its body, or else the catalog. A random part, which doubles
// with each attempt, keeps clients from sending at the same time. The result is false if the request should not be sent
// again: the error is not retryable, or the stated wait is longer than the cap.
func RetryAfter(err error, attempt int, options RetryOptions) (time.Duration, bool) {
	var e *Error
	if !IsRetryable(err) || !errors.As(err, &e) {
		return 0, false
	}
	if options.Base == 0 {
		options.Base = 500 * time.Millisecond
	}
	if options.Cap == 0 {
		options.Cap = time.Minute
	}
	if options.Random == nil {
		options.Random = rand.Float64
	}
	backoff := options.Base
	for ; attempt > 1 && backoff <= options.Cap/2; attempt-- {
		backoff *= 2
	}
	if attempt > 1 || backoff > options.Cap {
		backoff = options.Cap
	}
	jitter := time.Duration(float64(backoff) * options.Random() / 2)
	stated := e.RetryAfter
	if info, ok := e.info(); ok && stated == nil {
		stated = info.RetryAfter
	}
	switch {
	case stated == nil:
		return backoff/2 + jitter, true
	case *stated > options.Cap:
		return 0, false
	case jitter > options.Cap-*stated:
		return options.Cap, true
	default:
		return *stated + jitter, true
	}
}

// info returns what the catalog states about the error, if it has the code with this status.
func (e *Error) info() (Info, bool) {
	info, ok := e.Code.Info()
	return info, ok && hasStatus(info, e.Status)
}

func hasStatus(info Info, status int) bool {
	for _, known := range info.Statuses {
		if known == status {
			return true
		}
	}
	return false
}

// waitOf returns how long a header Retry-After states to wait: its seconds, or the time until its date (RFC 9110, 10.2.3).
func waitOf(header string, now time.Time) *time.Duration {
	header = strings.TrimSpace(header)
	isNumber := header != ""
	for _, c := range header {
		isNumber = isNumber && c >= '0' && c <= '9'
	}
	var wait time.Duration
	if isNumber {
		// A duration has no more seconds than this.
		const most = int64(9_007_199_254)
		seconds, err := strconv.ParseInt(header, 10, 64)
		if err != nil || seconds > most {
			seconds = most
		}
		wait = time.Duration(seconds) * time.Second
	} else {
		date, err := http.ParseTime(header)
		if err != nil {
			return nil
		}
		if wait = date.Sub(now); wait < 0 {
			wait = 0
		}
	}
	return &wait
}
