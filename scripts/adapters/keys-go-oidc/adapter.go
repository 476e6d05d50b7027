// go-oidc behind adapter protocol 1, as its documentation shows it: NewVerifier over a remote key set, or NewProvider.
package main

import (
	"context"

	oidc "github.com/coreos/go-oidc"

	"protocol"
)

var version string // the package's, set by the build

// client makes what a service keeps. By discovery the provider is asked for when it's first needed, and again after a
// failure: NewProvider fails for good where the metadata can't be had.
func client(source protocol.Source) func(string) error {
	configuration := &oidc.Config{ClientID: source.Policy.Audience, SupportedSigningAlgs: source.Policy.Algorithms}
	verify := func(verifier *oidc.IDTokenVerifier) func(string) error {
		return func(token string) error {
			_, err := verifier.Verify(context.Background(), token)
			return err
		}
	}
	if source.JWKSURL != "" {
		keys := oidc.NewRemoteKeySet(context.Background(), source.JWKSURL)
		return verify(oidc.NewVerifier(source.Policy.Issuer, keys, configuration))
	}
	return protocol.Lazily(func() (func(string) error, error) {
		provider, err := oidc.NewProvider(context.Background(), source.Discovery)
		if err != nil {
			return nil, err
		}
		return verify(provider.Verifier(configuration)), nil
	})
}

func main() {
	protocol.ServeKeys("go-oidc", version, "https://github.com/coreos/go-oidc", []string{"jwks-url", "discovery"},
		[]string{"keyNoCooldown"}, client) // it has no cooldown
}
