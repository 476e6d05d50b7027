import CryptoPrimitives
import JWTAdapters
import JWTConformance
import ReferenceJOSE

/// What one task needs to make and judge tokens fast: keyed MACs and prepared verifiers.
final class Workbench {
    private let keys: Keyring
    private var macs: [Secret: MAC] = [:]
    private var genuine: [ObjectIdentifier: Trust] = [:]
    private var trusts: [KeyMaterial: Trust] = [:]
    /// `nil`: the reference can't be asked there.
    private var workers: [Place: Worker?] = [:]
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
        // Signing is slow, and this is signed.
        case .issuer(let algorithm) where algorithm == seed.algorithm && seed.signs(input): return seed.signature
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

    /// The reference's verdict on the last of several questions.
    ///
    /// A key isn't imported again for each token, and a policy isn't prepared again.
    func verdict(
        on questions: [Question],
        _ token: [UInt8],
        _ specimen: Specimen,
        _ seed: Seed
    ) -> ReferenceVerdict {
        // Which issuer a key belongs to is said of one question's keys.
        guard questions.count == 1, specimen.policy.issuerKeys == nil else {
            return ReferenceVerdict(asking: questions)
        }
        let trust = trust(in: specimen.key, seed)
        switch trust.keys {
        case .failure(let rejection):
            return specimen.policy.hasUnknownAlgorithm ? .unusable : .rejected(rejection.check)
        case .success(let keys):
            let detached = specimen.detachedPayload?.bytes
            return worker(specimen, trust, keys).map {
                ReferenceVerdict($0.worker.verify(token.span, detachedPayload: detached))
            } ?? .unusable
        }
    }

    private func worker(_ specimen: Specimen, _ trust: Trust, _ keys: JWKSet) -> Worker? {
        // One that remembers what it sees is good for one token.
        if specimen.policy.seenTokenIDs != nil || specimen.policy.singleUse == true { return Worker(specimen, keys) }
        let place = Place(trust: ObjectIdentifier(trust), policy: specimen.policy, content: specimen.content)
        if let known = workers[place] { return known }
        let worker = Worker(specimen, keys)
        workers[place] = .some(worker)
        return worker
    }

    private func trust(in key: KeyMaterial, _ seed: Seed) -> Trust {
        // They go together: a worker is known by its trust's identity.
        if workers.count + trusts.count > 4096 { (workers, trusts, genuine) = ([:], [:], [:]) }
        if key == seed.specimen.key {
            let name = ObjectIdentifier(seed)
            if let known = genuine[name] { return known }
            let trust = Trust(key)
            genuine[name] = trust
            return trust
        }
        if let known = trusts[key] { return known }
        let trust = Trust(key)
        trusts[key] = trust
        return trust
    }

    /// An imported key.
    private final class Trust {
        let keys: Result<JWKSet, Rejection>

        init(_ key: KeyMaterial) {
            keys = Result { () throws(Rejection) -> JWKSet in try key.trustedKeys() }
        }
    }

    /// What a worker is prepared for.
    private struct Place: Hashable {
        let trust: ObjectIdentifier
        let policy: VerificationPolicy
        let content: Question.Content
    }

    private final class Worker {
        var worker: VerifierWorker

        /// Prepares a worker; `nil` if the reference can't be asked under this policy.
        init?(_ specimen: Specimen, _ keys: JWKSet) {
            guard !specimen.policy.hasUnknownAlgorithm else { return nil }
            var policy = TokenPolicy(specimen.policy, content: specimen.content)
            let seen = specimen.policy.seenTokenIDs
            if seen != nil || specimen.policy.singleUse == true {
                policy.replayMemory = UnboundedReplayMemory(seen: seen ?? [])
            }
            guard let verifier = try? TokenVerifier(keys: keys, policy: policy) else { return nil }
            worker = verifier.makeWorker()
        }
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
        if questions.contains(where: \.policy.hasUnknownAlgorithm) {
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

extension VerificationPolicy {
    fileprivate var hasUnknownAlgorithm: Bool {
        guard case .only(let names) = algorithms else { return false }
        return names.contains { Algorithm(rawValue: $0) == nil }
    }
}
