# frozen_string_literal: true

# An adapter to be written: what is marked TODO is yours. protocol.rb says what a request holds.

# TODO: require your library.

$LOAD_PATH.push(__dir__, File.join(__dir__, "../common/ruby"))
require "protocol"

# What verifies a token as the request asks. The key is prepared here, once.
def verifier(_request)
  # TODO: make a key of request.jwk, or of request.pem, as your users do.
  lambda do |_token|
    # TODO: call your library with request.policy.algorithms, and return the claims or, unless request.claims?, the
    # payload's octets, or Protocol::COMPACT_PAYLOAD where it gives none. Don't look into the token before.
    raise NotImplementedError, "not written yet"
  end
end

# TODO: write sign(request), which returns a token with request.header over request.payload, and give serve
# `sign: method(:sign)`; or leave it out.

Protocol.serve(
  # TODO: your library's name, its version as it says itself, and where it's published.
  implementation: { name: "MyJWT", version: "0", homepage: "https://example.com" },
  # TODO: what it can do; Vectors/schema/adapter-reply.schema.json has every member. What isn't declared isn't asked.
  capabilities: { algorithms: %w[HS256], keys: %w[jwk], contents: %w[claims bytes], policy: %w[algorithms] },
  verifier: method(:verifier),
  # TODO: the exceptions by which it refuses. Any other is reported as an error.
  refusals: []
  # TODO: what sets the time, such as clock: ->(now, &work) { Timecop.freeze(Time.at(now), &work) }; then declare now.
)
