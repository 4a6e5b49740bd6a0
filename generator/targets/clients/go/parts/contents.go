// A step leads towards a value: into the member with a name, or into an element of an array.
type step struct {
	member string
	item   *item
}

// An item is the element of an array that has these constants. Without constants, it is the element at this place.
type item struct {
	at     int
	having [][2]string
}

type path []step

type named struct {
	name string
	path path
}

// A places value states where a response has its values. If the first path of a value leads to none, the next is tried.
type places struct {
	values map[string][]path

	// unitMS is the number of milliseconds in the unit of its duration.
	unitMS int64

	// identify is whether the values can identify a code.
	identify bool

	// args has the objects with the arguments, and the names of their other members.
	args []argsIn

	// placedArgs has the arguments with a place of their own.
	placedArgs []named

	fields []named

	// errors has the lists of errors.
	errors []path
}

type argsIn struct {
	path   path
	beside []string
}

// decode returns the JSON of a body, after a byte order mark if there is one.
func decode(body []byte) (any, bool) {
	decoder := json.NewDecoder(bytes.NewReader(withoutMark(body)))
	decoder.UseNumber()
	var decoded any
	if decoder.Decode(&decoded) != nil {
		return nil, false
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, false
	}
	return decoded, true
}

//@ if by_param
// names returns the names of the members of the object at a path, in the order in which they were sent.
func names(raw []byte, path path) []string {
	raw = withoutMark(raw)
	for _, step := range path {
		var object map[string]json.RawMessage
		var list []json.RawMessage
		switch {
		case json.Unmarshal(raw, &object) == nil:
			raw = object[step.member]
		case json.Unmarshal(raw, &list) == nil && step.item != nil && step.item.at < len(list):
			raw = list[step.item.at]
		default:
			return nil
		}
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	if start, err := decoder.Token(); err != nil || start != json.Delim('{') {
		return nil
	}
	var names []string
	seen := map[string]bool{}
	for decoder.More() {
		token, err := decoder.Token()
		name, ok := token.(string)
		var value json.RawMessage
		if err != nil || !ok || decoder.Decode(&value) != nil {
			break
		}
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}

//@ end
func withoutMark(body []byte) []byte {
	return bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
}

// isError returns whether anything in a body is about an error.
func isError(contents *Contents, isJSON bool) bool {
	//@ if tells_error
	for _, constant := range constants {
		if found, ok := find(contents.JSON, constant.path); ok && !isSame(found, constant.value) {
			return false
		}
	}
	//@ end
	//@ if errors
	if len(contents.Errors) > 0 {
		return true
	}
	//@ end
	//@ if no errors
	// Nothing in the body of any error can be read.
	if len(inResponse.values) == 0 {
		return isJSON
	}
	//@ end
	return isJSON && contents.read
}

//@ if by_param
func contentsOf(body any, places *places, httpStatus int, raw []byte) Contents {
//@ end
//@ if no by_param
func contentsOf(body any, places *places, httpStatus int) Contents {
//@ end
	reader := reader{body: body, places: places}
	contents := Contents{JSON: body}
	contents.Message, _ = first(&reader, "message", textOf)
	contents.Values = valuesOf(&reader)
	identity := identity{status: httpStatus}
	//@ if by_code
	identity.code, identity.hasCode = first(&reader, "code", textOf)
	//@ end
	//@ if by_number
	identity.number, identity.hasNumber = first(&reader, "number", integerOf)
	//@ end
	//@ if by_problem_type
	identity.problemType, identity.hasProblemType = first(&reader, "problem_type", textOf)
	//@ end
	//@ if by_type
	identity.errorType, identity.hasType = first(&reader, "type", textOf)
	//@ end
	//@ if body_status
	if status, ok := first(&reader, "body_status", integerOf); ok {
		identity.status = int(status)
	}
	//@ end
	if places.identify {
		contents.Candidates = identity.candidates()
	}
	if len(contents.Candidates) == 1 {
		contents.Code = contents.Candidates[0]
	}
	contents.SentCode = identity.sentCode()
	//@ if args
	contents.SentArgs = argsOf(body, places)
	//@ end
	//@ if sent_fields
	contents.SentFields = present(body, places.fields)
	//@ end
	//@ if errors
	for _, path := range places.errors {
		if list, ok := find(body, path); ok {
			//@ if by_param
			contents.Errors = append(contents.Errors, listOf(list, names(raw, path))...)
			//@ end
			//@ if no by_param
			contents.Errors = append(contents.Errors, listOf(list)...)
			//@ end
		}
	}
	//@ end
	contents.read = reader.read
	return contents
}

//@ if errors
//@ if by_param
// listOf returns the errors in a list, or in an object with a member for each parameter, in this order.
func listOf(list any, params []string) []*ListedError {
//@ end
//@ if no by_param
// listOf returns the errors in a list.
func listOf(list any) []*ListedError {
//@ end
	switch list := list.(type) {
	case nil:
		return nil
	case []any:
		listed := make([]*ListedError, len(list))
		for at, element := range list {
			listed[at] = listedOf(element)
		}
		return listed
	//@ if by_param
	case map[string]any:
		var listed []*ListedError
		for _, param := range params {
			elements, ok := list[param].([]any)
			if !ok {
				elements = []any{list[param]}
			}
			for _, element := range elements {
				one := listedOf(element)
				//@ if param_of_key
				if param != withoutParam {
					one.Param = param
				}
				//@ end
				listed = append(listed, one)
			}
		}
		return listed
	//@ end
	default:
		return []*ListedError{listedOf(list)}
	}
}

func listedOf(element any) *ListedError {
	//@ if by_param
	// An object inside an element has no order any more.
	raw, _ := json.Marshal(element)
	listed := &ListedError{contentsOf(element, &inElement, 0, raw)}
	//@ end
	//@ if no by_param
	listed := &ListedError{contentsOf(element, &inElement, 0)}
	//@ end
	listed.whole = listed
	return listed
}

//@ end
//@ if code_in_list
// identify completes the contents with what identifies the error: the first in the list, with the type and the status of the
// response.
func (c *Contents) identify(status int) {
	if len(c.Errors) == 0 {
		return
	}
	first := c.Errors[0]
	codes := first.Candidates
	//@ if no by_code_alone
	//@ if by_type
	codes = narrow(codes, true, c.Type != "", func(info Info) bool { return info.Type == c.Type })
	//@ end
	//@ if body_status
	if c.BodyStatus != nil {
		codes = narrow(codes, true, true, func(info Info) bool { return hasStatus(info, int(*c.BodyStatus)) })
	}
	//@ end
	codes = narrow(codes, true, true, func(info Info) bool { return hasStatus(info, status) })
	//@ end
	c.Candidates = codes
	c.SentCode = first.SentCode
	if len(codes) == 1 {
		c.Code = codes[0]
	}
	//@ if args
	c.SentArgs = first.SentArgs
	//@ end
}

//@ end
