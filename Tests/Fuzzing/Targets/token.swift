import Glibc
import ReferenceJOSE
import StrictJSON

/// Tokens in compact and JSON serialization under several policies: as the fuzzer made them, or signed at run time.
///
/// The first octet chooses: bits 0 to 2 the verifier, bit 4 JSON serialization, bit 5 an unencoded payload, bit 6 a
/// detached payload, bit 7 signing. The rest is the token and the detached payload, or header, payload and unprotected
/// header, each ended by NUL.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzToken(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    var input = unsafe Input(data, count)
    let choice = input.octet()
    let isDetached = choice & 0x40 != 0
    var token = input.section()
    var payload: [UInt8]? = isDetached ? input.section() : nil
    if choice & 0x80 != 0, let minter = fuzzed?.minter {
        let content = payload ?? input.section()
        if choice & 0x10 != 0 {
            token = minter.flattened(header: token, payload: content, unprotected: input.section())
            payload = nil
        } else {
            let isEncoded = choice & 0x20 == 0
            token = minter.compact(header: token, payload: content, isEncoded: isEncoded, isDetached: isDetached)
        }
    }
    fuzzed?.judge(token, payload, by: Int(choice & 7))
    return 0
}

/// Let go at the end: LeakSanitizer doesn't see through a pointer whose spare bits hold the case of a Swift enum.
nonisolated(unsafe) private var fuzzed: FuzzedVerifiers? = {
    atexit { unsafe fuzzed = nil }
    return try? FuzzedVerifiers()
}()

/// The verifiers, with workers that live as long as the process: a context that wears out is a finding.
private final class FuzzedVerifiers {
    let minter: Minter
    private let verifiers: [(verifier: TokenVerifier, worker: FuzzedWorker)]

    init() throws {
        minter = try Minter()
        let keys = try SampleKeys.trusted()
        var bytes = TokenPolicy(algorithms: Algorithm.allCases, content: .bytes)
        let plain = bytes
        bytes.understoodCritical = ["exp", "http://example.com/UNDEFINED"]
        bytes.type = "JWT"
        let claims = TokenPolicy(algorithms: Algorithm.allCases)
        var full = claims
        full.now = 1_300_819_000
        full.leeway = 60
        full.issuer = "joe"
        full.requiredClaims = ["exp"]
        var memory = claims
        memory.denyList = FixedDenyList(["a"])
        memory.audience = "b"
        let pinned = TokenPolicy(algorithms: [.hs256], content: .bytes)
        let minted = JWKSet([JWK(secret: Minter.secret)])
        let made = [
            (keys, plain), (keys, bytes), (keys, claims), (keys, full), (keys, memory), (minted, pinned),
            (JWKSet([]), plain), (minted, claims),
        ]
        verifiers = try made.map { keys, policy in
            let verifier = try TokenVerifier(keys: keys, policy: policy)
            return (verifier, FuzzedWorker(verifier.makeWorker()))
        }
    }

    private static let changeCount = 4

    /// The verdict on a token, which has to be the same both ways.
    private func compare(_ token: [UInt8], _ detached: [UInt8]?, by index: Int) -> VerificationResult {
        let (verifier, worker) = verifiers[index]
        let verdict = worker.worker.verify(token.span, detachedPayload: detached)
        let thorough = verifier.verifyThoroughly(token, detachedPayload: detached)
        demand(verdict.isIdentical(to: thorough), "the quick way isn't the thorough one")
        return verdict
    }

    func judge(_ token: [UInt8], _ detached: [UInt8]?, by index: Int) {
        let (verifier, worker) = verifiers[index]
        let verdict = compare(token, detached, by: index)
        // The quick way is for tokens without a detached payload.
        if detached == nil {
            var changes = Changes(token)
            for _ in 0..<Self.changeCount { _ = compare(changes.changed(token), nil, by: index) }
            demand(
                worker.worker.verify(token.span).isIdentical(to: verdict),
                "a worker's verdict changes with the tokens between"
            )
        }
        switch verdict {
        case .rejected(let rejection):
            demand(!rejection.detail.isEmpty, "a rejection says why")
        case .accepted(let accepted):
            checkPayload(of: accepted, token, detached)
            guard case .accepted(let again) = verifier.verify(token, detachedPayload: detached) else {
                return demand(false, "a fresh worker rejects what another accepted")
            }
            demand(again.payload == accepted.payload, "two workers found two payloads")
            demand(!accepted.headers.isEmpty, "an accepted token has a header")
            checkFlipped(token, detached, verifier)
        }
    }

    /// The payload of a compact token is what its segment decodes to, or the segment itself where it's unencoded.
    private func checkPayload(of accepted: VerifiedToken, _ token: [UInt8], _ detached: [UInt8]?) {
        if let detached {
            return demand(accepted.payload == detached, "the payload isn't the detached one")
        }
        let segments = Segments.split(token)
        guard segments.count == 3, token.first != UInt8(ascii: "{") else { return }
        let isUnencoded = accepted.headers[0]["b64"] == .bool(false)
        let expected = isUnencoded ? Array(segments[1]) : Segments.decode(segments[1])
        demand(accepted.payload == expected, "the payload isn't what the segment decodes to")
    }

    /// A compact token with one bit of its signature changed is rejected.
    private func checkFlipped(_ token: [UInt8], _ detached: [UInt8]?, _ verifier: TokenVerifier) {
        let segments = Segments.split(token)
        guard segments.count == 3, token.first != UInt8(ascii: "{"), var octets = Segments.decode(segments[2]) else {
            return
        }
        octets[token.count % octets.count] ^= 1 << UInt8(token.count % 8)
        let flipped = token.prefix(segments[2].startIndex) + Segments.encode(octets)
        if case .accepted = verifier.verify(Array(flipped), detachedPayload: detached) {
            demand(false, "a token with a changed signature is accepted")
        }
    }
}

private final class FuzzedWorker {
    var worker: VerifierWorker

    init(_ worker: consuming VerifierWorker) {
        self.worker = worker
    }
}
