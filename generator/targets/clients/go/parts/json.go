// A reader reads the values of a body, and notes whether there are any.
type reader struct {
	body   any
	places *places
	read   bool
}

// first returns the first value at the paths to it that can be read.
func first[T any](r *reader, name string, as func(any) (T, bool)) (value T, ok bool) {
	for _, path := range r.places.values[name] {
		if found, isThere := find(r.body, path); isThere {
			if value, ok = as(found); ok {
				r.read = true
				return value, true
			}
		}
	}
	return value, false
}

//@ if optional_values
// optional returns a value, or nil.
func optional[T any](r *reader, name string, as func(any) (T, bool)) *T {
	if value, ok := first(r, name, as); ok {
		return &value
	}
	return nil
}

//@ end
//@ if args
// argsOf returns all arguments in a body.
func argsOf(body any, places *places) map[string]any {
	args := map[string]any{}
	for _, in := range places.args {
		object, _ := find(body, in.path)
		members, _ := object.(map[string]any)
		for name, value := range members {
			if !contains(in.beside, name) {
				args[name] = value
			}
		}
	}
	for name, value := range present(body, places.placedArgs) {
		args[name] = value
	}
	return args
}

func contains(names []string, name string) bool {
	for _, known := range names {
		if known == name {
			return true
		}
	}
	return false
}

//@ end
//@ if present
// present returns the values that are there, with their names.
func present(body any, places []named) map[string]any {
	values := map[string]any{}
	for _, place := range places {
		if value, ok := find(body, place.path); ok && value != nil {
			values[place.name] = value
		}
	}
	return values
}

//@ end
// find returns the value at a path.
func find(body any, path path) (any, bool) {
	for _, step := range path {
		var ok bool
		if step.item != nil {
			body, ok = step.item.of(body)
		} else {
			var object map[string]any
			object, _ = body.(map[string]any)
			body, ok = object[step.member]
		}
		if !ok {
			return nil, false
		}
	}
	return body, true
}

func (i *item) of(body any) (any, bool) {
	elements, _ := body.([]any)
	if len(i.having) == 0 {
		if i.at < len(elements) {
			return elements[i.at], true
		}
		return nil, false
	}
	for _, element := range elements {
		object, _ := element.(map[string]any)
		has := true
		for _, constant := range i.having {
			text, ok := object[constant[0]].(string)
			has = has && ok && text == constant[1]
		}
		if has {
			return element, true
		}
	}
	return nil, false
}

// textOf returns a text, also if it was sent as a number.
func textOf(value any) (string, bool) {
	switch value := value.(type) {
	case string:
		return value, true
	case bool:
		return strconv.FormatBool(value), true
	case json.Number:
		if number, ok := integerIn(value); ok {
			return strconv.FormatInt(number, 10), true
		}
		return value.String(), true
	default:
		return "", false
	}
}

//@ if integers
// integerOf returns a whole number, also if it was sent as text.
func integerOf(value any) (int64, bool) {
	switch value := value.(type) {
	case string:
		number, err := strconv.ParseInt(strings.TrimSpace(value), 10, 64)
		return number, err == nil
	case json.Number:
		return integerIn(value)
	default:
		return 0, false
	}
}

//@ end
//@ if retryable
// booleanOf returns true or false, also if it was sent as text.
func booleanOf(value any) (bool, bool) {
	text, _ := textOf(value)
	text = strings.TrimSpace(text)
	return text == "true", text == "true" || text == "false"
}

//@ end
//@ if retry_after
// durationOf returns a duration, also if it was sent as text.
func (p *places) durationOf(value any) (time.Duration, bool) {
	// A duration has no more milliseconds than this.
	const most = int64(9_007_199_254_740)
	number, ok := integerOf(value)
	if large, isNumber := value.(json.Number); isNumber && !ok {
		float, _ := large.Float64()
		number, ok = most, float >= 1e15
	}
	if !ok || number < 0 {
		return 0, false
	}
	if number > most/p.unitMS {
		number = most / p.unitMS
	}
	return time.Duration(number*p.unitMS) * time.Millisecond, true
}

//@ end
// integerIn returns a number without a fraction.
func integerIn(number json.Number) (int64, bool) {
	if whole, err := number.Int64(); err == nil {
		return whole, true
	}
	float, err := number.Float64()
	if err != nil || float != math.Trunc(float) || math.Abs(float) >= 1e15 {
		return 0, false
	}
	return int64(float), true
}

//@ if tells_error
func isSame(value, constant any) bool {
	if number, ok := value.(json.Number); ok {
		float, err := number.Float64()
		return err == nil && float == constant
	}
	return value == constant
}

//@ end
