// jwt-go, which golang-jwt continues, behind adapter protocol 1.
package main

import (
	"bytes"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"strings"
	"time"

	"github.com/dgrijalva/jwt-go"

	"protocol"
)

var version = "unknown" // from the build: the library has no constant for it

var (
	errIssuer   = errors.New("VerifyIssuer says no")
	errAudience = errors.New("VerifyAudience says no")
	errMethod   = errors.New("GetSigningMethod knows no such method")
)

var reasons = []struct {
	bit    uint32
	reason string
}{
	{jwt.ValidationErrorMalformed, "malformed"}, {jwt.ValidationErrorUnverifiable, "alg-not-allowed"},
	{jwt.ValidationErrorSignatureInvalid, "signature"}, {jwt.ValidationErrorExpired, "expired"},
	{jwt.ValidationErrorIssuedAt, "issued-in-future"}, {jwt.ValidationErrorNotValidYet, "not-yet-valid"},
}

// publicKey is the key as the library takes it: a secret, or what one of its own parsers makes of a text.
func publicKey(request *protocol.Request) (interface{}, error) {
	material, isText, err := request.Material()
	algorithms := request.Policy.Algorithms
	if err != nil || material == nil {
		return nil, err
	}
	if !isText || len(algorithms) > 0 && strings.HasPrefix(algorithms[0], "HS") {
		return material, nil
	}
	if key, err := jwt.ParseRSAPublicKeyFromPEM(material); err == nil {
		return key, nil
	}
	return jwt.ParseECPublicKeyFromPEM(material)
}

func verifier(request *protocol.Request) (protocol.Verifier, error) {
	policy := request.Policy
	parser := jwt.Parser{ValidMethods: policy.Algorithms, SkipClaimsValidation: policy.Now == nil}
	key, err := publicKey(request)
	return func(token string) ([]byte, error) {
		if policy.Now != nil { // the clock is the package's, not the parser's
			jwt.TimeFunc = func() time.Time { return time.Unix(*policy.Now, 0) }
		}
		parsed, err := parser.Parse(token, func(*jwt.Token) (interface{}, error) { return key, nil })
		if err != nil {
			return nil, err
		}
		if request.Content == "bytes" { // the library parses every payload as claims: here are the octets it verified
			return jwt.DecodeSegment(strings.Split(parsed.Raw, ".")[1])
		}
		claims := parsed.Claims.(jwt.MapClaims)
		if policy.Issuer != "" && !claims.VerifyIssuer(policy.Issuer, true) {
			return nil, errIssuer
		}
		if policy.Audience != "" && !claims.VerifyAudience(policy.Audience, true) {
			return nil, errAudience
		}
		return json.Marshal(claims)
	}, err
}

func parsePKCS8(text []byte) (interface{}, error) {
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, jwt.ErrKeyMustBePEMEncoded
	}
	return x509.ParsePKCS8PrivateKey(block.Bytes)
}

func sign(request *protocol.Request) (string, error) {
	name, isText := request.Header["alg"].(string)
	if !isText { // the library takes a method, and writes alg itself
		return "", protocol.Unsupported("sign:alg")
	}
	claims := jwt.MapClaims{}
	_ = json.Unmarshal(request.Payload, &claims)
	if octets, err := json.Marshal(claims); err != nil || !bytes.Equal(octets, request.Payload) {
		return "", protocol.Unsupported("sign:payload") // it signs claims, which it spells in its own way
	}
	method := jwt.GetSigningMethod(name)
	if method == nil {
		return "", errMethod
	}
	material, isText, err := request.Material()
	var key interface{} = material
	if isText { // the library's own parser of EC keys doesn't know PKCS #8
		key, err = parsePKCS8(material)
	}
	if err != nil {
		return "", err
	}
	token := jwt.NewWithClaims(method, claims)
	token.Header = request.Header
	return token.SignedString(key)
}

func reason(err error) string {
	switch err {
	case errIssuer:
		return "issuer"
	case errAudience:
		return "audience"
	case errMethod:
		return "alg-not-allowed"
	case jwt.ErrKeyMustBePEMEncoded:
		return "key-malformed"
	}
	if refusal, ok := err.(*jwt.ValidationError); ok {
		for _, candidate := range reasons {
			if refusal.Errors&candidate.bit != 0 {
				return candidate.reason
			}
		}
	}
	return ""
}

func main() {
	protocol.Serve(protocol.Adapter{
		Name: "jwt-go", Version: version, Homepage: "https://github.com/dgrijalva/jwt-go",
		Capabilities: protocol.Capabilities{
			Algorithms: []string{
				"HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
			},
			Serializations: []string{"compact"}, Contents: []string{"claims", "bytes"},
			Keys:   []string{"jwk", "pem", "text", "octets", "none"},
			Policy: []string{"algorithms", "unpinned", "now", "issuer", "audience"}, Clock: "injected",
		},
		Verifier: verifier, Sign: sign, Reason: reason,
	})
}
