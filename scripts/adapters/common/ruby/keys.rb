# frozen_string_literal: true

require "json"

# Adapter protocol 1 for clients that fetch keys, in Ruby: a JSON object a line in, a JSON object a line out, until the input ends.
#
# The clock is moved through libfaketime, if the program was started under it.
module Keys
  CLOCK = ENV.fetch("FAKETIME_TIMESTAMP_FILE", nil)

  # Where the keys are, whom the client trusts, and what it's told. What isn't told is nil.
  Source = Struct.new(:jwks_url, :ca_file, :policy) do
    def algorithms = policy["algorithms"]
    def issuer = policy["issuer"]
    def audience = policy["audience"]
    def timeout = policy["keyTimeout"]
    def recommended? = policy["keyOptions"] == "recommended"
  end

  # Answers messages until the input ends.
  #
  # implementation  who answers: name, version and homepage
  # policy          what can be told beyond issuer and audience
  # refusals        the exceptions by which the library rejects; every other one is an error, a finding
  #
  # The block makes, for a source, what takes a token and raises where it rejects; it's kept for the questions of a sequence
  # that have the same source.
  def self.serve(implementation, policy:, refusals:, &client)
    kept = {}
    $stdout.sync = true
    $stdin.each_line do |line|
      message = JSON.parse(line)
      reply = message["op"] == "hello" ? hello(implementation, policy) : reply(message, kept, refusals, client)
      puts JSON.generate({ id: message["id"] }.merge(reply))
    end
  end

  def self.hello(implementation, policy)
    {
      protocol: 1,
      implementation: { language: "Ruby", runtime: "Ruby #{RUBY_VERSION}" }.merge(implementation),
      capabilities: {
        operations: %w[verify verify-all], algorithms: %w[RS256 ES256], keys: %w[jwks-url], contents: %w[claims],
        clock: "system", sequences: true,
        policy: %w[algorithms issuer audience] + policy + (CLOCK ? %w[keyElapsed] : [])
      }
    }
  end

  def self.reply(message, kept, refusals, client)
    return { outcome: "unsupported", feature: "operation:#{message['op']}" } unless message["op"].start_with?("verify")
    return { outcome: "unsupported", feature: "key:jwk" } unless message["jwksURL"]

    policy = message["policy"]
    File.write(CLOCK, "+#{policy.fetch('keyElapsed', 0)}\n") if CLOCK
    kept.clear if kept.size > 8
    verify = kept[[message["sequence"], message["jwksURL"]]] ||=
      client.call(Source.new(message["jwksURL"], message["caFile"], policy))
    return outcome(verify, message["token"], refusals) if message["op"] == "verify"

    outcomes = message["tokens"].map { |token| Thread.new { outcome(verify, token, refusals) } }.map(&:value)
    { outcome: "ok", payload: [JSON.generate(outcomes)].pack("m0").tr("+/", "-_").delete("=") }
  end

  def self.outcome(verify, token, refusals)
    verify.call(token)
    { outcome: "accept", payload: "e30" }
  rescue *refusals => e
    { outcome: "reject", detail: words(e) }
  rescue StandardError, SystemStackError => e
    { outcome: "error", detail: words(e) }
  end

  def self.words(error) = "#{error.class}: #{error.message}"[0, 500].scrub
  private_class_method :hello, :reply, :outcome, :words
end
