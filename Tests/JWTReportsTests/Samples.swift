import JWTConformance

/// A verifier that answers by the token's text.
struct ScriptedVerifier: Verifier {
    var name = "Scripted"
    var capabilities: Capabilities?

    var profile: ImplementationProfile {
        get async throws(VerifierFault) {
            if name == "absent" { throw .unavailable("no such file", standardError: "not found") }
            return ImplementationProfile(name: name, version: "1.0", language: "Swift", capabilities: capabilities)
        }
    }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        switch String(decoding: question.token.bytes, as: UTF8.self).split(separator: ".").last {
        case "bypass": .accept(payload: Octets(utf8: "p"))
        case "crash": throw .crash("signal 11", standardError: "stack\u{0}\nsmashed \u{1B}[31m")
        case "error": .error(detail: "<KeyError & \"alg\">\u{1}\u{FFFF}]]>")
        case "odd": .unsupported(feature: "key:jwk-without-pem")
        default: .reject(reason: "signature", detail: nil)
        }
    }
}

extension Vector {
    /// A vector to refuse, whose token ends in the last part of its id.
    static func sample(
        _ id: String,
        ref: String = "RFC7515#5.2",
        reason: ReasonCode = .signature,
        attacker: Attacker? = nil,
        gain: Gain? = nil,
        sequence: String? = nil,
        after predecessors: [Question] = []
    ) -> Vector {
        var vector = Vector(
            id: id,
            summary: "a <sample>",
            question: Question(
                content: .bytes,
                token: .text("eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.\(id.split(separator: "/").last ?? "")"),
                key: .jwk(.object(["kty": .string("oct")]), pem: nil),
                policy: VerificationPolicy(["HS256"]),
                sequence: sequence
            ),
            predecessors: predecessors,
            expectation: .reject,
            reason: reason,
            targets: "signature",
            twin: "a/twin",
            refs: [ref],
            cves: ["CVE-2000-0001"],
            flags: [Flag(name: "Forged", summary: "the signature is another's", effect: "it gets in")]
        )
        (vector.attacker, vector.gain) = (attacker, gain)
        return vector
    }

    static let samples: [Vector] = [
        .sample("a/pass"), .sample("a/bypass"), .sample("b/crash", ref: "RFC7515#4.1.11"), .sample("b/error"),
        .sample("b/odd"),
    ]
}

/// What came of the samples.
func sampleRun(
    _ verifiers: [ScriptedVerifier] = [ScriptedVerifier()],
    vectors: [Vector] = Vector.samples,
    observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
) async -> RunDocument {
    let candidates = verifiers.enumerated().map { NamedVerifier(label: "exec:./it \($0.offset)", verifier: $0.element) }
    let description = RunDescription(version: "1", corpus: "fnv1a-128:0", started: "2026-01-01T00:00:00Z")
    return await Runner().run(vectors, verifiers: candidates, description: description, observe: observe)
}

/// A verifier that refuses with words of its own.
struct Talker: Verifier {
    var words: String
    var profile: ImplementationProfile {
        ImplementationProfile(name: words, version: "1", language: "Swift")
    }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer { .error(detail: words) }
}

/// What came of a sample at a verifier that says these words.
func run(saying words: String) async -> RunDocument {
    let candidate = NamedVerifier(label: words, verifier: Talker(words: words))
    return await Runner().run([.sample("a/b/c")], verifiers: [candidate])
}
