// go-oidc behind adapter protocol 1, as its documentation shows it: NewVerifier over a remote key set, or NewProvider.
package main

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"sync"

	oidc "github.com/coreos/go-oidc"
)

var version string // the package's, set by the build

type message struct {
	ID        int      `json:"id"`
	Op        string   `json:"op"`
	Token     string   `json:"token"`
	Tokens    []string `json:"tokens"`
	JWKSURL   string   `json:"jwksURL"`
	Discovery string   `json:"discovery"`
	CAFile    string   `json:"caFile"`
	Sequence  string   `json:"sequence"`
	Policy    struct {
		Issuer     string   `json:"issuer"`
		Audience   string   `json:"audience"`
		Algorithms []string `json:"algorithms"`
	} `json:"policy"`
}

type object = map[string]any

type verify func(token string) error

// client makes what a service keeps. By discovery the provider is asked for when it's first needed, and again after a
// failure: NewProvider fails for good where the metadata can't be had.
func client(m message) verify {
	configuration := &oidc.Config{ClientID: m.Policy.Audience, SupportedSigningAlgs: m.Policy.Algorithms}
	if m.JWKSURL != "" {
		verifier := oidc.NewVerifier(m.Policy.Issuer, oidc.NewRemoteKeySet(context.Background(), m.JWKSURL), configuration)
		return func(token string) error {
			_, err := verifier.Verify(context.Background(), token)
			return err
		}
	}
	var lock sync.Mutex
	var verifier *oidc.IDTokenVerifier
	made := func() error {
		lock.Lock()
		defer lock.Unlock()
		if verifier != nil {
			return nil
		}
		provider, err := oidc.NewProvider(context.Background(), m.Discovery)
		if err == nil {
			verifier = provider.Verifier(configuration)
		}
		return err
	}
	return func(token string) error {
		if err := made(); err != nil {
			return err
		}
		_, err := verifier.Verify(context.Background(), token)
		return err
	}
}

// outcome calls the library; an error is its refusal, a panic is a finding.
func outcome(check verify, token string) (reply object) {
	defer func() {
		if problem := recover(); problem != nil {
			reply = object{"outcome": "error", "detail": fmt.Sprint("panic: ", problem)}
		}
	}()
	if err := check(token); err != nil {
		return object{"outcome": "reject", "detail": err.Error()}
	}
	return object{"outcome": "accept", "payload": "e30"}
}

func main() {
	kept := map[string]verify{}
	reply := func(m message) object {
		switch m.Op {
		case "hello":
			return object{
				"protocol": 1,
				"implementation": object{
					"name": "go-oidc", "version": version, "language": "Go", "runtime": runtime.Version(),
					"homepage": "https://github.com/coreos/go-oidc",
				},
				"capabilities": object{
					"operations": []string{"verify", "verify-all"}, "algorithms": []string{"RS256", "ES256"},
					"keys": []string{"jwks-url", "discovery"}, "contents": []string{"claims"}, "clock": "system",
					// It has no cooldown.
					"policy": []string{"algorithms", "issuer", "audience", "keyNoCooldown"}, "sequences": true,
				},
			}
		case "verify", "verify-all":
		default:
			return object{"outcome": "unsupported", "feature": "operation:" + m.Op}
		}
		if m.JWKSURL == "" && m.Discovery == "" {
			return object{"outcome": "unsupported", "feature": "key:jwk"}
		}
		os.Setenv("SSL_CERT_FILE", m.CAFile)
		name := m.Sequence + " " + m.JWKSURL + " " + m.Discovery
		if kept[name] == nil {
			if len(kept) > 8 {
				kept = map[string]verify{}
			}
			kept[name] = client(m)
		}
		if m.Op == "verify" {
			return outcome(kept[name], m.Token)
		}
		outcomes := make([]object, len(m.Tokens))
		var group sync.WaitGroup
		for number := range m.Tokens {
			group.Add(1)
			go func(number int) {
				defer group.Done()
				outcomes[number] = outcome(kept[name], m.Tokens[number])
			}(number)
		}
		group.Wait()
		text, _ := json.Marshal(outcomes)
		return object{"outcome": "ok", "payload": base64.RawURLEncoding.EncodeToString(text)}
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var m message
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			panic(err)
		}
		answer := reply(m)
		answer["id"] = m.ID
		line, _ := json.Marshal(answer)
		os.Stdout.Write(append(line, '\n'))
	}
}
