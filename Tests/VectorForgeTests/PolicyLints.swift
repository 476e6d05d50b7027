import FoundationEssentials
import JWTAdapters
import JWTConformance
import ReferenceFaults
import ReferenceJOSE
import Testing

@testable import VectorForge

/// Policies say no more than their vectors need: a library that lacks a member isn't asked what needs it.
@Suite struct PolicyLints {
    private struct Group {
        let group: VectorFile.Group
        let vectors: [Vector]
    }

    private static let groups = Result {
        let corpus = try SourceCorpus.corpus.get()
        return try SourceCorpus.files.flatMap { try $0.vectors.groups }.map { group in
            Group(group: group, vectors: group.tests.compactMap { corpus[$0.id] })
        }
    }

    @Test func `no member can be taken away without changing a verdict, or the group says why`() throws {
        let groups = try Self.groups.get()
        let policies = MinimalPolicies(groups.map(\.vectors))
        for group in groups where group.group.sequence != true {
            let idle = group.vectors.filter { policies.policy(of: $0) != $0.question.policy }
            if let why = group.group.whyPolicy {
                #expect(!why.isEmpty && !idle.isEmpty, "\(group.group.id) needs no reason: each member changes a verdict")
            } else {
                #expect(idle.map(\.id) == [], "policies with members that no verdict needs")
            }
        }
    }

    /// A sequence is asked as a whole, or not at all.
    @Test func `a member of a sequence's policies changes the verdict on a step`() throws {
        for group in try Self.groups.get() where group.group.sequence == true {
            let (steps, questions) = (group.vectors, group.vectors.last?.questions ?? [])
            for member in Set(questions.flatMap(\.policy.members)).subtracting([.algorithms]) {
                let without = questions.map { question in
                    var question = question
                    question.policy.remove(member)
                    return question
                }
                let changes = steps.indices.contains { step in
                    rejecting(Array(questions[...step])) != rejecting(Array(without[...step]))
                }
                #expect(changes, "\(group.group.id): no step needs \(member.rawValue)")
            }
        }
    }

    private func rejecting(_ questions: [Question]) -> String? {
        guard let last = questions.last else { return nil }
        let vector = Vector(
            id: "policy/step",
            summary: "",
            question: last,
            predecessors: Array(questions.dropLast()),
            expectation: .reject
        )
        return FaultyReference(.init()).verdict(on: vector).rejecting?.id
    }

    /// A verifier whose clock always runs would reject the token for its age.
    @Test func `a token whose times aren't asked about is good at any time`() throws {
        for vector in try SourceCorpus.corpus.get().vectors
        where vector.question.content == .claims && vector.questions.allSatisfy({ $0.policy.now == nil }) {
            // What stands twice is rejected for that, whichever is read.
            guard vector.targets != "json.duplicate-member" else { continue }
            let segments = vector.question.token.bytes.split(separator: 0x2E, omittingEmptySubsequences: false)
            guard segments.count == 3 else { continue }
            let payload = Octets(base64url: String(decoding: segments[1], as: UTF8.self))?.bytes ?? []
            let claims = try? JSONDecoder().decode(JSONValue.self, from: Data(payload))
            let far = claims?["exp"] == nil || claims?["exp"] == .integer(4_102_444_800)
            #expect(far && claims?["nbf"] == nil && claims?["iat"] == nil, "\(vector.id) has times")
        }
    }
}
