import JWTConformance
import ReferenceJOSE
import VectorForge

extension Cluster {
    /// The cluster that begins with a split.
    ///
    /// - Parameters:
    ///   - split: the smallest split that was found.
    ///   - twin: an accepted token that differs in its one point.
    ///   - attack: who can make the token.
    ///   - contested: the judges that side with the verifiers.
    ///   - leavesRoom: whether the corpus has only vectors of the check for which either verdict is legal.
    ///   - position: the position of the candidate.
    init(
        _ split: Split,
        twin: Trial?,
        attack: Attack,
        contested: [String],
        leavesRoom: Bool,
        position: Int
    ) {
        let trial = split.trial
        let check = trial.faultCheck
        let keys = split.keys(attack)
        let name = "\(split.deviation.rawValue) \(check?.id ?? "") \(keys.map { "\($0)" }) \(trial.token)"
        let digest = SHA256.hexadecimal(of: Array(name.utf8)).prefix(12)
        let slug = "hunted/\((check?.id ?? split.deviation.rawValue).slug)/\(digest)"
        let isAcceptedByReference = check == nil
        let severity: Severity =
            switch split.deviation {
            case .accepts: attack.severity
            case .payload: attack.attacker == .issuer ? .nonconformance : .forgery
            case .rejects: .nonconformance
            default: .denialOfService
            }
        id = slug
        deviation = split.deviation
        verifiers = split.labels
        others = split.others.sorted()
        var answers: [String: String] = [:]
        for key in keys { answers[key.label] = key.words.flatMap { $0.isEmpty ? nil : $0.bounded(to: 200) } }
        self.answers = answers
        self.check = check?.id
        requirement = check?.requirement
        expect = isAcceptedByReference ? "accept" : leavesRoom ? "either" : "reject"
        attacker = attack.attacker
        gain = attack.gain
        self.severity = severity
        self.contested = contested
        count = 1
        candidate = position
        from = trial.seed.vector.id
        moves = trial.candidate.moves.map(\.kind)
        recipe = HuntedFind(split, id: slug, leavesRoom: leavesRoom)
        group = Self.group(slug, trial, twin, attack, expect: expect)
    }

    /// The vectors of a find.
    private static func group(
        _ id: String,
        _ trial: Trial,
        _ twin: Trial?,
        _ attack: Attack,
        expect: String
    ) -> VectorFile.Group {
        let isSequence = trial.questions.count > 1
        var tests: [VectorFile.Test] = []
        if let twin, !isSequence {
            var test = VectorFile.Test(id: "\(id)/twin", twin.token, "the same without the fault", expect: "accept")
            if case .accepted(let payload) = twin.verdict { test.payload = Octets(payload) }
            test.detachedPayload = twin.question.detachedPayload
            tests.append(test)
        }
        for (position, question) in trial.questions.dropLast().enumerated() {
            var step = VectorFile.Test(
                id: "\(id)/step-\(position + 1)",
                question.token.bytes,
                "step \(position + 1)",
                expect: "either"
            )
            step.why = "it only brings the verifier into the state that the last step is about"
            (step.key, step.policy) = (VectorFile.Key(question.key), question.policy)
            tests.append(step)
        }
        let words = trial.candidate.moves.map { $0.kind.rawValue.replacing("-", with: " ") }.joined(separator: ", ")
        var find = VectorFile.Test(id: "\(id)/find", trial.token, words.isEmpty ? "as it is" : words, expect: expect)
        if isSequence { (find.key, find.policy) = (VectorFile.Key(trial.question.key), trial.question.policy) }
        find.detachedPayload = trial.question.detachedPayload
        if let check = trial.verdict.check {
            find.reason = ReasonCode(rawValue: check.code.rawValue)
            find.targets = check.id
            find.refs = [check.requirement]
            find.twin = tests.first { $0.expect == "accept" }?.id ?? trial.seed.vector.id
            (find.attacker, find.gain) = (attack.attacker, attack.gain)
            if attack.attacker == .holder { find.from = trial.seed.vector.id }
            if expect == "either" {
                find.why = "the RFCs leave room for this, as the corpus's vectors of the same kind say"
                find.strict = .reject
                find.level = .info
            }
        } else if case .accepted(let payload) = trial.verdict {
            find.payload = Octets(payload)
        }
        return VectorFile.Group(
            id: id,
            key: VectorFile.Key(trial.question.key),
            policy: trial.question.policy,
            content: trial.question.content,
            sequence: isSequence ? true : nil,
            tests: tests + [find]
        )
    }
}

extension VectorFile.Test {
    fileprivate init(id: String, _ token: [UInt8], _ summary: String, expect: String) {
        switch Question.Token(token) {
        case .text(let text): self.init(id: id, summary: summary, token: text, expect: expect)
        case .octets(let octets):
            self.init(id: id, summary: summary, token: nil, expect: expect)
            tokenOctets = octets
        }
    }
}

extension VectorFile.Key {
    /// Key material in place.
    init(_ material: KeyMaterial) {
        switch material {
        case .jwk(let jwk, let pem): self.init(jwk: jwk, pem: pem)
        case .jwkSet(let set): self.init(jwks: set)
        case .text(let text): self.init(text: text)
        case .octets(let octets): self.init(octets: octets)
        case .none: self.init()
        }
    }
}

extension String {
    /// The text as a part of an id.
    fileprivate var slug: String {
        String(map { $0.isASCII && ($0.isLetter || $0.isNumber) ? Character($0.lowercased()) : "-" })
    }
}
