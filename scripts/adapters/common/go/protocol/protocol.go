// Package protocol is the conversation of an adapter: it reads a message a line from standard input, has the adapter
// answer it, and writes a reply a line to standard output, until the input ends. An adapter is a call of Serve.
package protocol

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sort"
	"time"
)

// Adapter is what an adapter brings: who the library is, what it can do, and how it's called.
type Adapter struct {
	Name, Version, Homepage string
	Capabilities            Capabilities
	// Verifier prepares what a question asks of a token: the key is imported here, once, and kept for a sequence.
	Verifier func(*Request) (Verifier, error)
	// Sign makes a token; nil where the library can't, or not with a header that's given.
	Sign func(*Request) (string, error)
	// Reason says which reason code an error of the library stands for, or "" where that isn't known.
	Reason func(error) string

	kept []keptVerifier // those of sequences, the oldest first
}

// Verifier takes a token to the octets of its payload. An error is the library's refusal, a panic is a finding.
type Verifier func(token string) ([]byte, error)

// keptVerifier is the verifier for questions that differ in their token alone.
type keptVerifier struct {
	question string // all that is asked but the token
	verify   Verifier
}

// Unsupported is the error for what the library can't do, such as "algorithm:ES256K".
type Unsupported string

func (feature Unsupported) Error() string { return "unsupported: " + string(feature) }

// Capabilities are what the library can do, in the words of the schema adapter-reply.
type Capabilities struct {
	Operations     []string `json:"operations"` // filled in by Serve, like Sequences
	Algorithms     []string `json:"algorithms"`
	Serializations []string `json:"serializations"`
	Keys           []string `json:"keys"`
	Contents       []string `json:"contents"`
	Policy         []string `json:"policy"`
	Clock          string   `json:"clock"`
	Sequences      bool     `json:"sequences"`
}

// Request is a message, in the words of the schema adapter-request.
type Request struct {
	ID              int64           `json:"id"`
	Op              string          `json:"op"`
	Content         string          `json:"content"`
	Token           string          `json:"token"`
	TokenOctets     Octets          `json:"tokenOctets"`
	DetachedPayload Octets          `json:"detachedPayload"` // nil: none
	Key             json.RawMessage `json:"key"`             // a JWK or a JWK Set; nil: none
	PEM             string          `json:"pem"`             // the key of Key once more; "": it has no such form
	KeyText         *string         `json:"keyText"`
	KeyOctets       Octets          `json:"keyOctets"` // nil: none
	Policy          Policy          `json:"policy"`
	Sequence        string          `json:"sequence"` // "": it belongs to none

	Header  map[string]interface{} `json:"header"`
	Payload Octets                 `json:"payload"`

	Tokens     []string `json:"tokens"`
	Iterations int      `json:"iterations"`

	line []byte
}

// Policy is what a verifier is told to demand; a member that is nil, zero or empty isn't checked.
type Policy struct {
	Algorithms     Algorithms `json:"algorithms"`
	Now            *int64     `json:"now"`
	Leeway         int64      `json:"leeway"`
	Issuer         string     `json:"issuer"`
	Audience       string     `json:"audience"`
	Subject        string     `json:"subject"`
	Type           string     `json:"type"`
	RequiredClaims []string   `json:"requiredClaims"`

	members []string // every name that's there, known here or not
}

// UnmarshalJSON reads a policy and keeps the names of its members.
func (policy *Policy) UnmarshalJSON(data []byte) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return err
	}
	for name := range members {
		policy.members = append(policy.members, name)
	}
	sort.Strings(policy.members)
	type plain Policy
	return json.Unmarshal(data, (*plain)(policy))
}

// Algorithms are the alg names that are allowed; nil: what the library does when its user doesn't pin.
type Algorithms []string

// UnmarshalJSON reads a list of names, or "default".
func (algorithms *Algorithms) UnmarshalJSON(data []byte) error {
	if string(data) == `"default"` {
		return nil
	}
	return json.Unmarshal(data, (*[]string)(algorithms))
}

// Contain says whether a name is one of them.
func (algorithms Algorithms) Contain(name string) bool { return contains(algorithms, name) }

// Octets stand in JSON as base64url without padding.
type Octets []byte

// UnmarshalText decodes octets; those that are there are never nil.
func (octets *Octets) UnmarshalText(text []byte) error {
	decoded, err := base64.RawURLEncoding.DecodeString(string(text))
	*octets = append(Octets{}, decoded...)
	return err
}

// MarshalText encodes octets.
func (octets Octets) MarshalText() ([]byte, error) {
	return []byte(base64.RawURLEncoding.EncodeToString(octets)), nil
}

// JWK has the members of a JWK that decide how a library is given it.
type JWK struct {
	Type       string          `json:"kty"`
	Curve      string          `json:"crv"`
	K          *Octets         `json:"k"`
	Use        json.RawMessage `json:"use"`
	Operations json.RawMessage `json:"key_ops"`
	Algorithm  json.RawMessage `json:"alg"`
}

