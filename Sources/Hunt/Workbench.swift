import CryptoPrimitives
import JWTAdapters
import JWTConformance
import ReferenceJOSE

/// What one task needs to make and judge tokens fast: keyed MACs and prepared verifiers.
final class Workbench {
    private let keys: Keyring
    private var macs: [Secret: MAC] = [:]
    private var verifiers: [ObjectIdentifier: Worker] = [:]
    private var made: [Made: [UInt8]] = [:]

    private struct Secret: Hashable {
        let octets: [UInt8]
        let hash: HashFunction
    }

    private struct Made: Hashable {
        let signing: Signing
        let input: [UInt8]
        let key: String
    }

    private final class MAC {
        var context: MACContext

        init(_ context: consuming MACContext) {
            self.context = context
        }
    }

    private final class Worker {
        var worker: VerifierWorker

        init(_ verifier: TokenVerifier) {
            worker = verifier.makeWorker()
        }
    }

    init(keys: Keyring) {
        self.keys = keys
    }

    static func base64url(_ octets: [UInt8]) -> [UInt8] { Base64URL.encode(octets.span) }

    /// A signature over a signing input; `nil` if it can't be made.
    func signature(_ signing: Signing, over input: [UInt8], _ seed: Seed) -> [UInt8]? {
        switch signing {
        case .genuine: return seed.signature
        case .literal(let octets): return octets
        case .secret(let octets, let hash, _): return code(octets, hash, input)
        case .issuer(let algorithm): return sign(seed.signer, algorithm, nil, signing, input)
        case .issuerOddly(let oddity):
            guard let algorithm = seed.algorithm else { return nil }
            if let secret = seed.signer?.secret, case .hash(let hash) = oddity { return code(secret, hash, input) }
            return sign(seed.signer, algorithm, oddity, signing, input)
        case .other(let id, let algorithm): return sign(keys[id], algorithm, nil, signing, input)
        }
    }

    private func sign(
        _ key: SigningKey?,
        _ algorithm: Algorithm,
        _ oddity: Signing.Oddity?,
        _ signing: Signing,
        _ input: [UInt8]
    ) -> [UInt8]? {
        guard let key else { return nil }
        if let secret = key.secret {
            guard let hash = HashFunction(of: algorithm) else { return nil }
            return code(secret, hash, input)
        }
        // The minimiser asks for the same signature again and again.
        let name = Made(signing: signing, input: input, key: key.id)
        if let known = made[name] { return known }
        let signature = key.sign(input, algorithm, oddity)
        if made.count > 4096 { made = [:] }
        made[name] = signature
        return signature
    }

    private func code(_ secret: [UInt8], _ hash: HashFunction, _ input: [UInt8]) -> [UInt8]? {
        let name = Secret(octets: secret, hash: hash)
        if let mac = macs[name] { return mac.context.code(for: input.span) }
        guard let context = try? MACContext(secret: secret.span, function: hash) else { return nil }
        let mac = MAC(context)
        if macs.count > 1024 { macs = [:] }
        macs[name] = mac
        return mac.context.code(for: input.span)
    }

    /// The reference's verdict on a token under the key and the policy of its seed.
    ///
    /// - Returns: `nil` if there is a memory that a prepared verifier would keep.
    func verdict(on token: [UInt8], asGenuine seed: Seed) -> ReferenceVerdict? {
        let name = ObjectIdentifier(seed)
        if verifiers[name] == nil {
            let policy = seed.specimen.policy
            guard policy.singleUse != true, policy.seenTokenIDs == nil, seed.specimen.detachedPayload == nil,
                let trusted = try? seed.specimen.key.trustedKeys(),
                let verifier = try? TokenVerifier(
                    keys: trusted,
                    policy: TokenPolicy(policy, content: seed.specimen.content)
                )
            else { return nil }
            verifiers[name] = Worker(verifier)
        }
        return verifiers[name].map { ReferenceVerdict($0.worker.verify(token.span)) }
    }
}

extension Workbench {
    /// The reference's verdict on the last of several questions.
    ///
    /// A genuine key isn't imported again for each policy.
    func verdict(on questions: [Question], _ specimen: Specimen, _ seed: Seed) -> ReferenceVerdict {
        guard questions.count == 1, specimen.key == seed.specimen.key, let trusted = seed.keySet,
            !questions[0].hasUnknownAlgorithm
        else { return ReferenceVerdict(asking: questions) }
        var policy = TokenPolicy(specimen.policy, content: specimen.content)
        let seen = specimen.policy.seenTokenIDs
        if seen != nil || specimen.policy.singleUse == true {
            policy.replayMemory = UnboundedReplayMemory(seen: seen ?? [])
        }
        guard let verifier = try? TokenVerifier(keys: trusted, policy: policy) else { return .unusable }
        let question = questions[0]
        return ReferenceVerdict(verifier.verify(question.token.bytes, detachedPayload: question.detachedPayload?.bytes))
    }
}

/// What the reference says.
enum ReferenceVerdict: Hashable, Sendable {
    case accepted([UInt8])
    case rejected(Check)
    /// The policy contradicts itself, or names an algorithm that the reference doesn't know.
    case unusable

    init(_ result: VerificationResult) {
        switch result {
        case .accepted(let token): self = .accepted(token.payload)
        case .rejected(let rejection): self = .rejected(rejection.check)
        }
    }

    /// The verdict on the last of several questions.
    init(asking questions: [Question]) {
        guard let last = questions.last else {
            self = .unusable
            return
        }
        if questions.contains(where: \.hasUnknownAlgorithm) {
            self = .unusable
            return
        }
        let verifier = ReferenceVerifier()
        for question in questions.dropLast() { _ = verifier.verdict(on: question) }
        switch verifier.verdict(on: last) {
        case .success(let result): self.init(result)
        case .failure(.key(let rejection)): self = .rejected(rejection.check)
        case .failure(.policy): self = .unusable
        }
    }

    var check: Check? {
        guard case .rejected(let check) = self else { return nil }
        return check
    }
}

extension Question {
    fileprivate var hasUnknownAlgorithm: Bool {
        guard case .only(let names) = policy.algorithms else { return false }
        return names.contains { Algorithm(rawValue: $0) == nil }
    }
}
