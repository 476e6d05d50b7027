import JWTConformance
import Testing

@testable import JWTAdapters
@testable import ReferenceJOSE
@testable import StrictJSON

/// The quick way beside the thorough one: the same verdict, to the word.
struct QuickWayTests {
    private static let vectors = (try? Corpus(directory: CorpusLocation.sourceDirectory).vectors) ?? []

    private static func disagreement(
        _ token: [UInt8],
        _ verifier: TokenVerifier,
        _ worker: inout VerifierWorker
    ) -> String? {
        let quick = worker.verify(token.span)
        let thorough = verifier.verifyThoroughly(token)
        switch (quick, thorough) {
        case (.accepted(let one), .accepted(let two)):
            let isSame = one.headers == two.headers && one.payload == two.payload && one.claims == two.claims
            return isSame ? nil : "two tokens"
        case (.rejected(let one), .rejected(let two)) where one == two:
            return nil
        default:
            return "\(quick), not \(thorough)"
        }
    }

    @Test func `the verdict on each vector is the thorough one`() throws {
        #expect(Self.vectors.count > 1_000)
        for vector in Self.vectors where vector.question.detachedPayload == nil {
            let question = vector.question
            guard let keys = try? question.key.trustedKeys(),
                let verifier = try? TokenVerifier(
                    keys: keys,
                    policy: TokenPolicy(question.policy, content: question.content)
                )
            else { continue }
            var worker = verifier.makeWorker()
            // The second time its header is remembered.
            for _ in 0..<2 {
                #expect(Self.disagreement(question.token.bytes, verifier, &worker) == nil, "\(vector.id)")
            }
        }
    }

    @Test func `the verdict on seeded changes of each vector is the thorough one`() throws {
        var verdicts: [Check?: Int] = [:]
        for vector in Self.vectors where vector.question.detachedPayload == nil {
            let question = vector.question
            guard question.token.bytes.count < 4_096, let keys = try? question.key.trustedKeys(),
                let verifier = try? TokenVerifier(
                    keys: keys,
                    policy: TokenPolicy(question.policy, content: question.content)
                )
            else { continue }
            var worker = verifier.makeWorker()
            var changes = SeededChanges(of: question.token.bytes)
            _ = worker.verify(question.token.bytes.span)
            for _ in 0..<8 {
                let token = changes.next()
                #expect(Self.disagreement(token, verifier, &worker) == nil, "\(vector.id): \(token)")
                guard case .rejected(let rejection) = verifier.verify(token) else { continue }
                verdicts[rejection.check, default: 0] += 1
            }
        }
        #expect(verdicts.count > 20, "the changes reach many checks")
    }

    /// Claims that are changed before they are signed, so that the checks behind the signature are reached.
    @Test(arguments: [false, true])
    func `the verdict on seeded changes of signed claims is the thorough one`(_ isSeveral: Bool) throws {
        var policy = TokenPolicy(algorithms: [.hs256])
        policy.now = 100
        policy.leeway = 5
        if isSeveral {
            (policy.issuers, policy.audiences) = (["h", "i"], ["c", "b"])
        } else {
            (policy.issuer, policy.audience) = ("i", "b")
        }
        policy.subject = "s"
        policy.requiredClaims = ["x"]
        policy.expectedClaims = ["nonce": "n"]
        policy.maximumAge = 50
        policy.maximumLifetime = 150
        policy.denyList = FixedDenyList(["k"])
        let verifier = try TokenVerifier(keys: JWKSet([JWK(secret: SampleKeys.secret)]), policy: policy)
        var worker = verifier.makeWorker()
        let claims =
            #"{"iss":"i","sub":"s","aud":["a","b"],"exp":200,"nbf":90,"iat":80,"jti":"j","nonce":"n","x":[1,{}]}"#
        var changes = SeededChanges(of: Array(claims.utf8))
        var checks: Set<Check> = []
        for _ in 0..<4_000 {
            let payload = changes.next()
            let input = "\(Minting.base64url(#"{"alg":"HS256"}"#)).\(Base64URL.text(payload))"
            let token = "\(input).\(try Minting.signature(over: input, secret: SampleKeys.secret))"
            #expect(Self.disagreement(Array(token.utf8), verifier, &worker) == nil, "\(payload)")
            if case .rejected(let rejection) = verifier.verify(token) { checks.insert(rejection.check) }
        }
        let reached: Set<Check> = [.jsonGrammar, .expired, .notYetValid, .issuer, .subject, .audience, .requiredClaims]
        #expect(checks.isSuperset(of: reached))
    }

