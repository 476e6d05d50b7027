# frozen_string_literal: true

# ruby-jwt behind adapter protocol 1: its option jwks with the loader of its README, which the caller writes and which
# caches; here it fetches with Net::HTTP, with its defaults.

require "json"
require "jwt"
require "net/http"
require "openssl"
require "uri"

CLOCK = ENV.fetch("FAKETIME_TIMESTAMP_FILE", nil)

# The loader of the README: what was fetched is kept until the library asks to invalidate it.
class Loader
  def initialize(url, ca_file, timeout)
    @uri = URI(url)
    @options = { use_ssl: @uri.scheme == "https", ca_file: ca_file }
    @options.merge!(open_timeout: timeout, read_timeout: timeout) if timeout
  end

  def call(options)
    @keys = nil if options[:invalidate]
    @keys ||= JSON.parse(fetch, symbolize_names: true)
  end

  private

  def fetch
    response = Net::HTTP.start(@uri.host, @uri.port, **@options) { |http| http.get(@uri.request_uri) }
    response.value # raises unless it's a success
    response.body
  end
end

HELLO = {
  protocol: 1,
  implementation: {
    name: "ruby-jwt", version: JWT::VERSION::STRING, language: "Ruby", runtime: "Ruby #{RUBY_VERSION}",
    homepage: "https://github.com/jwt/ruby-jwt"
  },
  capabilities: {
    operations: %w[verify verify-all], algorithms: %w[RS256 ES256], keys: %w[jwks-url], contents: %w[claims],
    clock: "system", sequences: true,
    policy: %w[algorithms issuer audience keyTimeout] + (CLOCK ? %w[keyElapsed] : [])
  }
}.freeze

def outcome(loader, policy, token)
  options = {
    algorithms: policy["algorithms"], jwks: loader, iss: policy["issuer"], verify_iss: true,
    aud: policy["audience"], verify_aud: true
  }
  JWT.decode(token, nil, true, options)
  { outcome: "accept", payload: "e30" }
rescue JWT::DecodeError, JWT::JWKError => e
  { outcome: "reject", detail: "#{e.class}: #{e.message}"[0, 500] }
rescue StandardError, SystemStackError => e
  { outcome: "error", detail: "#{e.class}: #{e.message}"[0, 500].scrub }
end

def reply(message, kept)
  return HELLO if message["op"] == "hello"
  return { outcome: "unsupported", feature: "operation:#{message['op']}" } unless message["op"].start_with?("verify")
  return { outcome: "unsupported", feature: "key:jwk" } unless message["jwksURL"]

  policy = message["policy"]
  File.write(CLOCK, "+#{policy.fetch('keyElapsed', 0)}\n") if CLOCK
  kept.clear if kept.size > 8
  loader = kept[[message["sequence"], message["jwksURL"]]] ||=
    Loader.new(message["jwksURL"], message["caFile"], policy["keyTimeout"])
  return outcome(loader, policy, message["token"]) if message["op"] == "verify"

  outcomes = message["tokens"].map { |token| Thread.new { outcome(loader, policy, token) } }.map(&:value)
  { outcome: "ok", payload: [JSON.generate(outcomes)].pack("m0").tr("+/", "-_").delete("=") }
end

kept = {}
$stdout.sync = true
$stdin.each_line do |line|
  message = JSON.parse(line)
  puts JSON.generate({ id: message["id"] }.merge(reply(message, kept)))
end
