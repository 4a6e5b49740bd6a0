// Error is an error response of the API, or any other response without a success, such as the error page of a proxy.
//
// What the server did not send, or sent with another type, has the zero value of its type.
type Error struct {
	Contents

	// Status is the HTTP status.
	Status int

	// RequestID is the ID of the request, from the body or from the header.
	RequestID string

	// RetryAfter is how long the header Retry-After or the body states to wait. It is nil if they do not.
	RetryAfter *time.Duration

	// FromAPI is whether the body is an error of the API. Otherwise another program sent it, such as a proxy.
	FromAPI bool

	// Body is the body as it was received.
	Body []byte

	// Cause is why the body could not be received as a whole. It is nil if it could.
	Cause error
}

// Error returns the message, or what is known if there is none.
func (e *Error) Error() string {
	switch {
	case e.Message != "":
		return e.Message
	//@ if errors
	case len(e.Errors) > 0 && e.Errors[0].Message != "":
		return e.Errors[0].Message
	//@ end
	case e.SentCode != "":
		return e.SentCode
	default:
		return e.summary()
	}
}

// summary returns the first characters of the body.
func (e *Error) summary() string {
	start := []rune(string(withoutMark(e.Body)))
	if len(start) > 200 {
		start = start[:200]
	}
	text := strings.Join(strings.Fields(string(start)), " ")
	if text == "" {
		return fmt.Sprintf("HTTP status %d", e.Status)
	}
	return fmt.Sprintf("HTTP status %d: %s", e.Status, text)
}

//@ if errors
// ListedError is one of the errors in a response that reports several.
type ListedError struct {
	Contents
}

//@ end
// Contents is what was read of an error.
type Contents struct {
	Values

	// Code is the code. It is empty if this version of the catalog does not have it, or if the body is not an error of the
	// API.
	Code Code

	// SentCode is what the server sent to identify the error, as text.
	SentCode string

	// Candidates has the codes that what was sent belongs to. There are several if it does not tell them apart.
	Candidates []Code

	// Message is a description of what went wrong, for people.
	Message string

	//@ if args
	// SentArgs has all arguments as the server sent them.
	SentArgs map[string]any

	//@ end
	//@ if sent_fields
	// SentFields has the fields of the catalog that the server sent.
	SentFields map[string]any

	//@ end
	//@ if errors
	// Errors has all errors that are reported.
	Errors []*ListedError

	//@ end
	// JSON is the JSON as it was received. It is nil if the body is not JSON.
	JSON any

	// read is whether anything in the JSON is about an error.
	read bool

	// whole is the error that these are the contents of.
	whole error
}

// Error returns the message, or what is known if there is none.
func (c *Contents) Error() string {
	switch {
	case c.Message != "":
		return c.Message
	case c.SentCode != "":
		return c.SentCode
	default:
		return "an error without a message"
	}
}

// Is returns whether the target is the code of the error, or its type: errors.Is(err, CodeNotFound).
func (c *Contents) Is(target error) bool {
	switch target := target.(type) {
	case Code:
		return c.Code != "" && c.Code == target
	//@ if type
	case Type:
		return c.Type != "" && c.Type == target
	//@ end
	default:
		return false
	}
}

//@ if errors
// Unwrap returns all errors that are reported.
func (c *Contents) Unwrap() []error {
	listed := make([]error, len(c.Errors))
	for at, one := range c.Errors {
		listed[at] = one
	}
	return listed
}

//@ end
// Read returns the error of a response without a success status. It reads the body, and closes it. If the body cannot be
// received, the error has the part that was, and the cause.
func Read(response *http.Response) *Error {
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	e := Parse(response.StatusCode, response.Header, body)
	e.Cause = err
	return e
}

// Parse returns the error of a response without a success status.
func Parse(status int, header http.Header, body []byte) *Error {
	decoded, isJSON := decode(body)
	//@ if by_param
	contents := contentsOf(decoded, &inResponse, status, body)
	//@ end
	//@ if no by_param
	contents := contentsOf(decoded, &inResponse, status)
	//@ end
	fromAPI := isError(&contents, isJSON)
	if !fromAPI {
		//@ if by_param
		contents = contentsOf(nil, &inResponse, 0, nil)
		//@ end
		//@ if no by_param
		contents = contentsOf(nil, &inResponse, 0)
		//@ end
	}
	//@ if code_in_list
	if fromAPI {
		contents.identify(status)
	}
	//@ end
	contents.JSON = decoded
	e := &Error{Contents: contents, Status: status, FromAPI: fromAPI, Body: body}
	e.whole = e
	e.RequestID = header.Get(requestIDHeader)
	//@ if reads_request_id
	if contents.Values.RequestID != "" {
		e.RequestID = contents.Values.RequestID
	}
	//@ end
	e.RetryAfter = waitOf(header.Get("Retry-After"), time.Now())
	//@ if retry_after
	if e.RetryAfter == nil {
		e.RetryAfter = contents.Values.RetryAfter
	}
	//@ end
	return e
}

//@ if tells_error
// Detect returns the error of a response with any status. It is nil for a success: the status is below 400, and the body does
// not state that it is an error.
func Detect(status int, header http.Header, body []byte) error {
	decoded, _ := decode(body)
	states := true
	for _, constant := range constants {
		found, ok := find(decoded, constant.path)
		states = states && ok && isSame(found, constant.value)
	}
	if status < 400 && !states {
		return nil
	}
	return Parse(status, header, body)
}

//@ end
//@ if operations
// IsOf returns whether an operation lists the code of the error. An error without a known code can come from any operation.
func (e *Error) IsOf(operation Operation) bool {
	if e.Code == "" {
		return true
	}
	for _, code := range operation.Codes() {
		if code == e.Code {
			return true
		}
	}
	return false
}

//@ end
