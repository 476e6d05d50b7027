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
                #expect(
                    !why.isEmpty && !idle.isEmpty,
                    "\(group.group.id) needs no reason: each member changes a verdict"
                )
            } else {
                #expect(idle.map(\.id) == [], "policies with members that no verdict needs")
            }
        }
    }

    /// A sequence is asked as a whole, or not at all.
    @Test func `a member of a sequence's policies changes the verdict on a step, or the group says why`() throws {
        for group in try Self.groups.get() where group.group.sequence == true && group.group.whyPolicy == nil {
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
        FaultyReference(Faults()).verdict(on: questions)?.rejecting?.id
    }
}
