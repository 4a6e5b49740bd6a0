package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"

	"sdks/generated/full"
	"sdks/generated/success"
)

const wrong = `{"error": {"kind": "wrong", "code": "value_too_large", "number": null, "args": {"max": 9, "more": 1},
	"errors": [{"field": "count", "why": "member_missing"}]}}`

func received(status int, body string) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{"Retry-After": {"2"}}, Body: io.NopCloser(bytes.NewBufferString(body))}
}

func TestTheErrorsPackageKnowsCodesTypesAndArguments(t *testing.T) {
	err := fmt.Errorf("creating a thing: %w", full.Read(received(422, wrong)))
	if !errors.Is(err, full.CodeValueTooLarge) || !errors.Is(err, full.TypeWrong) || errors.Is(err, full.CodeBusy) || errors.Is(err, full.TypeLoad) {
		t.Error("another code or type")
	}
	var large *full.ValueTooLargeError
	if !errors.As(err, &large) || large.Args.Max == nil || *large.Args.Max != 9 {
		t.Error("no arguments")
	}
	var missing *full.ResourceNotFoundError
	if errors.As(err, &missing) {
		t.Error("the arguments of another code")
	}
	var e *full.Error
	if !errors.As(err, &e) || e.Status != 422 || e.RetryAfter == nil || *e.RetryAfter != 2*time.Second {
		t.Errorf("%+v", e)
	}
	if !e.IsOf(full.OperationReplaceThing) || e.IsOf(full.OperationGetThing) {
		t.Error("another operation lists it")
	}
}

func TestAnUnknownCodeMatchesNothing(t *testing.T) {
	for _, body := range []string{"", "<html>", `{"error": {"code": "new"}}`} {
		err := full.Read(received(503, body))
		if errors.Is(err, full.Code("")) || errors.Is(err, full.Code("new")) {
			t.Errorf("%s matches a code", body)
		}
		if wait, ok := full.RetryAfter(err, 1, full.RetryOptions{}); !ok || wait < 2*time.Second {
			t.Errorf("%s: %s, %t", body, wait, ok)
		}
	}
	if _, ok := full.RetryAfter(io.EOF, 1, full.RetryOptions{}); ok || full.IsRetryable(io.EOF) {
		t.Error("another error is sent again")
	}
}

func TestASuccessIsNoError(t *testing.T) {
	if success.Detect(200, nil, []byte(`{"ok": true}`)) != nil {
		t.Error("a success is an error")
	}
	if err := success.Detect(200, nil, []byte(`{"ok": false, "error": "channel_not_found"}`)); !errors.Is(err, success.CodeChannelNotFound) {
		t.Error("an error is a success")
	}
}
