// go-jose 2 behind adapter protocol 1.
package main

import (
	"encoding/json"
	"errors"
	"time"

	"gopkg.in/square/go-jose.v2"
	"gopkg.in/square/go-jose.v2/jwt"

	"protocol"
)

var version = "unknown" // from the build: the library has no constant for it

var (
	errAlgorithm = errors.New("the alg of the token isn't one that is allowed")
	errNoKey     = errors.New("the set has no key with the kid of the token")
)

var reasons = map[error]string{
	jose.ErrCryptoFailure: "signature", jose.ErrUnsupportedKeyType: "alg-key-mismatch", errAlgorithm: "alg-not-allowed",
	errNoKey: "key-not-found", jwt.ErrExpired: "expired", jwt.ErrNotValidYet: "not-yet-valid",
	jwt.ErrIssuedInTheFuture: "issued-in-future", jwt.ErrInvalidIssuer: "issuer", jwt.ErrInvalidAudience: "audience",
	jwt.ErrInvalidSubject: "subject", jwt.ErrUnmarshalAudience: "claim-type", jwt.ErrUnmarshalNumericDate: "claim-type",
}

// publicKey is a JWK, or a JWK Set.
func publicKey(request *protocol.Request) (interface{}, error) {
	var set jose.JSONWebKeySet
	if err := json.Unmarshal(request.Key, &set); err != nil || set.Keys != nil {
		return &set, err
	}
	var key jose.JSONWebKey
	err := json.Unmarshal(request.Key, &key)
	if public := key.Public(); public.Valid() { // of a private key
		key = public
	}
	return &key, err
}

func verifier(request *protocol.Request) (protocol.Verifier, error) {
	if request.Curve() == "Ed448" {
		return nil, protocol.Unsupported("algorithm:Ed448")
	}
	key, err := publicKey(request)
	return func(token string) ([]byte, error) {
		if request.Content == "claims" {
			return verifyClaims(token, key, request.Policy)
		}
		return verifyBytes(token, key, request)
	}, err
}

func verifyClaims(token string, key interface{}, policy protocol.Policy) ([]byte, error) {
	parsed, err := jwt.ParseSigned(token)
	if err != nil {
		return nil, err
	}
	var claims jwt.Claims
	var payload map[string]interface{}
	if err := parsed.Claims(key, &claims, &payload); err != nil {
		return nil, err
	}
	if !allows(policy.Algorithms, parsed.Headers[0]) {
		return nil, errAlgorithm
	}
	expected := jwt.Expected{Issuer: policy.Issuer, Subject: policy.Subject}
	if policy.Audience != "" {
		expected.Audience = jwt.Audience{policy.Audience}
	}
	if policy.Now != nil {
		expected.Time = time.Unix(*policy.Now, 0)
	}
	if err := claims.ValidateWithLeeway(expected, time.Duration(policy.Leeway)*time.Second); err != nil {
		return nil, err
	}
	return json.Marshal(payload)
}

func verifyBytes(token string, key interface{}, request *protocol.Request) ([]byte, error) {
	parsed, err := jose.ParseSigned(token)
	if request.DetachedPayload != nil {
		parsed, err = jose.ParseDetached(token, request.DetachedPayload)
	}
	if err != nil {
		return nil, err
	}
	if set, isSet := key.(*jose.JSONWebKeySet); isSet { // Verify doesn't take a set; the package jwt does the same as this
		keys := set.Key(parsed.Signatures[0].Header.KeyID)
		if len(keys) == 0 {
			return nil, errNoKey
		}
		key = keys[0]
	}
	signature := parsed.Signatures[0]
	var payload []byte
	if len(parsed.Signatures) > 1 {
		_, signature, payload, err = parsed.VerifyMulti(key)
	} else {
		payload, err = parsed.Verify(key)
	}
	if err == nil && !allows(request.Policy.Algorithms, signature.Header) {
		err = errAlgorithm
	}
	return payload, err
}

// allows compares what the library read from the header: in version 2 the pin is the caller's. It comes last, so that the
// library judges the token before.
func allows(algorithms protocol.Algorithms, header jose.Header) bool {
	return algorithms == nil || algorithms.Contain(header.Algorithm)
}

func sign(request *protocol.Request) (string, error) {
	algorithm, isText := request.Header["alg"].(string)
	if !isText { // the library takes it apart from the other parameters
		return "", protocol.Unsupported("sign:alg")
	}
	var key jose.JSONWebKey
	if err := json.Unmarshal(request.Key, &key); err != nil {
		return "", err
	}
	options := &jose.SignerOptions{}
	for name, value := range request.Header {
		if name != "alg" {
			options.WithHeader(jose.HeaderKey(name), value)
		}
	}
	// The key without its kid, which the library would add to the header.
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.SignatureAlgorithm(algorithm), Key: key.Key}, options)
	if err != nil {
		return "", err
	}
	signed, err := signer.Sign(request.Payload)
	if err != nil {
		return "", err
	}
	return signed.CompactSerialize()
}

func main() {
	protocol.Serve(protocol.Adapter{
		Name: "go-jose", Version: version, Homepage: "https://github.com/square/go-jose",
		Capabilities: protocol.Capabilities{
			Algorithms: []string{
				"HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512",
				"ES256", "ES384", "ES512", "EdDSA",
			},
			Serializations: []string{"compact", "flattened", "general", "detached", "unencoded"},
			Contents:       []string{"claims", "bytes"}, Keys: []string{"jwk", "jwks"},
			Policy: []string{"algorithms", "unpinned", "now", "leeway", "issuer", "audience", "subject"}, Clock: "injected",
		},
		Verifier: verifier, Sign: sign, Reason: func(err error) string { return reasons[err] },
	})
}
