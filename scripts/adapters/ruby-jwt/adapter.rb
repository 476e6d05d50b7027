# frozen_string_literal: true

# ruby-jwt behind adapter protocol 1.

require "jwt"
require "rbnacl"
require "timecop"

$LOAD_PATH.push(__dir__, File.join(__dir__, "../common/ruby"))
require "protocol"

REASONS = {
  JWT::VerificationError => "signature", JWT::IncorrectAlgorithm => "alg-not-allowed", JWT::DecodeError => nil,
  JWT::ExpiredSignature => "expired", JWT::ImmatureSignature => "not-yet-valid", JWT::InvalidIssuerError => "issuer",
  JWT::InvalidIatError => "issued-in-future", JWT::InvalidAudError => "audience", JWT::InvalidSubError => "subject",
  JWT::InvalidPayload => "claim-type", JWT::MissingRequiredClaim => "claim-missing", JWT::JWKError => "key-malformed",
  JWT::EncodeError => nil
}.freeze

# A key as JWT.decode takes it: a string for HMAC, an OpenSSL key for RSA and EC, one of RbNaCl for EdDSA.
def key_of(request, algorithms)
  jwk = request.jwk
  return text_key(request.key, algorithms) unless jwk

  case jwk["kty"]
  when "oct" then request.jwk_octets("k")
  when "OKP" then okp_key(request)
  # JWT::JWK of this release knows secp256k1 under the name P-256K alone.
  else jwk["crv"] == "secp256k1" && request.pem ? openssl_key(request.pem) : JWT::JWK.import(jwk).keypair
  end
end

def okp_key(request)
  raise Protocol::Refused, "RbNaCl has Ed25519 alone" unless request.jwk["crv"] == "Ed25519"
  return RbNaCl::Signatures::Ed25519::SigningKey.new(request.jwk_octets("d")) if request.jwk["d"]

  RbNaCl::Signatures::Ed25519::VerifyKey.new(request.jwk_octets("x"))
rescue RbNaCl::LengthError => e
  raise Protocol::Refused, e.message
end

# Text is a secret for a user who allows HMAC alone, and PEM or DER else.
def text_key(text, algorithms)
  text.nil? || algorithms&.all? { |name| name.start_with?("HS") } ? text : openssl_key(text)
end

def openssl_key(text)
  OpenSSL::PKey.read(text)
rescue OpenSSL::PKey::PKeyError => e
  raise Protocol::Refused, e.message
end

def verifier(request)
  policy = request.policy
  key = key_of(request, policy.algorithms) unless request.key_set?
  timed = !policy.now.nil?
  options = {
    verify_expiration: timed, verify_not_before: timed, verify_iat: timed, leeway: policy.leeway,
    verify_iss: true, iss: policy.issuer, verify_aud: true, aud: policy.audience, verify_sub: true, sub: policy.subject,
    required_claims: policy.required_claims
  }
  options[:algorithms] = policy.algorithms if policy.algorithms
  options[:jwks] = request.jwk if request.key_set?
  lambda do |token|
    claims, = JWT.decode(token, key, true, options)
    request.claims? ? claims : Protocol::COMPACT_PAYLOAD
  end
end

def sign(request)
  algorithm = request.header["alg"]
  JWT.encode(request.claims_to_sign, key_of(request, [algorithm]), algorithm, request.header)
end

# Since release 3 a gem of its own has EdDSA.
EDDSA = JWT::VERSION::MAJOR < 3 ? %w[EdDSA] : []

Protocol.serve(
  implementation: { name: "ruby-jwt", version: JWT::VERSION::STRING, homepage: "https://github.com/jwt/ruby-jwt" },
  capabilities: {
    algorithms: %w[HS256 HS384 HS512 RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 ES256K] + EDDSA,
    contents: %w[claims bytes], keys: %w[jwk jwks pem text octets none],
    policy: %w[algorithms unpinned now leeway issuer audience subject requiredClaims]
  },
  verifier: method(:verifier), sign: method(:sign), reasons: REASONS,
  clock: ->(now, &work) { Timecop.freeze(Time.at(now), &work) }
)
