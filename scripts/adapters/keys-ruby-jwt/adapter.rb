# frozen_string_literal: true

# ruby-jwt behind adapter protocol 1: its option jwks with the loader of its README, which the caller writes and which
# caches; here it fetches with Net::HTTP, with its defaults.

require "jwt"
require "net/http"
require "openssl"
require "uri"
require_relative "../common/ruby/keys"

# The loader of the README: what was fetched is kept until the library asks to invalidate it. Recommended is what the README
# adds: that is done at most once in five minutes, and keys for other uses are left out.
class Loader
  def initialize(source)
    @uri = URI(source.jwks_url)
    @options = { use_ssl: @uri.scheme == "https", ca_file: source.ca_file }
    @options.merge!(open_timeout: source.timeout, read_timeout: source.timeout) if source.timeout
    @is_recommended = source.recommended?
  end

  def call(options)
    @keys = nil if options[:invalidate] && (!@is_recommended || @fetched < Time.now - 300)
    @keys ||= fetch
  end

  private

  def fetch
    response = Net::HTTP.start(@uri.host, @uri.port, **@options) { |http| http.get(@uri.request_uri) }
    response.value # raises unless it's a success
    keys = JSON.parse(response.body, symbolize_names: true)
    @fetched = Time.now
    return keys unless @is_recommended

    JWT::JWK::Set.new(keys).tap { |set| set.select! { |key| key[:use] == "sig" } }
  end
end

Keys.serve(
  { name: "ruby-jwt", version: JWT::VERSION::STRING, homepage: "https://github.com/jwt/ruby-jwt" },
  policy: %w[keyTimeout keyOptions], refusals: [JWT::DecodeError, JWT::JWKError]
) do |source|
  options = {
    algorithms: source.algorithms, jwks: Loader.new(source), iss: source.issuer, verify_iss: true,
    aud: source.audience, verify_aud: true
  }
  ->(token) { JWT.decode(token, nil, true, options) }
end
