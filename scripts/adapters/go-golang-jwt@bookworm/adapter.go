// golang-jwt behind adapter protocol 1.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/golang-jwt/jwt"

	"protocol"
)

var version = "unknown" // from the build: the library has no constant for it

var reasons = []struct {
	kind   error
	reason string
}{
	{jwt.ErrTokenExpired, "expired"}, {jwt.ErrTokenNotValidYet, "not-yet-valid"},
	{jwt.ErrTokenUsedBeforeIssued, "issued-in-future"}, {jwt.ErrTokenInvalidIssuer, "issuer"},
	{jwt.ErrTokenInvalidAudience, "audience"}, {jwt.ErrInvalidKeyType, "alg-key-mismatch"},
	{jwt.ErrKeyMustBePEMEncoded, "key-malformed"}, {jwt.ErrTokenSignatureInvalid, "signature"},
	{jwt.ErrTokenUnverifiable, "alg-not-allowed"}, {jwt.ErrTokenMalformed, "malformed"},
}

// publicKey is the key as the library takes it: a secret, or what one of its own parsers makes of a text.
func publicKey(request *protocol.Request) (interface{}, error) {
	material, isText, err := request.Material()
	algorithms := request.Policy.Algorithms
	if err != nil || material == nil {
		return nil, err
	}
	if request.Curve() == "Ed448" {
		return nil, protocol.Unsupported("algorithm:Ed448")
	}
	if !isText || len(algorithms) > 0 && strings.HasPrefix(algorithms[0], "HS") {
		return material, nil
	}
	if key, err := jwt.ParseRSAPublicKeyFromPEM(material); err == nil {
		return key, nil
	}
	if key, err := jwt.ParseECPublicKeyFromPEM(material); err == nil {
		return key, nil
	}
	return jwt.ParseEdPublicKeyFromPEM(material)
}

func verifier(request *protocol.Request) (protocol.Verifier, error) {
	policy, options := request.Policy, []jwt.ParserOption{}
	if policy.Algorithms != nil {
		options = append(options, jwt.WithValidMethods(policy.Algorithms))
	}
	if policy.Now == nil {
		options = append(options, jwt.WithoutClaimsValidation())
	}
	key, err := publicKey(request)
	return func(token string) ([]byte, error) {
		if policy.Now != nil { // the clock is the package's, not the parser's
			jwt.TimeFunc = func() time.Time { return time.Unix(*policy.Now, 0) }
		}
		parsed, err := jwt.Parse(token, func(*jwt.Token) (interface{}, error) { return key, nil }, options...)
		if err != nil {
			return nil, err
		}
		if request.Content == "bytes" { // the library parses every payload as claims: here are the octets it verified
			return jwt.DecodeSegment(strings.Split(parsed.Raw, ".")[1])
		}
		claims := parsed.Claims.(jwt.MapClaims)
		if policy.Issuer != "" && !claims.VerifyIssuer(policy.Issuer, true) {
			return nil, jwt.ErrTokenInvalidIssuer
		}
		if policy.Audience != "" && !claims.VerifyAudience(policy.Audience, true) {
			return nil, jwt.ErrTokenInvalidAudience
		}
		return json.Marshal(claims)
	}, err
}

func privateKey(request *protocol.Request) (interface{}, error) {
	material, isText, err := request.Material()
	if err != nil || !isText {
		return material, err
	}
	if key, err := jwt.ParseRSAPrivateKeyFromPEM(material); err == nil {
		return key, nil
	}
	if key, err := jwt.ParseECPrivateKeyFromPEM(material); err == nil {
		return key, nil
	}
	return jwt.ParseEdPrivateKeyFromPEM(material)
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
		return "", jwt.ErrTokenUnverifiable
	}
	key, err := privateKey(request)
	if err != nil {
		return "", err
	}
	token := jwt.NewWithClaims(method, claims)
	token.Header = request.Header
	return token.SignedString(key)
}

func reason(err error) string {
	for _, candidate := range reasons {
		if errors.Is(err, candidate.kind) {
			return candidate.reason
		}
	}
	return ""
}

func main() {
	protocol.Serve(protocol.Adapter{
		Name: "golang-jwt", Version: version, Homepage: "https://github.com/golang-jwt/jwt",
		Capabilities: protocol.Capabilities{
			Algorithms: []string{
				"HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512",
				"ES256", "ES384", "ES512", "EdDSA",
			},
			Serializations: []string{"compact"}, Contents: []string{"claims", "bytes"},
			Keys:   []string{"jwk", "pem", "text", "octets", "none"},
			Policy: []string{"algorithms", "unpinned", "now", "issuer", "audience"}, Clock: "injected",
		},
		Verifier: verifier, Sign: sign, Reason: reason,
	})
}
