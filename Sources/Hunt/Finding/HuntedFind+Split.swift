import CryptoPrimitives
import JWTConformance
import ReferenceJOSE
import VectorForge

extension HuntedFind {
    /// The find as the forge can make it again; `nil` if it can't, or there is nothing to prove.
    init?(_ split: Split, id: String, leavesRoom: Bool) {
        let trial = split.trial
        guard split.deviation == .accepts, let check = trial.verdict.check, trial.questions.count == 1,
            trial.question.detachedPayload == nil, let recipe = trial.recipe()
        else { return nil }
        self.init(
            name: id.split(separator: "/").last.map(String.init) ?? id,
            summary: trial.candidate.moves.map { $0.kind.rawValue.replacing("-", with: " ") }.joined(separator: ", "),
            check: check.id,
            why: leavesRoom ? "the corpus has only vectors of this check for which the RFCs leave room" : nil,
            twin: trial.seed.vector.id,
            key: trial.question.key == trial.seed.vector.question.key ? trial.genuineKey : .init(trial.question.key),
            policy: trial.question.policy,
            content: trial.question.content,
            recipe: recipe,
            seenIn: split.labels
        )
    }
}

extension Trial {
    /// The genuine key by its name in the corpus, where it has one.
    fileprivate var genuineKey: VectorFile.Key {
        let names = (seed.vector.keyLabel ?? "").split(separator: ", ").map(String.init)
        guard !names.isEmpty, names.allSatisfy({ $0.hasPrefix("keys/") }) else { return .init(question.key) }
        if case .jwkSet = question.key { return .init(refs: names) }
        return .init(ref: names[0])
    }

    /// How to make the token again, with the signature where it stands in the text.
    func recipe() -> TokenRecipe? {
        guard specimen.whole == nil else { return TokenRecipe([.literal(Octets(token))]) }
        var input = Workbench.base64url(specimen.header.octets)
        for edit in specimen.headerEdits { edit.apply(to: &input) }
        var body = Workbench.base64url(specimen.payload.octets)
        for edit in specimen.payloadEdits { edit.apply(to: &body) }
        input += [0x2E] + body
        let genuine = Octets(seed.segments[0] + [0x2E] + seed.segments[1])
        let isUnedited = specimen.signatureEdits.isEmpty && specimen.signatureTextEdits.isEmpty
        let signature: TokenRecipe.Piece
        switch specimen.signing {
        case .literal: return TokenRecipe([.literal(Octets(token))])
        case .secret(let secret, let hash, _):
            let name = ["HS256", "HS384", "HS512"].first {
                Algorithm(rawValue: $0).flatMap(HashFunction.init(of:)) == hash
            }
            guard let name else { return nil }
            signature = .mac(secret: Octets(secret), algorithm: name, over: Octets(input))
        case .genuine: signature = piece(seed.signer, seed.algorithm, genuine)
        case .issuer(let algorithm): signature = piece(seed.signer, algorithm, Octets(input))
        case .other(let id, let algorithm):
            signature = .signature(key: id, algorithm: algorithm.rawValue, over: Octets(input))
        case .issuerOddly: return nil
        }
        // What was edited no longer stands there as it was made.
        guard isUnedited, specimen.form == .compact, !self.signature.isEmpty,
            let place = token.firstRange(of: self.signature)
        else { return nil }
        return TokenRecipe(
            [
                .literal(Octets(Array(token[..<place.lowerBound]))), signature,
                .literal(Octets(Array(token[place.upperBound...]))),
            ]
        )
    }

    private func piece(_ signer: SigningKey?, _ algorithm: Algorithm?, _ input: Octets) -> TokenRecipe.Piece {
        let name = algorithm?.rawValue ?? ""
        if let signer, signer.id.isEmpty, let secret = signer.secret {
            return .mac(secret: Octets(secret), algorithm: name, over: input)
        }
        return .signature(key: signer?.id ?? "", algorithm: name, over: input)
    }
}
