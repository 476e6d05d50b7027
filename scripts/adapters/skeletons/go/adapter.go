// TODO: the name of your library, behind adapter protocol 1.
package main

import (
	"errors"

	// With modules: "adapter/protocol", after go mod init adapter.
	"protocol"
)

// verifier returns a function that verifies one token and returns the octets of its payload.
func verifier(request *protocol.Request) (protocol.Verifier, error) {
	// TODO: import the key here, once. request.Key is a JWK or a JWK Set, for a library that reads those. For a library that
	// takes secrets and PEM, request.Material() is the secret's octets or the PEM text: declare "jwk" all the same.
	// TODO: build the options from request.Policy and nothing else. Its Algorithms are nil if the user doesn't restrict
	// which algorithms are accepted.
	return func(token string) ([]byte, error) {
		// TODO: verify the token. Return the payload as the library returned it for the content "bytes", or the claims as
		// JSON for "claims". An error means that the library rejects the token. If the library can't do it, return
		// protocol.Unsupported("algorithm:ES256K").
		panic(errors.New("not written yet"))
	}, nil
}

// reason returns the reason code that an error of the library stands for, or "".
func reason(err error) string {
	return "" // TODO: with errors.Is
}

func main() {
	protocol.Serve(protocol.Adapter{
		// TODO: the version from the library, or from its module by debug.ReadBuildInfo.
		Name: "TODO", Version: "0", Homepage: "https://example.com",
		// TODO: what the library can do. What you don't declare is skipped; what you declare has to work.
		Capabilities: protocol.Capabilities{
			Algorithms: []string{"HS256"}, Serializations: []string{"compact"}, Contents: []string{"claims", "bytes"},
			Keys: []string{"jwk"}, Policy: []string{"algorithms"}, Clock: "system",
		},
		Verifier: verifier, Reason: reason,
		// Sign: func(request *protocol.Request) (string, error)
	})
}
