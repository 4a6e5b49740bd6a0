// Command sdks reads responses, a JSON object on each line of standard input, and prints what a client makes of each.
package main

import (
	"bufio"
	"encoding/json"
	"net/http"
	"os"
)

type response struct {
	Client   string            `json:"client"`
	Status   int               `json:"status"`
	Headers  map[string]string `json:"headers"`
	Body     string            `json:"body"`
	Attempts [][2]float64      `json:"attempts"`
}

type result struct {
	Error     any
	Message   string
	Retryable bool
	Args      map[string]any
	Waits     []any
}

func (r *response) header() http.Header {
	header := http.Header{}
	for name, value := range r.Headers {
		header.Set(name, value)
	}
	return header
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	printed := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var r response
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			panic(err)
		}
		if err := printed.Encode(readers[r.Client](&r)); err != nil {
			panic(err)
		}
	}
}