    @Test func `claims are read once and kept`() throws {
        let token = try Minting.compact(#"{"alg":"HS256"}"#, #"{"a":[1,2],"b":3}"#)
        let policy = TokenPolicy(algorithms: [.hs256])
        let verifier = try TokenVerifier(keys: JWKSet([JWK(secret: SampleKeys.secret)]), policy: policy)
        guard case .accepted(let accepted) = verifier.verify(token) else {
            Issue.record("rejected")
            return
        }
        let copy = accepted
        func address(_ claims: JSONMembers?) -> Int? {
            unsafe claims?.object.members.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) }
        }
        let first = accepted.claims
        #expect(first?.number("b") == 3)
        #expect(address(accepted.claims) == address(first))
        #expect(address(copy.claims) == address(first))
    }

    @Test func `headers and payloads of the corpus are read as jansson reads them`() {
        var texts = 0
        for vector in Self.vectors {
            for segment in vector.question.token.bytes.split(separator: UInt8(ascii: "."), maxSplits: 2).prefix(2) {
                guard let octets = try? Base64URL.decode(Array(segment).span) else { continue }
                var outline = JSONOutline(capacity: octets.count + 1)
                let value = try? JSONParser().parse(octets.span)
                texts += 1
                switch outline.read(octets.span) {
                case .read:
                    let read = outline.value(of: octets.span)
                    #expect(value.map(JSONWriter.text) == JSONWriter.text(read), "\(vector.id)")
                case .rejected: #expect(value == nil, "\(vector.id)")
                case .beyond: Issue.record("\(vector.id) is beyond its own length")
                }
            }
        }
        #expect(texts > 2_000)
    }

    @Test(arguments: [Algorithm.hs256, .rs256, .ps256, .es256, .es512, .ed25519, .ed448])
    func `a token with one character changed`(_ algorithm: Algorithm) throws {
        let key = try SampleKeys.key(for: algorithm)
        let signer = try TokenSigner(key: key, algorithm: algorithm)
        let token = Array(try signer.sign(Array(#"{"iss":"i","aud":["a","b"],"exp":200,"jti":"\u006a"}"#.utf8)).utf8)
        var policy = TokenPolicy(algorithms: [algorithm])
        policy.issuer = "i"
        policy.audience = "b"
        policy.now = 100
        policy.denyList = FixedDenyList(["k"])
        let verifier = try TokenVerifier(keys: JWKSet([try SampleKeys.half(of: key)]), policy: policy)
        var worker = verifier.makeWorker()
        for index in token.indices {
            for character in ["A", "B", "_", ".", "=", "\u{0}"] {
                var changed = token
                changed[index] = Array(character.utf8)[0]
                #expect(Self.disagreement(changed, verifier, &worker) == nil, "\(index) \(character)")
            }
            #expect(Self.disagreement(Array(token[..<index]), verifier, &worker) == nil, "\(index)")
        }
        #expect(Self.disagreement(token, verifier, &worker) == nil)
        guard case .accepted(let accepted) = worker.verify(token.span) else {
            Issue.record("refused")
            return
        }
        #expect(accepted.claims?["jti"] == .string("j"))
    }

    /// Its range is checked on the quick way too.
    @Test(arguments: [Algorithm.rs256, .es256, .ed25519])
    func `a signature outside of its range`(_ algorithm: Algorithm) throws {
        let key = try SampleKeys.half(of: SampleKeys.key(for: algorithm))
        let verifier = try TokenVerifier(keys: JWKSet([key]), policy: TokenPolicy(algorithms: [algorithm]))
        var worker = verifier.makeWorker()
        let count = algorithm == .rs256 ? 256 : 64
        for octet: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
            for half in [0..<count, 0..<count / 2, count / 2..<count] {
                var signature = [UInt8](repeating: 1, count: count)
                for index in half { signature[index] = octet }
                let header = Minting.base64url(#"{"alg":"\#(algorithm.rawValue)"}"#)
                let token = Array("\(header).e30.\(Base64URL.text(signature))".utf8)
                #expect(Self.disagreement(token, verifier, &worker) == nil, "\(octet) \(half)")
            }
        }
    }

    @Test func `more headers than are remembered, in turn`() throws {
        let keys = (0..<6).map { JWK(secret: SampleKeys.secret, metadata: .init(keyID: "k\($0)")) }
        let verifier = try TokenVerifier(keys: JWKSet(keys), policy: TokenPolicy(algorithms: [.hs256]))
        var worker = verifier.makeWorker()
        for round in 0..<5 {
            for number in 0..<8 {
                let token = try Minting.compact(#"{"alg":"HS256","kid":"k\#(number)"}"#, #"{"n":\#(round)}"#)
                #expect(Self.disagreement(Array(token.utf8), verifier, &worker) == nil)
                guard case .accepted(let accepted) = worker.verify(Array(token.utf8).span) else {
                    #expect(number >= 6)
                    continue
                }
                #expect(accepted.headers.map { $0["kid"] } == [.string("k\(number)")])
                #expect(accepted.claims?["n"] == .number(Double(round)))
            }
        }
    }

    @Test func `a context goes on after a signature that doesn't hold`() throws {
        for algorithm in Algorithm.allCases {
            let key = try SampleKeys.key(for: algorithm)
            let signer = try TokenSigner(key: key, algorithm: algorithm)
            let verifier = try TokenVerifier(
                keys: JWKSet([try SampleKeys.half(of: key)]),
                policy: TokenPolicy(algorithms: [algorithm])
            )
            var worker = verifier.makeWorker()
            var signing = try signer.makeWorker()
            for number in 0..<4 {
                let good = try signing.sign(Array(#"{"n":\#(number)}"#.utf8).span)
                var bad = good
                bad[bad.lastIndex(of: UInt8(ascii: ".")).map { $0 - 2 } ?? 0] ^= 1
                #expect(Self.disagreement(bad, verifier, &worker) == nil)
                #expect(Self.disagreement(good, verifier, &worker) == nil)
                guard case .accepted = worker.verify(good.span) else {
                    Issue.record("\(algorithm) \(number)")
                    continue
                }
            }
        }
    }
}
