# frozen_string_literal: true

# An adapter to complete: fill in every TODO. protocol.rb describes the request.

# TODO: require your library.

$LOAD_PATH.push(__dir__, File.join(__dir__, "../common/ruby"))
require "protocol"

# Returns a lambda that verifies one token. The key is prepared here, once.
def verifier(_request)
  # TODO: make a key of request.jwk or request.pem, as your users do. A library that takes raw secrets gets
  # request.jwk_octets("k") if request.jwk["kty"] is "oct": declare "jwk" all the same.
  lambda do |_token|
    # TODO: call your library with request.policy.algorithms. Return the claims if request.claims?, otherwise the
    # payload's octets, or Protocol::COMPACT_PAYLOAD if the library doesn't return them. Don't look into the token first.
    raise NotImplementedError, "not written yet"
  end
end

# TODO: write sign(request), which signs request.payload with exactly request.header, and pass serve
# `sign: method(:sign)`; or leave it out.

Protocol.serve(
  # TODO: your library's name, the version that it reports, and its home page.
  implementation: { name: "MyJWT", version: "0", homepage: "https://example.com" },
  # TODO: what it can do; Vectors/schema/adapter-reply.schema.json has every member. What you don't declare is skipped.
  capabilities: { algorithms: %w[HS256], keys: %w[jwk], contents: %w[claims bytes], policy: %w[algorithms] },
  verifier: method(:verifier),
  # TODO: the exceptions that mean the token is rejected. Any other counts as an error.
  refusals: []
  # TODO: if you can set the time, how: clock: ->(now, &work) { Timecop.freeze(Time.at(now), &work) }. Then declare now.
)
