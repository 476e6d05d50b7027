import JWTConformance
import ReferenceJOSE
import VectorForge

/// A specimen's way from a seed: the moves, and what was made smaller afterwards.
struct Candidate: Hashable, Sendable {
    let seed: Int
    var moves: [Move]
    var shrinks: [Shrink] = []
}

/// A specimen that was rendered: what verifiers are asked, and what the reference says.
struct Trial: Sendable {
    let candidate: Candidate
    let seed: Seed
    let specimen: Specimen
    /// The token that is judged.
    let token: [UInt8]
    /// The text of its signature, before the token's own text was edited.
    let signature: [UInt8]
    /// Every question, in order; more than one belong to a sequence.
    let questions: [Question]
    let verdict: ReferenceVerdict

    var question: Question { questions[questions.count - 1] }
}

/// Makes candidates and renders them.
///
/// One for each task.
final class Breeder {
    let seeds: [Seed]
    let keys: Keyring
    let bench: Workbench
    private let number: UInt64
    /// The seeds by how common their kind is, so that a rare one has its turn.
    private let kinds: [[Int]]

    /// - Parameters:
    ///   - seeds: the genuine tokens.
    ///   - keys: the corpus's keys.
    ///   - number: what makes one hunt another.
    init(_ seeds: [Seed], keys: Keyring, number: UInt64) {
        (self.seeds, self.keys, self.number) = (seeds, keys, number)
        bench = Workbench(keys: keys)
        var groups: [String: [Int]] = [:]
        var names: [String] = []
        for (position, seed) in seeds.enumerated() {
            let name = seed.kind
            if groups[name] == nil { names.append(name) }
            groups[name, default: []].append(position)
        }
        kinds = names.sorted().compactMap { groups[$0] }
    }

    /// The candidate at a position of the hunt.
    func candidate(at position: Int) -> Candidate {
        var dice = Dice(number, position: position)
        // Signing by RSA and ECDSA takes longer than most verifiers take to answer.
        let isUsual = !dice.oneIn(8)
        let seed = isUsual ? dice.pick(usual) : dice.pick(dice.pick(kinds))
        var moves: [Move] = []
        // What an issuer may sign is the widest field, so it's the usual beginning.
        if !dice.oneIn(3) { moves.append(Move(kind: .signAsIssuer, salt: 0)) }
        repeat {
            moves.append(Move(kind: dice.pick(Self.kindsByWeight), salt: dice.next()))
        } while moves.count < 6 && !dice.oneIn(2)
        return Candidate(seed: seed, moves: moves)
    }

    /// Tokens under HMAC: fast to make and to judge, and most rules don't depend on the algorithm.
    private lazy var usual: [Int] = {
        let fast = seeds.indices.filter { seeds[$0].signer?.secret != nil }
        return fast.isEmpty ? Array(seeds.indices) : fast
    }()

    private static let kindsByWeight: [Move.Kind] = Move.Kind.allCases.flatMap { kind in
        let weight =
            switch kind {
            case .setParty, .setTime, .addParameter, .setCritical, .respellHeader, .respellClaims, .setKeyMember: 3
            case .signAsIssuer, .setAudience, .respellHeaderSegment, .respellPayloadSegment, .respellSignatureSegment,
                .editSignatureIntegers, .changeSignatureLength, .demandClaims, .limitAge, .setKeyID, .editAlgorithm:
                2
            default: 1
            }
        return Array(repeating: kind, count: weight)
    }

    /// The specimen of a candidate.
    func specimen(_ candidate: Candidate) -> Specimen {
        let seed = seeds[candidate.seed]
        let setting = Setting(seed: seed, keys: keys)
        var specimen = seed.specimen
        for move in candidate.moves { move.apply(to: &specimen, setting) }
        for shrink in candidate.shrinks { shrink.apply(to: &specimen) }
        return specimen
    }

    /// Renders a candidate and asks the reference.
    ///
    /// - Returns: `nil` if it can't be made, or nothing can be asked about it.
    func trial(_ candidate: Candidate) -> Trial? {
        trial(specimen(candidate), of: candidate)
    }

    /// Renders a specimen and asks the reference.
    func trial(_ specimen: Specimen, of candidate: Candidate) -> Trial? {
        let seed = seeds[candidate.seed]
        guard let (token, signature) = specimen.token(seed, bench) else { return nil }
        let questions = questions(of: specimen, token, seed)
        let verdict = bench.verdict(on: questions, token, specimen, seed)
        guard verdict != .unusable else { return nil }
        return Trial(
            candidate: candidate,
            seed: seed,
            specimen: specimen,
            token: token,
            signature: signature,
            questions: questions,
            verdict: verdict
        )
    }

