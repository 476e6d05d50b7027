package import JWTAdapters
package import JWTConformance
package import ReferenceFaults
package import ReferenceJOSE

/// The reference with faults, as a verifier that's asked the corpus's questions.
package struct FaultyReference: Sendable {
    private let faults: Faults

    /// The reference with these faults.
    package init(_ faults: Faults) {
        self.faults = faults
    }

    /// The verdict on a vector, after the earlier steps of its sequence.
    ///
    /// - Returns: the verdict, or why there can't be one.
    package func verdict(on vector: Vector) -> Verdict {
        verdict(on: vector.questions) ?? verdict(on: vector.question)
    }

    /// The verdict on the last of several questions that one verifier is asked in order.
    ///
    /// - Returns: the verdict, or the obstacle to one; `nil` if there are no questions.
    package func verdict(on questions: [Question]) -> Verdict? {
        let memory = UnboundedReplayMemory()
        var cached: [[UInt8]: Verdict] = [:]
        return questions.indices.map { position in
            let question = questions[position]
            let key = faults.cache?.key(of: question.token.bytes)
            if let key, let verdict = cached[key] { return verdict }
            let verdict = verdict(on: question, memory, isLater: position > 0)
            if let key, verdict.isAccepted != (faults.cache == .rejected) { cached[key] = verdict }
            return verdict
        }.last
    }

    package typealias Verdict = Result<VerificationResult, ReferenceVerifier.Obstacle>

    /// The verdict on a question on its own, or with the memory of the sequence that it's a part of.
    package func verdict(
        on question: Question,
        _ memory: UnboundedReplayMemory = UnboundedReplayMemory(),
        isLater: Bool = false
    ) -> Verdict {
        let faults = faults.facing(Situation(question, isLater: isLater))
        let trusted: (keys: JWKSet, issuers: [TrustedIssuer]?)
        do throws(Rejection) {
            trusted = try question.trust { material throws(Rejection) in try material.trustedKeys(faults) }
        } catch {
            return .failure(.key(error))
        }
        do throws(PolicyError) {
            var policy = TokenPolicy(question.policy, content: question.content)
            policy.trustedIssuers = trusted.issuers
            policy.replayMemory = replayMemory(for: question, memory)
            let verifier = try FaultyVerifier(faults, keys: trusted.keys, policy: policy)
            return .success(verifier.verify(question.token.bytes, detachedPayload: question.detachedPayload?.bytes))
        } catch {
            return .failure(.policy(error))
        }
    }

    private func replayMemory(for question: Question, _ memory: UnboundedReplayMemory) -> UnboundedReplayMemory? {
        let seen = question.policy.seenTokenIDs
        guard question.policy.singleUse == true, question.sequence != nil else {
            return seen != nil || question.policy.singleUse == true ? UnboundedReplayMemory(seen: seen ?? []) : nil
        }
        for tokenID in seen ?? [] { _ = memory.isFirstUse(tokenID: tokenID, expires: nil) }
        return memory
    }
}

extension Result<VerificationResult, ReferenceVerifier.Obstacle> {
    /// Whether the token is accepted.
    package var isAccepted: Bool {
        if case .success(.accepted) = self { true } else { false }
    }

    /// The check that rejects the token; `nil` if it's accepted, or the policy contradicts itself.
    package var rejecting: Check? {
        switch self {
        case .success(.rejected(let rejection)), .failure(.key(let rejection)): rejection.check
        case .success(.accepted), .failure(.policy): nil
        }
    }
}

extension Situation {
    fileprivate init(_ question: Question, isLater: Bool) {
        self.init(
            algorithms: TokenPolicy(question.policy, content: question.content).algorithms,
            isJSON: question.token.bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{"),
            isClaims: question.content == .claims,
            isLater: isLater,
            isSet: question.key.isSet,
            isSeveral: question.policy.issuers != nil || question.policy.issuerKeys != nil
                || question.policy.audiences != nil
        )
    }
}

extension KeyMaterial {
    fileprivate var isSet: Bool {
        if case .jwkSet = self { true } else { false }
    }

    /// The key material as an importer with faults reads it.
    fileprivate func trustedKeys(_ faults: Faults) throws(Rejection) -> JWKSet {
        switch self {
        case .jwk(let jwk, _): return JWKSet([try faults.key(parsing: jwk.text)])
        case .jwkSet(let set): return try faults.keySet(parsing: set.text)
        case .text(let text): return try faults.keys(spelled: Array(text.utf8))
        case .octets(let octets): return try faults.keys(spelled: octets.bytes)
        case .none: return JWKSet([])
        }
    }
}
