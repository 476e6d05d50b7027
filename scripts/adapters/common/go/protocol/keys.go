package protocol

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"sync"
)

// Source says where the keys are, whom the client trusts, and what a token must be.
type Source struct {
	JWKSURL   string `json:"jwksURL"`
	Discovery string `json:"discovery"` // the issuer, whose metadata has the address
	CAFile    string `json:"caFile"`
	Sequence  string `json:"sequence"`
	Policy    struct {
		Issuer     string   `json:"issuer"`
		Audience   string   `json:"audience"`
		Algorithms []string `json:"algorithms"`
	} `json:"policy"`
}

type keyMessage struct {
	ID     int      `json:"id"`
	Op     string   `json:"op"`
	Token  string   `json:"token"`
	Tokens []string `json:"tokens"`
	Source
}

// ServeKeys answers messages about clients that fetch keys until the input ends.
//
// name and homepage are the library's; keys are "jwks-url" or "discovery"; policy has what can be told beyond issuer and
// audience. client makes what a service keeps, a function that rejects by an error; it's kept for the questions of a sequence
// that have the same source.
func ServeKeys(name, version, homepage string, keys, policy []string, client func(Source) func(string) error) {
	kept := map[string]func(string) error{}
	reply := func(m keyMessage) map[string]any {
		switch m.Op {
		case "hello":
			return map[string]any{
				"protocol": 1,
				"implementation": map[string]any{
					"name": name, "version": version, "language": "Go", "runtime": runtime.Version(), "homepage": homepage,
				},
				"capabilities": map[string]any{
					"operations": []string{"verify", "verify-all"}, "algorithms": []string{"RS256", "ES256"},
					"keys": keys, "contents": []string{"claims"}, "clock": "system", "sequences": true,
					"policy": append([]string{"algorithms", "issuer", "audience"}, policy...),
				},
			}
		case "verify", "verify-all":
		default:
			return map[string]any{"outcome": "unsupported", "feature": "operation:" + m.Op}
		}
		if m.JWKSURL == "" && m.Discovery == "" {
			return map[string]any{"outcome": "unsupported", "feature": "key:jwk"}
		}
		os.Setenv("SSL_CERT_FILE", m.CAFile)
		name := m.Sequence + " " + m.JWKSURL + " " + m.Discovery
		if kept[name] == nil {
			if len(kept) > 8 {
				kept = map[string]func(string) error{}
			}
			kept[name] = client(m.Source)
		}
		verify := kept[name]
		if m.Op == "verify" {
			return keyOutcome(verify, m.Token)
		}
		outcomes := make([]map[string]any, len(m.Tokens))
		var group sync.WaitGroup
		for number := range m.Tokens {
			group.Add(1)
			go func(number int) {
				defer group.Done()
				outcomes[number] = keyOutcome(verify, m.Tokens[number])
			}(number)
		}
		group.Wait()
		text, _ := json.Marshal(outcomes)
		return map[string]any{"outcome": "ok", "payload": base64.RawURLEncoding.EncodeToString(text)}
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var m keyMessage
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			panic(err)
		}
		answer := reply(m)
		answer["id"] = m.ID
		line, _ := json.Marshal(answer)
		os.Stdout.Write(append(line, '\n'))
	}
}

// keyOutcome calls the library; an error is its refusal, a panic is a finding.
func keyOutcome(verify func(string) error, token string) (reply map[string]any) {
	defer func() {
		if problem := recover(); problem != nil {
			reply = map[string]any{"outcome": "error", "detail": fmt.Sprint("panic: ", problem)}
		}
	}()
	if err := verify(token); err != nil {
		return map[string]any{"outcome": "reject", "detail": err.Error()}
	}
	return map[string]any{"outcome": "accept", "payload": "e30"}
}

// Lazily makes a function that verifies from one that may fail to: it's asked again after a failure, and by one caller at a time.
func Lazily(make func() (func(string) error, error)) func(string) error {
	var lock sync.Mutex
	var made func(string) error
	get := func() (func(string) error, error) {
		lock.Lock()
		defer lock.Unlock()
		if made != nil {
			return made, nil
		}
		found, err := make()
		if err == nil {
			made = found
		}
		return found, err
	}
	return func(token string) error {
		verify, err := get()
		if err != nil {
			return err
		}
		return verify(token)
	}
}
