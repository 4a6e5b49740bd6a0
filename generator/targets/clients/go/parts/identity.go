// identity is what the server sent to identify an error.
type identity struct {
	//@ if by_code
	code    string
	hasCode bool

	//@ end
	//@ if by_number
	number    int64
	hasNumber bool

	//@ end
	//@ if by_problem_type
	problemType    string
	hasProblemType bool

	//@ end
	//@ if by_type
	errorType string
	hasType   bool

	//@ end
	status int
}

// candidates returns the codes that an identity fits. What comes first decides, and the rest only narrows it down: a newer
// server may have given a code another type or status.
func (i *identity) candidates() []Code {
	//@ if by_code_alone
	if _, ok := Code(i.code).Info(); ok {
		return []Code{Code(i.code)}
	}
	return nil
	//@ end
	//@ if no by_code_alone
	var codes []Code
	isDecided := false
	//@ if by_code
	codes = narrow(codes, isDecided, i.hasCode, func(info Info) bool { return info.SentAs == i.code })
	isDecided = isDecided || i.hasCode
	//@ end
	//@ if by_number
	codes = narrow(codes, isDecided, i.hasNumber, func(info Info) bool {
		return info.Number != nil && *info.Number == i.number
	})
	isDecided = isDecided || i.hasNumber
	//@ end
	//@ if by_problem_type
	hasURI := i.hasProblemType && i.problemType != "about:blank"
	codes = narrow(codes, isDecided, hasURI, func(info Info) bool { return info.DocURL == i.problemType })
	//@ end
	//@ if is_decided
	isDecided = true
	//@ end
	//@ if by_type
	codes = narrow(codes, isDecided, i.hasType, func(info Info) bool { return string(info.Type) == i.errorType })
	isDecided = isDecided || i.hasType
	//@ end
	return narrow(codes, isDecided, i.status != 0, func(info Info) bool { return hasStatus(info, i.status) })
	//@ end
}

//@ if no by_code_alone
// narrow returns the codes that have a value, if it was sent and any of them has it.
func narrow(codes []Code, isDecided, isSent bool, has func(Info) bool) []Code {
	if !isSent || isDecided && len(codes) <= 1 {
		return codes
	}
	all := codes
	if !isDecided {
		all = Codes()
	}
	var fitting []Code
	for _, code := range all {
		if info, ok := code.Info(); ok && has(info) {
			fitting = append(fitting, code)
		}
	}
	if isDecided && len(fitting) == 0 {
		return codes
	}
	return fitting
}

//@ end
func (i *identity) sentCode() string {
	//@ if by_code
	if i.hasCode {
		return i.code
	}
	//@ end
	//@ if by_number
	if i.hasNumber {
		return strconv.FormatInt(i.number, 10)
	}
	//@ end
	//@ if by_problem_type
	if i.hasProblemType {
		return i.problemType
	}
	//@ end
	return ""
}
