// golang-jwt 5 behind adapter protocol 1.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"protocol"
)

var version = "unknown" // from the build: the library has no constant for it

var reasons = []struct {
	kind   error
	reason string
}{
	{jwt.ErrTokenExpired, "expired"}, {jwt.ErrTokenNotValidYet, "not-yet-valid"},
	{jwt.ErrTokenUsedBeforeIssued, "issued-in-future"}, {jwt.ErrTokenInvalidIssuer, "issuer"},
	{jwt.ErrTokenInvalidAudience, "audience"}, {jwt.ErrTokenInvalidSubject, "subject"},
	{jwt.ErrTokenRequiredClaimMissing, "claim-missing"}, {jwt.ErrInvalidType, "claim-type"}, {jwt.ErrInvalidKeyType, "alg-key-mismatch"},
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

// options are the parser's, by the policy.
func options(policy protocol.Policy) ([]jwt.ParserOption, error) {
	var options []jwt.ParserOption
	if policy.Algorithms != nil {
		options = append(options, jwt.WithValidMethods(policy.Algorithms))
	}
	if policy.Now != nil {
		now := time.Unix(*policy.Now, 0)
		options = append(options, jwt.WithTimeFunc(func() time.Time { return now }), jwt.WithIssuedAt())
	}
	if policy.Leeway != 0 {
		options = append(options, jwt.WithLeeway(time.Duration(policy.Leeway)*time.Second))
	}
	if policy.Issuer != "" {
		options = append(options, jwt.WithIssuer(policy.Issuer))
	}
	if policy.Audience != "" {
		options = append(options, jwt.WithAudience(policy.Audience))
	}
	if policy.Subject != "" {
		options = append(options, jwt.WithSubject(policy.Subject))
	}
	for _, name := range policy.RequiredClaims {
		switch name {
		case "exp":
			options = append(options, jwt.WithExpirationRequired())
		case "nbf":
			options = append(options, jwt.WithNotBeforeRequired())
		default:
			return nil, protocol.Unsupported("policy:requiredClaims:" + name)
		}
	}
	return options, nil
}

func verifier(request *protocol.Request) (protocol.Verifier, error) {
	policy := request.Policy
	options, err := options(policy)
	if err != nil {
		return nil, err
	}
	// Claims are validated all or none: where another is asked about, exp and nbf go by the system's clock.
	if policy.Now == nil && policy.Issuer == "" && policy.Audience == "" && policy.Subject == "" &&
		len(policy.RequiredClaims) == 0 {
		options = append(options, jwt.WithoutClaimsValidation())
	}
	parser := jwt.NewParser(options...)
	key, err := publicKey(request)
	return func(token string) ([]byte, error) {
		parsed, err := parser.Parse(token, func(*jwt.Token) (interface{}, error) { return key, nil })
		if err != nil {
			return nil, err
		}
		if request.Content == "bytes" { // the library parses every payload as claims: here are the octets it verified
			return base64.RawURLEncoding.DecodeString(strings.Split(parsed.Raw, ".")[1])
		}
		return json.Marshal(parsed.Claims)
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
			Policy: []string{"algorithms", "unpinned", "now", "leeway", "issuer", "audience", "subject", "requiredClaims"}, Clock: "injected",
		},
		Verifier: verifier, Sign: sign, Reason: reason,
	})
}