    private func questions(of specimen: Specimen, _ token: [UInt8], _ seed: Seed) -> [Question] {
        guard !specimen.earlier.isEmpty || specimen.policy.singleUse == true else { return [specimen.question(token)] }
        let name = "hunt"
        let there = seed.specimen
        let earlier = specimen.earlier.map { step in
            switch step {
            case .genuine: there.question(seed.token, sequence: name)
            case .genuineHere: specimen.question(seed.token, sequence: name)
            case .itself: specimen.question(token, sequence: name)
            case .itselfThere: there.question(token, sequence: name)
            case .itselfBroken: specimen.question(Self.broken(token), sequence: name)
            }
        }
        return earlier + [specimen.question(token, sequence: name)]
    }

    /// The token with another signature.
    private static func broken(_ token: [UInt8]) -> [UInt8] {
        var token = token
        guard token.count > 8 else { return token }
        let place = token.count - 8
        token[place] = token[place] == 0x41 ? 0x42 : 0x41
        return token
    }
}

extension Seed {
    /// What makes seeds alike: the algorithm, the kind of key and what's validated.
    fileprivate var kind: String {
        "\(algorithm?.rawValue ?? "none") \(specimen.key.kind) \(specimen.content.rawValue) \(segments.isEmpty)"
    }
}

extension Trial {
    /// Whether the RFCs leave it to the verifier: by a check of which the corpus has only such vectors, or by the number
    /// of signatures.
    func leavesRoom(at checks: Set<String>) -> Bool {
        isLenientOnSignatures || verdict.check.map { checks.contains($0.id) } ?? false
    }

    /// The same as ``attack``, except where the RFCs leave room: accepting that gains nobody anything.
    func attack(leavingRoomAt checks: Set<String>) -> Attack { leavesRoom(at: checks) ? .nonconformance : attack }

    /// The weakest party who can make the token, and what that party gains if it's accepted.
    var attack: Attack {
        // What the reference accepts is as good as what the issuer made.
        guard let check = verdict.check else { return .nonconformance }
        if specimen.whole == nil, token == seed.token { return sent(check) }
        switch specimen.signing {
        case .literal: return Attack(.anyone, .forge)
        case .secret(_, _, let isGuess): return isGuess ? sent(check) : Attack(.anyone, .forge)
        case .other:
            if specimen.isKeyTrusted { return sent(check) }
            // Without a place among the keys, the key is anybody's own.
            guard case .jwkSet = specimen.key else { return Attack(.anyone, .forge) }
            // What isn't about keys, the issuer's own tokens fail as well.
            return check == .signature || check.id.hasPrefix("key.") ? Attack(.insider, .forge) : sent(check)
        case .genuine: return edited(check)
        case .issuer, .issuerOddly: return sent(check)
        }
    }

    /// Whether one of several signatures is the issuer's over this payload: an application may be content with it
    /// (RFC 7515 section 5.2).
    var isLenientOnSignatures: Bool {
        guard case .general(let entries) = specimen.form, entries.count > 1 else { return false }
        if case .issuer = specimen.signing { return entries.contains(.own) }
        return specimen.payload.octets == seed.specimen.payload.octets
    }

    /// The check that rejects it, as far as faults are told by it.
    var faultCheck: Check? {
        verdict.check.map { isLenientOnSignatures ? .everySignature : $0 }
    }

    /// An edit of the genuine token.
    private func edited(_ check: Check) -> Attack {
        let isWhole =
            specimen.whole != nil
            || specimen.header.octets == seed.specimen.header.octets
                && specimen.payload.octets == seed.specimen.payload.octets
        // Who accepts what the signature alone rejects doesn't look at it.
        if !isWhole || check == .signature { return Attack(.holder, .forge) }
        return specimen.key == seed.specimen.key ? Attack(.holder, .respell) : sent(check)
    }

    /// What the issuer signed: used by its holder where it's valid under another policy, or made by those who have the key.
    private func sent(_ check: Check) -> Attack {
        if specimen.isKeyForOthers, check.code == .keyUse { return Attack(.insider, .forge) }
        if specimen.isKeyWeak, check.code == .keyWeak { return Attack(.guesser, .forge) }
        guard specimen.earlier.isEmpty else { return .nonconformance }
        let vector = Vector(
            id: "hunt",
            summary: "",
            question: question,
            expectation: .reject,
            reason: ReasonCode(rawValue: check.code.rawValue)
        )
        return Attack(genuineElsewhere: vector) ?? .nonconformance
    }
}
