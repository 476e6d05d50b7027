// TODO: the name of your library, behind adapter protocol 1.
package main

import (
	"errors"

	// With modules: "adapter/protocol", after go mod init adapter.
	"protocol"
)

// verifier takes a question to a function from a token to the octets of its payload.
func verifier(request *protocol.Request) (protocol.Verifier, error) {
	// TODO: import the key here, once: request.Key is a JWK or a JWK Set, for a library that reads those; request.Material
	// is for one that takes secrets and PEM.
	// TODO: make the options from request.Policy, and from it alone. Its Algorithms are nil where nothing is pinned.
	return func(token string) ([]byte, error) {
		// TODO: verify, and return the payload: as it came for the content "bytes", as JSON for "claims".
		// An error is the library's refusal. protocol.Unsupported("algorithm:ES256K") says what it can't do.
		panic(errors.New("not written yet"))
	}, nil
}

// reason takes an error of the library to the reason code that it stands for, or to "".
func reason(err error) string {
	return "" // TODO: with errors.Is
}

func main() {
	protocol.Serve(protocol.Adapter{
		// TODO: the version from the library, or from its module by debug.ReadBuildInfo.
		Name: "TODO", Version: "0", Homepage: "https://example.com",
		// TODO: what isn't declared isn't asked, and what is declared has to work.
		Capabilities: protocol.Capabilities{
			Algorithms: []string{"HS256"}, Serializations: []string{"compact"}, Contents: []string{"claims", "bytes"},
			Keys: []string{"jwk"}, Policy: []string{"algorithms"}, Clock: "system",
		},
		Verifier: verifier, Reason: reason,
		// Sign: func(request *protocol.Request) (string, error)
	})
}
