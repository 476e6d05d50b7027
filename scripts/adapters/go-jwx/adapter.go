// jwx 3 behind adapter protocol 1.
package main

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/lestrrat-go/jwx/v3/jwa"
	"github.com/lestrrat-go/jwx/v3/jwk"
	"github.com/lestrrat-go/jwx/v3/jws"
	"github.com/lestrrat-go/jwx/v3/jwt"

	"protocol"
)

var version = "unknown" // from the build: the library has no constant for it

var errAlgorithm = errors.New("the alg of the token isn't one that is allowed")

var reasons = []struct {
	kind   error
	reason string
}{
	{jwt.TokenExpiredError(), "expired"}, {jwt.TokenNotYetValidError(), "not-yet-valid"},
	{jwt.InvalidIssuedAtError(), "issued-in-future"}, {jwt.InvalidIssuerError(), "issuer"},
	{jwt.InvalidAudienceError(), "audience"}, {jwt.MissingRequiredClaimError(), "claim-missing"},
	{errAlgorithm, "alg-not-allowed"}, {jws.VerificationError(), "signature"}, {jws.ParseError(), "malformed"},
}

// publicKey is a JWK, a JWK Set, or a key in PEM or as text, as the package jwk reads it.
func publicKey(request *protocol.Request) (jwk.Set, jwk.Key, error) {
	if request.KeyText != nil {
		algorithms := request.Policy.Algorithms
		if len(algorithms) > 0 && strings.HasPrefix(algorithms[0], "HS") {
			key, err := jwk.Import([]byte(*request.KeyText))
			return nil, key, err
		}
		key, err := jwk.ParseKey([]byte(*request.KeyText), jwk.WithPEM(true))
		return nil, key, err
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(request.Key, &members); err == nil && members["keys"] != nil {
		set, err := jwk.Parse(request.Key)
		return set, nil, err
	}
	key, err := jwk.ParseKey(request.Key)
	if err != nil {
		return nil, nil, err
	}
	public, err := key.PublicKey()
	return nil, public, err
}

// algorithm is the one that the key is used with: the library takes one for each key.
func algorithm(names protocol.Algorithms, header string) (jwa.SignatureAlgorithm, error) {
	name := header
	if len(names) == 1 {
		name = names[0]
	} else if names != nil && !names.Contain(header) {
		return jwa.SignatureAlgorithm{}, errAlgorithm
	}
	found, ok := jwa.LookupSignatureAlgorithm(name)
	if !ok {
		return jwa.SignatureAlgorithm{}, errAlgorithm
	}
	return found, nil
}

// chosen is the algorithm of the key: what is pinned, or of several what the token's header says.
func chosen(token []byte, policy protocol.Policy) (jwa.SignatureAlgorithm, error) {
	var header string
	if message, err := jws.Parse(token); err == nil && len(message.Signatures()) > 0 {
		if alg, ok := message.Signatures()[0].ProtectedHeaders().Algorithm(); ok {
			header = alg.String()
		}
	}
	return algorithm(policy.Algorithms, header)
}

func validation(policy protocol.Policy) []jwt.ParseOption {
	options := []jwt.ParseOption{}
	if policy.Now == nil { // the times are the default validators
		options = append(options, jwt.WithResetValidators(true))
	} else {
		now := time.Unix(*policy.Now, 0)
		options = append(options, jwt.WithClock(jwt.ClockFunc(func() time.Time { return now })))
	}
	if policy.Leeway != 0 {
		options = append(options, jwt.WithAcceptableSkew(time.Duration(policy.Leeway)*time.Second))
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
		options = append(options, jwt.WithRequiredClaim(name))
	}
	return options
}

func verifier(request *protocol.Request) (protocol.Verifier, error) {
	set, key, err := publicKey(request)
	validation, policy := validation(request.Policy), request.Policy
	return func(token string) ([]byte, error) {
		octets := []byte(token)
		algorithm, err := chosen(octets, policy)
		if err != nil && (set == nil || policy.Algorithms != nil) {
			return nil, err
		}
		if request.Content == "claims" {
			options := append([]jwt.ParseOption{}, validation...)
			if set != nil {
				options = append(options, jwt.WithKeySet(set, jws.WithInferAlgorithmFromKey(true)))
			} else {
				options = append(options, jwt.WithKey(algorithm, key))
			}
			if _, err := jwt.Parse(octets, options...); err != nil {
				return nil, err
			}
			message, err := jws.Parse(octets)
			if err != nil {
				return nil, err
			}
			return message.Payload(), nil
		}
		options := []jws.VerifyOption{jws.WithKey(algorithm, key)}
		if set != nil {
			options[0] = jws.WithKeySet(set, jws.WithInferAlgorithmFromKey(true))
		}
		if request.DetachedPayload != nil {
			options = append(options, jws.WithDetachedPayload(request.DetachedPayload))
		}
		return jws.Verify(octets, options...)
	}, err
}

func sign(request *protocol.Request) (string, error) {
	name, isText := request.Header["alg"].(string)
	if !isText { // the library takes it apart from the other parameters
		return "", protocol.Unsupported("sign:alg")
	}
	algorithm, ok := jwa.LookupSignatureAlgorithm(name)
	if !ok {
		return "", errAlgorithm
	}
	key, err := jwk.ParseKey(request.Key)
	if err != nil {
		return "", err
	}
	_ = key.Remove(jwk.KeyIDKey) // which the library would add to the header
	headers := jws.NewHeaders()
	for name, value := range request.Header {
		if name == "alg" {
			continue
		}
		if err := headers.Set(name, value); err != nil {
			return "", err
		}
	}
	token, err := jws.Sign(request.Payload, jws.WithKey(algorithm, key, jws.WithProtectedHeaders(headers)))
	return string(token), err
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
		Name: "jwx", Version: version, Homepage: "https://github.com/lestrrat-go/jwx",
		Capabilities: protocol.Capabilities{
			Algorithms: []string{
				"HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512",
				"ES256", "ES384", "ES512", "EdDSA",
			},
			Serializations: []string{"compact", "flattened", "general", "detached", "unencoded"},
			Contents:       []string{"claims", "bytes"}, Keys: []string{"jwk", "jwks", "text"},
			Policy: []string{
				"algorithms", "unpinned", "now", "leeway", "issuer", "audience", "subject", "requiredClaims",
			},
			Clock: "injected",
		},
		Verifier: verifier, Sign: sign, Reason: reason,
	})
}
