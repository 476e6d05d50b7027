// jwx 3 behind adapter protocol 1: jwt.Parse with the set that jwk.Cache keeps, as its documentation shows them.
package main

import (
	"context"
	"errors"
	"time"

	"github.com/lestrrat-go/httprc/v3"
	"github.com/lestrrat-go/jwx/v3/jwk"
	"github.com/lestrrat-go/jwx/v3/jws"
	"github.com/lestrrat-go/jwx/v3/jwt"

	"protocol"
)

var version = "unknown" // from the build: the library has no constant for it

// patience is how long a token waits for the first fetch: Register would wait for as long as fetches fail.
const patience = time.Second

// client makes what a service keeps. Where the first fetch fails, the next token registers the address again.
func client(source protocol.Source) func(string) error {
	return protocol.Lazily(func() (func(string) error, error) {
		ctx, cancel := context.WithCancel(context.Background())
		cache, err := jwk.NewCache(ctx, httprc.NewClient())
		if err == nil {
			first, end := context.WithTimeout(ctx, patience)
			err = cache.Register(first, source.JWKSURL)
			end()
		}
		if err != nil {
			cancel()
			return nil, err
		}
		set, err := cache.CachedSet(source.JWKSURL)
		if err != nil {
			cancel()
			return nil, err
		}
		return func(token string) error {
			if err := isAllowed(token, source.Policy.Algorithms); err != nil {
				return err
			}
			_, err := jwt.Parse([]byte(token), jwt.WithKeySet(set), jwt.WithIssuer(source.Policy.Issuer),
				jwt.WithAudience(source.Policy.Audience))
			return err
		}, nil
	})
}

// isAllowed compares the alg of the header: WithKeySet takes no list of algorithms.
func isAllowed(token string, algorithms []string) error {
	message, err := jws.Parse([]byte(token), jws.WithCompact())
	if err != nil {
		return err
	}
	if found, ok := message.Signatures()[0].ProtectedHeaders().Algorithm(); ok {
		for _, algorithm := range algorithms {
			if found.String() == algorithm {
				return nil
			}
		}
	}
	return errors.New("the alg of the token isn't one that is allowed")
}

func main() {
	protocol.ServeKeys("jwx", version, "https://github.com/lestrrat-go/jwx", []string{"jwks-url"},
		[]string{"keyNoCooldown"}, client) // an unknown key ID causes no fetch, so there is nothing to wait for
}
