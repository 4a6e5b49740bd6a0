// TypedArgs returns the arguments of the code that have the types in the catalog: string, int64, float64, bool, slices of
// these, and any JSON. Without types in the catalog, these are all.
func (c *Contents) TypedArgs() map[string]any {
	types := argTypes(c.Code)
	if types == nil {
		return c.SentArgs
	}
	args := map[string]any{}
	for _, known := range types {
		if sent, ok := c.SentArgs[known[0]]; ok {
			if value, ok := typed(sent, known[1]); ok {
				args[known[0]] = value
			}
		}
	}
	return args
}

// typed returns a value with a type of JSON Schema: string, or string[] for an array of them.
func typed(value any, kind string) (any, bool) {
	switch kind {
	case "string":
		text, ok := value.(string)
		return text, ok
	case "boolean":
		boolean, ok := value.(bool)
		return boolean, ok
	case "integer":
		number, _ := value.(json.Number)
		return integerIn(number)
	case "number":
		number, _ := value.(json.Number)
		float, err := number.Float64()
		return float, err == nil
	case "string[]":
		return elements[string](value, "string")
	case "integer[]":
		return elements[int64](value, "integer")
	case "number[]":
		return elements[float64](value, "number")
	case "boolean[]":
		return elements[bool](value, "boolean")
	default:
		return value, true
	}
}

func elements[T any](value any, kind string) ([]T, bool) {
	list, ok := value.([]any)
	all := make([]T, len(list))
	for at, element := range list {
		one, fits := typed(element, kind)
		all[at], _ = one.(T)
		ok = ok && fits
	}
	return all, ok
}

// arg returns an argument, or nil if there is none.
func arg[T any](args map[string]any, name string) *T {
	if value, ok := args[name].(T); ok {
		return &value
	}
	return nil
}
