import JWTAdapters
package import JWTConformance
import ReferenceJOSE

/// Which members of their policies vectors need.
///
/// A verifier that lacks a member isn't asked what needs it, so a policy says no more than the point takes. A rejected
/// vector needs a member if its own verdict, or its twin's, changes without it. An accepted one needs what the rejected
/// vectors of its group need, and those that it's the twin of.
package struct MinimalPolicies {
    /// What the reference says of a question.
    private enum Finding: Hashable {
        case accepted
        case rejected(Check?)
        case contradiction

        init(_ question: Question) {
            switch ReferenceVerifier().verdict(on: question) {
            case .success(.accepted): self = .accepted
            case .success(.rejected(let rejection)), .failure(.key(let rejection)): self = .rejected(rejection.check)
            case .failure(.policy): self = .contradiction
            }
        }
    }

    private let vectors: [String: Vector]
    private let needs: [String: Set<VerificationPolicy.CodingKeys>]

    /// Finds out what each vector needs.
    ///
    /// - Parameter groups: the vectors, those of each group together. Steps of sequences are left out.
    package init(_ groups: [[Vector]]) {
        let groups = groups.map { $0.filter { $0.sequence == nil } }
        var needs: [String: Set<VerificationPolicy.CodingKeys>] = [:]
        vectors = Dictionary(groups.joined().map { ($0.id, $0) }) { first, _ in first }
        var accepted: [(group: Int, id: String)] = []
        var ofGroups = groups.map { _ in Set<VerificationPolicy.CodingKeys>() }
        for (position, group) in groups.enumerated() {
            for vector in group {
                guard Finding(vector.question) != .accepted else {
                    accepted.append((position, vector.id))
                    continue
                }
                let needed = Self.needed(by: vector, vectors)
                needs[vector.id, default: []].formUnion(needed)
                ofGroups[position].formUnion(needed)
                if let twin = vector.twin { needs[twin, default: []].formUnion(needed) }
            }
        }
        for (group, id) in accepted {
            needs[id, default: []].formUnion(ofGroups[group])
            if let vector = vectors[id] { needs[id]?.formUnion(Self.needed(by: vector, vectors)) }
        }
        self.needs = needs
    }

    /// The policy of a vector without the members that it doesn't need.
    package func policy(of vector: Vector) -> VerificationPolicy {
        let needed = needs[vector.id] ?? []
        return vector.question.policy.keeping(needed)
    }

    /// The members without which a verdict changes, each taken away after those that were found idle.
    private static func needed(
        by vector: Vector,
        _ vectors: [String: Vector]
    ) -> Set<VerificationPolicy.CodingKeys> {
        var question = vector.question
        var twin = vector.twin.flatMap { vectors[$0]?.question }
        let (finding, ofTwin) = (Finding(question), twin.map(Finding.init))
        var needed: Set<VerificationPolicy.CodingKeys> = []
        for member in question.policy.members where member != .algorithms {
            let without = question.without(member)
            let twinWithout = twin?.without(member)
            if Finding(without) == finding, twinWithout.map(Finding.init) == ofTwin {
                (question, twin) = (without, twinWithout)
            } else {
                needed.insert(member)
            }
        }
        return needed
    }
}

extension Question {
    fileprivate func without(_ member: VerificationPolicy.CodingKeys) -> Question {
        var question = self
        question.policy.remove(member)
        return question
    }
}

extension VerificationPolicy {
    /// The policy with these members alone.
    fileprivate func keeping(_ needed: Set<CodingKeys>) -> VerificationPolicy {
        var policy = self
        for member in members where !needed.contains(member) { policy.remove(member) }
        return policy
    }
}

extension [Topic] {
    /// The topics with policies that say no more than each vector needs, unless a group says why.
    func withMinimalPolicies(keys: [String: KeyRecord]) throws -> [Topic] {
        let vectors = try map { topic in
            let vectors = try topic.file.vectors(keys: keys)
            return Dictionary(uniqueKeysWithValues: vectors.map { ($0.id, $0) })
        }
        let grouped = zip(self, vectors).flatMap { topic, vectors in
            topic.groups.map { definition in definition.group.tests.compactMap { vectors[$0.id] } }
        }
        let policies = MinimalPolicies(grouped)
        return zip(self, vectors).map { topic, vectors in
            var topic = topic
            for position in topic.groups.indices {
                topic.groups[position].minimisePolicy { id in vectors[id].map(policies.policy) }
            }
            return topic
        }
    }
}
