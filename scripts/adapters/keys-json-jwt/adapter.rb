# frozen_string_literal: true

# json-jwt's JSON::JWK::Set::Fetcher behind adapter protocol 1. It keeps nothing unless it's given a store; recommended is one that
# keeps each answer for five minutes, as the README has it with the cache of Rails.

require "json/jwt"
require "openssl"
require_relative "../common/ruby/keys"

Fetcher = JSON::JWK::Set::Fetcher
Rejected = Class.new(StandardError)

# What the library asks of a store: ActiveSupport::Cache::MemoryStore has the same methods.
class Store
  LIFETIME = 300

  def initialize
    @entries = {}
    @lock = Mutex.new
  end

  def fetch(name, _options = {})
    kept, until_then = @lock.synchronize { @entries[name] }
    return kept if kept && until_then > Time.now

    yield.tap { |value| @lock.synchronize { @entries[name] = [value, Time.now + LIFETIME] } }
  end

  def delete(name, _options = {})
    @lock.synchronize { @entries.delete(name) }
  end
end

Fetcher.logger.level = :fatal # it writes to standard output
Fetcher.http_config do |faraday|
  faraday.ssl.ca_file = Thread.main[:ca_file]
  faraday.options.timeout = Thread.main[:timeout] if Thread.main[:timeout]
end

Keys.serve(
  { name: "json-jwt", version: JSON::JWT::VERSION.to_s, homepage: "https://github.com/nov/json-jwt" },
  policy: %w[keyTimeout keyOptions], refusals: [JSON::JWT::Exception, JSON::JWK::Set::KidNotFound, Faraday::Error, Rejected]
) do |source|
  Thread.main[:ca_file] = source.ca_file
  Thread.main[:timeout] = source.timeout
  Fetcher.cache = source.recommended? ? Store.new : Fetcher::Cache.new
  lambda do |token|
    kid = JSON::JWT.decode(token, :skip_verification).kid
    claims = JSON::JWT.decode(token, Fetcher.fetch(source.jwks_url, kid: kid), source.algorithms.map(&:to_sym))
    # The library compares no claims: that's the caller's to do.
    raise Rejected, "iss" unless claims[:iss] == source.issuer
    raise Rejected, "aud" unless Array(claims[:aud]).include?(source.audience)
    raise Rejected, "exp" unless claims[:exp].to_i > Time.now.to_i
  end
end