// Material is the key for libraries that don't read JWKs: the secret of a symmetric JWK; or, with isText, the text or the
// octets of any other key for the library to parse, PEM where it's a JWK. Nil: there is no key.
//
// A JWK of which that would be less than the whole is one that such a library can't be given.
func (request *Request) Material() (material []byte, isText bool, err error) {
	switch {
	case request.KeyText != nil:
		return []byte(*request.KeyText), true, nil
	case request.KeyOctets != nil:
		return request.KeyOctets, true, nil
	case request.Key == nil:
		return nil, false, nil
	}
	var key JWK
	if err := json.Unmarshal(request.Key, &key); err != nil {
		return nil, false, Unsupported("key:malformed-jwk")
	}
	switch {
	case key.Use != nil || key.Operations != nil || key.Algorithm != nil:
		return nil, false, Unsupported("key:jwk-purpose")
	case request.PEM != "":
		return []byte(request.PEM), true, nil
	case key.Type == "oct" && key.K != nil:
		return *key.K, false, nil
	}
	return nil, false, Unsupported("key:jwk-without-pem")
}

// Curve is the curve of a JWK, or "".
func (request *Request) Curve() string {
	var key JWK
	_ = json.Unmarshal(request.Key, &key)
	return key.Curve
}

type reply map[string]interface{}

// Serve holds the conversation.
func Serve(adapter Adapter) {
	input, output := bufio.NewReader(os.Stdin), json.NewEncoder(os.Stdout)
	output.SetEscapeHTML(false)
	for {
		line, err := input.ReadBytes('\n')
		if err != nil {
			return
		}
		var request Request
		if err := json.Unmarshal(line, &request); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(65)
		}
		request.line = line
		answer := adapter.answer(&request)
		answer["id"] = request.ID
		if err := output.Encode(answer); err != nil {
			return
		}
	}
}

func (adapter *Adapter) answer(request *Request) (answer reply) {
	// What a panic is to the library's user: a program that serves requests catches it, as net/http does.
	defer func() {
		if cause := recover(); cause != nil {
			answer = reply{"outcome": "error", "detail": fmt.Sprintf("panic: %v", cause)}
		}
	}()
	for _, member := range request.Policy.members {
		// Whoever goes by the system's clock is asked with tokens that were made for it.
		if member != "now" && !contains(adapter.Capabilities.Policy, member) {
			return reply{"outcome": "unsupported", "feature": "policy:" + member}
		}
	}
	var err error
	switch {
	case request.Op == "hello":
		return adapter.hello()
	case request.Op == "verify":
		answer, err = adapter.verify(request)
	case request.Op == "bench":
		answer, err = adapter.bench(request)
	case request.Op == "sign" && adapter.Sign != nil:
		answer, err = adapter.sign(request)
	default:
		err = Unsupported("operation:" + request.Op)
	}
	if err == nil {
		return answer
	}
	var unsupported Unsupported
	if errors.As(err, &unsupported) {
		return reply{"outcome": "unsupported", "feature": string(unsupported)}
	}
	answer = reply{"outcome": "reject", "detail": err.Error()}
	if reason := adapter.Reason(err); reason != "" {
		answer["reason"] = reason
	}
	return answer
}

func (adapter *Adapter) hello() reply {
	capabilities := adapter.Capabilities
	capabilities.Operations, capabilities.Sequences = []string{"verify", "bench"}, true
	if adapter.Sign != nil {
		capabilities.Operations = append(capabilities.Operations, "sign")
	}
	return reply{
		"protocol": 1,
		"implementation": reply{
			"name": adapter.Name, "version": adapter.Version, "homepage": adapter.Homepage,
			"language": "Go", "runtime": runtime.Version(),
		},
		"capabilities": capabilities,
	}
}

// verifier is what verifies the request's token: in a sequence what was there already, if it was asked the same of another.
func (adapter *Adapter) verifier(request *Request) (Verifier, error) {
	if request.Sequence == "" {
		return adapter.Verifier(request)
	}
	question, err := request.question()
	if err != nil {
		return nil, err
	}
	for _, known := range adapter.kept {
		if known.question == question {
			return known.verify, nil
		}
	}
	verify, err := adapter.Verifier(request)
	if err != nil {
		return nil, err
	}
	adapter.kept = append(adapter.kept, keptVerifier{question, verify})
	if len(adapter.kept) > 100 {
		adapter.kept = adapter.kept[1:]
	}
	return verify, nil
}

// question is all that is asked but the token.
func (request *Request) question() (string, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(request.line, &members); err != nil {
		return "", err
	}
	for _, name := range []string{"id", "token", "tokenOctets"} {
		delete(members, name)
	}
	text, err := json.Marshal(members) // which sorts them
	return string(text), err
}

func (adapter *Adapter) verify(request *Request) (reply, error) {
	verify, err := adapter.verifier(request)
	if err != nil {
		return nil, err
	}
	token := request.Token
	if request.TokenOctets != nil {
		token = string(request.TokenOctets)
	}
	payload, err := verify(token)
	return reply{"outcome": "accept", "payload": Octets(payload)}, err
}

func (adapter *Adapter) sign(request *Request) (reply, error) {
	token, err := adapter.Sign(request)
	return reply{"outcome": "ok", "token": token}, err
}

func (adapter *Adapter) bench(request *Request) (reply, error) {
	verify, err := adapter.Verifier(request)
	if err != nil {
		return nil, err
	}
	for _, token := range request.Tokens { // nothing is timed that isn't accepted
		if _, err := verify(token); err != nil {
			return nil, err
		}
	}
	start := time.Now()
	for i := 0; i < request.Iterations; i++ {
		if _, err := verify(request.Tokens[i%len(request.Tokens)]); err != nil {
			return nil, err
		}
	}
	elapsed := time.Since(start).Nanoseconds()
	return reply{"outcome": "ok", "iterations": request.Iterations, "elapsedNanoseconds": elapsed}, nil
}

func contains(names []string, name string) bool {
	for _, candidate := range names {
		if candidate == name {
			return true
		}
	}
	return false
}
