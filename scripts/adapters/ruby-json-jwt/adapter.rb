# frozen_string_literal: true

# json-jwt behind adapter protocol 1.

require "json/jwt"

$LOAD_PATH.push(__dir__, File.join(__dir__, "../common/ruby"))
require "protocol"

REASONS = {
  JSON::JWT::InvalidFormat => "malformed", JSON::JWT::VerificationFailed => "signature",
  JSON::JWT::UnexpectedAlgorithm => "alg-not-allowed", JSON::JWK::Set::KidNotFound => "key-not-found",
  JSON::JWK::UnknownAlgorithm => "key-malformed", JSON::JWT::Exception => nil
}.freeze

# A key as JSON::JWT.decode takes it: a JWK, a JWK Set, an OpenSSL key, or a string for HMAC.
def key_of(request, algorithms)
  return text_key(request.key, algorithms) unless request.jwk
  return JSON::JWK::Set.new(request.jwk) if request.key_set?

  # JSON::JWK of this release takes k for the secret itself, not for its base64url.
  request.jwk["kty"] == "oct" ? request.jwk_octets("k") : JSON::JWK.new(request.jwk)
end

# Text is a secret for a user who allows HMAC alone, and PEM or DER else.
def text_key(text, algorithms)
  text.nil? || algorithms&.all? { |name| name.start_with?("HS") } ? text : OpenSSL::PKey.read(text)
rescue OpenSSL::PKey::PKeyError => e
  raise Protocol::Refused, e.message
end

def verifier(request)
  algorithms = request.policy.algorithms
  key = key_of(request, algorithms)
  lambda do |token|
    # The JSON serialization is a hash for json-jwt.
    input = token.match?(/\A\s*{/n) && !request.claims? ? JSON.parse(token) : token
    claims = JSON::JWT.decode(input, key, algorithms&.map(&:to_sym))
    next claims.plain_text if claims.is_a?(JSON::JWE)
    next claims if request.claims?

    input.is_a?(Hash) ? Protocol.octets(input["payload"]) : Protocol::COMPACT_PAYLOAD
  end
end

def sign(request)
  jwt = JSON::JWT.new(request.claims_to_sign)
  jwt.header = request.header.with_indifferent_access
  algorithm = jwt.header[:alg]
  raise Protocol::Unsupported, "sign:alg" unless algorithm.is_a?(String)

  key = key_of(request, [algorithm])
  jwt.sign(key.is_a?(JSON::JWK) ? key.to_key : key, algorithm.to_sym).to_s # of a JWK it would write the kid
end

# The library says it from 1.15 on.
version = JSON::JWT.const_defined?(:VERSION) ? JSON::JWT::VERSION.strip : Gem.loaded_specs["json-jwt"].version.to_s

Protocol.serve(
  implementation: {
    name: "json-jwt", version: version, homepage: "https://github.com/nov/json-jwt"
  },
  capabilities: {
    algorithms: %w[HS256 HS384 HS512 RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 ES256K],
    serializations: %w[compact flattened general], contents: %w[claims bytes], keys: %w[jwk jwks pem text octets none],
    policy: %w[algorithms unpinned]
  },
  # Text that isn't JSON is refused by JSON itself.
  verifier: method(:verifier), sign: method(:sign), refusals: [JSON::ParserError], reasons: REASONS
)
