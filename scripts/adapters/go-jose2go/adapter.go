// jose2go behind adapter protocol 1.
package main

import (
	"errors"
	"strings"

	jose "github.com/dvsekhvalnov/jose2go"
	ecc "github.com/dvsekhvalnov/jose2go/keys/ecc"
	Rsa "github.com/dvsekhvalnov/jose2go/keys/rsa"

	"protocol"
)

var version = "unknown" // from the build: the library has no constant for it

var errAlgorithm = errors.New("the alg of the token isn't one that is allowed")

// publicKey is the key as the library takes it: a secret, or what one of its own readers makes of a text.
func publicKey(request *protocol.Request) (interface{}, error) {
	material, isText, err := request.Material()
	algorithms := request.Policy.Algorithms
	if err != nil || material == nil {
		return nil, err
	}
	if !isText || len(algorithms) > 0 && strings.HasPrefix(algorithms[0], "HS") {
		return material, nil
	}
	if key, err := Rsa.ReadPublic(material); err == nil {
		return key, nil
	}
	return ecc.ReadPublic(material)
}

func verifier(request *protocol.Request) (protocol.Verifier, error) {
	key, err := publicKey(request)
	algorithms := request.Policy.Algorithms
	return func(token string) ([]byte, error) {
		payload, headers, err := jose.DecodeBytes(token, key)
		if err != nil {
			return nil, err
		}
		// The pin is the caller's. It comes last, so that the library judges the token before.
		if name, _ := headers["alg"].(string); algorithms != nil && !algorithms.Contain(name) {
			return nil, errAlgorithm
		}
		return payload, nil
	}, err
}

func sign(request *protocol.Request) (string, error) {
	algorithm, isText := request.Header["alg"].(string)
	if !isText { // the library takes it apart from the other parameters
		return "", protocol.Unsupported("sign:alg")
	}
	material, isText, err := request.Material()
	var key interface{} = material
	if isText {
		if key, err = Rsa.ReadPrivate(material); err != nil {
			key, err = ecc.ReadPrivate(material)
		}
	}
	if err != nil {
		return "", err
	}
	return jose.SignBytes(request.Payload, algorithm, key, jose.Headers(request.Header))
}

func reason(err error) string {
	switch {
	case err == errAlgorithm || strings.Contains(err.Error(), "nknown algorithm"):
		return "alg-not-allowed"
	case strings.Contains(err.Error(), "required 'alg' header"):
		return "alg-missing"
	case strings.Contains(err.Error(), "xpects key to be"):
		return "alg-key-mismatch"
	}
	return ""
}

func main() {
	protocol.Serve(protocol.Adapter{
		Name: "jose2go", Version: version, Homepage: "https://github.com/dvsekhvalnov/jose2go",
		Capabilities: protocol.Capabilities{
			Algorithms: []string{
				"HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
			},
			Serializations: []string{"compact"}, Contents: []string{"bytes"},
			Keys: []string{"jwk", "pem", "text", "octets", "none"}, Policy: []string{"algorithms", "unpinned"}, Clock: "system",
		},
		Verifier: verifier, Sign: sign, Reason: reason,
	})
}
