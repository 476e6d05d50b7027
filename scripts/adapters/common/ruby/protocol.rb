# frozen_string_literal: true

require "base64"
require "json"

# Adapter protocol 1 for adapters in Ruby: a JSON object a line in, a JSON object a line out, until the input ends.
#
# An adapter calls Protocol.serve with a description of its library and the methods that call it. What a message asks
# comes to them as a Request; what the capabilities don't declare is answered here and never reaches them.
module Protocol
  # Raised by an adapter for what the library can't do: Unsupported.new("key:none"), as capabilities spell it.
  class Unsupported < StandardError; end

  # Raised by an adapter where the library refuses otherwise than by an exception of its own.
  class Refused < StandardError; end

  # Given back in place of a payload where the library has accepted a compact token and gives no octets.
  COMPACT_PAYLOAD = :compact_payload

  def self.octets(text)
    text && Base64.urlsafe_decode64(text)
  end

  def self.base64url(data)
    Base64.urlsafe_encode64(data, padding: false)
  end

  # What is demanded of a token. What isn't demanded is nil, or empty where it's a list.
  class Policy
    attr_reader :members, :algorithms, :now, :leeway, :issuer, :audience, :subject, :type, :required_claims

    def initialize(members)
      @members = members
      @algorithms = members["algorithms"] unless members["algorithms"] == "default" # nil: what the library does untold
      @now = members["now"] # nil: exp, nbf and iat aren't compared
      @leeway = members.fetch("leeway", 0)
      @issuer, @audience, @subject, @type = members.values_at("issuer", "audience", "subject", "type")
      @required_claims = members.fetch("requiredClaims", [])
    end
  end

  # A message: what is asked about, under which key and policy. Octets are decoded; what isn't there is nil.
  class Request
    attr_reader :message, :policy, :token, :detached_payload, :jwk, :pem, :key, :header, :payload

    def initialize(message)
      @message = message
      @policy = Policy.new(message.fetch("policy", {}))
      @token = message["token"] || Protocol.octets(message["tokenOctets"])
      @detached_payload = Protocol.octets(message["detachedPayload"])
      @jwk = message["key"] # a JWK, or a JWK Set, as a hash
      @pem = message["pem"] # the same key once more, where there is such a form
      # The key in the spelling that it's given in: a JWK, or text or octets that are to be handed over untouched.
      @key = @jwk || message["keyText"] || Protocol.octets(message["keyOctets"])
      @header = message["header"] # to be signed, like the payload
      @payload = Protocol.octets(message["payload"])
    end

    # Whether claims are to be validated; else it's about the payload's octets alone.
    def claims?
      message["content"] == "claims"
    end

    def key_set?
      jwk&.key?("keys")
    end

    # A member of a JWK, for a library that reads no such JWK. What isn't base64url is refused here.
    def jwk_octets(name)
      text = jwk[name]
      raise Refused, "the adapter can't read the JWK's #{name}" unless text.is_a?(String) && text.match?(/\A[\w-]*\z/)

      Protocol.octets(text)
    end

    # The claims to sign, for a library that writes them itself: octets that it would write otherwise can't be asked.
    def claims_to_sign
      claims = JSON.parse(payload)
      raise Unsupported, "sign:payload" unless JSON.generate(claims) == payload

      claims
    rescue JSON::ParserError
      raise Unsupported, "sign:payload"
    end

    # The first feature that the request needs and that the capabilities don't declare.
    def undeclared(capabilities)
      needs = policy.members.keys.sort.map { |name| [:policy, "policy", [name]] }
      needs << [:policy, "policy", ["unpinned"]] if policy.members["algorithms"] == "default"
      needs << [:contents, "content", [message["content"]]]
      needs << [:serializations, "serialization", %w[detached unencoded]] if detached_payload
      needs << [:keys, "key", key_kinds]
      member = needs.find { |kind, _, names| (names & capabilities[kind]).empty? }
      member && "#{member[1]}:#{member[2].first}"
    end

    private

    def key_kinds
      return key_set? ? ["jwks"] : %w[jwk pem] if jwk
      return ["text"] if message.key?("keyText")

      message.key?("keyOctets") ? ["octets"] : ["none"]
    end
  end

  # Answers messages until the input ends.
  #
  # implementation  who answers: name, version and homepage; language, where it isn't Ruby
  # capabilities    what can be asked, as adapter-reply.schema.json has it; operations and sequences come of themselves
  # verifier        from a request to something callable that makes a token's payload of it: octets, or a claims set;
  #                 the key is prepared once, before, and kept for a sequence
  # sign            from a request to a token
  # refusals        the exception classes by which the library refuses; every other exception is an error, a finding
  # reasons         reason codes by exception class; the nearest of its ancestry counts
  # clock           takes the time in seconds and a block in which the library takes that for the present
  def self.serve(**description)
    server = Server.new(**description)
    $stdin.binmode
    $stdout.binmode
    $stdin.each_line do |line|
      message = JSON.parse(line.force_encoding("UTF-8"), max_nesting: false)
      $stdout.write(JSON.generate({ id: message["id"] }.merge(server.reply(message))), "\n")
      $stdout.flush
    end
  end

  # What serve does with a message.
  class Server
    def initialize(implementation:, capabilities:, verifier:, sign: nil, refusals: [], reasons: {}, clock: nil)
      @implementation = { language: "Ruby", runtime: "#{RUBY_ENGINE} #{RUBY_VERSION}" }.merge(implementation)
      @capabilities = {
        operations: %w[verify bench] + (sign ? ["sign"] : []), serializations: ["compact"], keys: ["jwk"],
        contents: ["claims"], policy: ["algorithms"], clock: clock ? "injected" : "system",
        sequences: true
      }.merge(capabilities)
      @verifier = verifier
      @sign = sign
      @refusals = refusals + reasons.keys
      @reasons = reasons
      @clock = clock
      @kept = {} # the verifiers of sequences, by all that was asked but the token; the oldest first
    end

    def reply(message)
      operation = message["op"]
      return { protocol: 1, implementation: @implementation, capabilities: @capabilities } if operation == "hello"
      raise Unsupported, "operation:#{operation}" unless @capabilities[:operations].include?(operation)

      send(operation, Request.new(message))
    rescue Unsupported => e
      { outcome: "unsupported", feature: e.message }
    rescue Refused, *@refusals => e
      reason = @reasons.values_at(*e.class.ancestors).compact.first
      { outcome: "reject", reason: reason, detail: describe(e) }.compact
    rescue StandardError, ScriptError, SystemStackError => e
      { outcome: "error", detail: describe(e) }
    end

    private

    # What a library says may hold octets that aren't UTF-8.
    def describe(error)
      "#{error.class}: #{error.message}".dup.force_encoding("UTF-8").scrub("?")
    end

    # Calls the block with the verifier of what is asked, at the time that is asked about.
    def prepared(request)
      lack = request.undeclared(@capabilities)
      raise Unsupported, lack if lack

      work = proc { yield verifier_of(request) }
      @clock && request.policy.now ? @clock.call(request.policy.now, &work) : work.call
    end

    # What verifies the request's token: in a sequence what was there already, if it was asked the same of another.
    def verifier_of(request)
      return @verifier.call(request) unless request.message.key?("sequence")

      question = request.message.except("id", "token", "tokenOctets")
      @kept[question] ||= @verifier.call(request).tap { @kept.shift if @kept.size == 100 }
    end

    def verify(request)
      payload = prepared(request) { |check| check.call(request.token) }
      # Lenient, since it isn't the adapter that judges.
      payload = request.token.split(".")[1].tr("-_", "+/").unpack1("m") if payload == COMPACT_PAYLOAD
      { outcome: "accept", payload: Protocol.base64url(payload.is_a?(String) ? payload : serialized(payload)) }
    end

    def serialized(claims)
      JSON.generate(claims, max_nesting: 0, allow_nan: true)
    rescue JSON::GeneratorError # the library has let in octets that aren't UTF-8
      claims.inspect
    end

    def sign(request)
      { outcome: "ok", token: @sign.call(request) }
    end

    def bench(request)
      tokens, iterations = request.message.values_at("tokens", "iterations")
      elapsed = prepared(request) do |check|
        tokens.each { |token| check.call(token) } # nothing is timed that isn't accepted
        start = Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond)
        iterations.times { |number| check.call(tokens[number % tokens.size]) }
        Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond) - start
      end
      { outcome: "ok", iterations: iterations, elapsedNanoseconds: elapsed }
    end
  end
end
