import JWTAdapters
import JWTConformance
import ReferenceFaults
import ReferenceJOSE

/// Makes the points of vectors about HS256 under other algorithms, by running their definitions in a world in which another
/// key and algorithm stand in.
///
/// A token is kept if it makes the same point: the strict reference gives the same verdict, a rejection is proved as the
/// vector's is, and no vector of the corpus asks the same question. Where the point is the algorithm itself, nothing is left.
struct CarrierForge {
    /// The files, one for each algorithm that carries.
    let files: [CarrierFile]

    /// What most verifiers without HS256 have, in the order in which carriers are preferred.
    private static let algorithms: [Algorithm] = [.rs256, .es256, .edDSA]
    private static let original = Algorithm.hs256.rawValue

    /// Where the rules lie that don't depend on the algorithm.
    private static let folders = ["claims/", "encoding/", "header/", "json/", "sequences/", "serialization/"]

    /// Makes the carriers.
    ///
    /// - Parameters:
    ///   - forge: what the topics were made with.
    ///   - keys: the corpus's key records by id.
    ///   - topics: the corpus's topics, in the order of their definitions.
    /// - Throws: ``CorpusError`` if a carrier doesn't fit its vector.
    init(_ forge: Forge, keys: [String: KeyRecord], topics: [Topic]) throws {
        let vectors = try topics.flatMap { try $0.file.vectors(keys: keys) }
        let parts = zip(Topics.all, topics).filter { _, topic in Self.folders.contains(where: topic.path.hasPrefix) }
        files = try Self.algorithms.map { algorithm in
            let key = try forge.key(for: algorithm).id
            let made = World.$current.withValue(World(carrier: algorithm)) {
                parts.map { define, _ in try? define(forge) }
            }
            let groups = zip(parts, made).flatMap { part, made in
                Self.groups(part.1, in: made, key: key, algorithm)
            }
            let whole = VectorFile(title: "", groups: groups, flags: [:])
            let kept = Self.kept(try whole.vectors(keys: keys), of: vectors)
            let tests = groups.flatMap { group in group.tests.map { (group.key, $0) } }.filter {
                kept.contains($0.1.id)
            }
            let carriers = tests.map { ofGroup, test in
                let material = test.key ?? ofGroup
                return (
                    test.id,
                    CarrierFile.Token(
                        token: test.token,
                        tokenOctets: test.tokenOctets,
                        key: material == .init(ref: key) ? nil : material
                    )
                )
            }
            return CarrierFile(
                algorithm: algorithm.rawValue,
                original: Self.original,
                key: key,
                carriers: Dictionary(uniqueKeysWithValues: carriers)
            )
        }
    }

    /// The groups of a topic, with tokens and keys of the carrier's world in place of those under HS256.
    private static func groups(
        _ topic: Topic,
        in made: Topic?,
        key: String,
        _ algorithm: Algorithm
    ) -> [VectorFile.Group] {
        let own = VerificationPolicy.Algorithms.only([original])
        func carried(_ own: VectorFile.Key?, _ made: VectorFile.Key?) -> VectorFile.Key? {
            own.flatMap { $0.ref == "keys/hmac-a" ? VectorFile.Key(ref: key) : made }
        }
        let groups = Dictionary((made?.groups ?? []).map { ($0.group.id, $0.group) }) { first, _ in first }
        return topic.groups.map(\.group).compactMap { group in
            guard let made = groups[group.id], group.policy.algorithms == own else { return nil }
            let tests = Dictionary(made.tests.map { ($0.id, $0) }) { first, _ in first }
            var copy = group
            copy.key = carried(group.key, made.key) ?? group.key
            copy.policy.algorithms = .only([algorithm.rawValue])
            copy.tests = group.tests.compactMap { test in
                guard var other = tests[test.id], (test.policy ?? group.policy).algorithms == own else { return nil }
                if let text = other.token, text.hasPrefix("{") {
                    // An unprotected header isn't signed.
                    other.token = text.replacing("\"\(original)\"", with: "\"\(algorithm.rawValue)\"")
                }
                var copy = test
                (copy.token, copy.tokenOctets, copy.payload) = (other.token, other.tokenOctets, other.payload)
                copy.detachedPayload = other.detachedPayload
                copy.key = carried(test.key, other.key)
                copy.policy?.algorithms = .only([algorithm.rawValue])
                (copy.mint, copy.flags) = (nil, nil)
                return copy
            }
            return copy
        }
    }

    /// The ids of those that make the same point as their vectors.
    private static func kept(_ carried: [Vector], of vectors: [Vector]) -> Set<String> {
        let originals = Dictionary(uniqueKeysWithValues: vectors.map { ($0.id, $0) })
        let asked = Set(vectors.map(\.question))
        var kept: Set<String> = []
        var broken: Set<String> = []
        // A rejected vector follows its twin, wherever that stands.
        let isAccepted = { (vector: Vector) in vector.expectationWord == "accept" && vector.sequence == nil }
        let accepted = carried.filter(isAccepted)
        let others = carried.filter { !isAccepted($0) }
        let all = try? Corpus(vectors: carried)
        for vector in accepted + others {
            guard let original = originals[vector.id], let all, !broken.contains(vector.sequence ?? "") else {
                continue
            }
            // Size is tried under one algorithm.
            let isSame =
                vector.expectation == original.expectation && vector.question.token.bytes.count <= 4096
                && vector.predecessors.count == original.predecessors.count
                && vector.question.detachedPayload == original.question.detachedPayload
                && (isAccepted(vector) || !asked.contains(vector.question))
            let isProved =
                if vector.isRejectedByStrict {
                    (vector.twin.map { kept.contains($0) || all[$0]?.sequence != nil } ?? true)
                        && (try? VectorProof.prove(vector, in: all)) != nil
                } else {
                    FaultyReference(Faults()).verdict(on: vector).rejecting
                        == FaultyReference(Faults()).verdict(on: original).rejecting
                }
            if isSame, isProved {
                kept.insert(vector.id)
            } else if let sequence = vector.sequence {
                broken.insert(sequence)
            }
        }
        // A question of the corpus is asked again only where others rest on it.
        let twins = Set(carried.compactMap { kept.contains($0.id) ? $0.twin : nil })
        return kept.subtracting(accepted.filter { asked.contains($0.question) && !twins.contains($0.id) }.map(\.id))
    }
}
