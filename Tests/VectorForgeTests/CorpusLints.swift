import FoundationEssentials
import JWTConformance
import Testing

/// What holds for the corpus as a whole.
@Suite struct CorpusLints {
    private let corpus: Corpus
    /// The group of each vector.
    private let groups: [String: String]

    init() throws {
        corpus = try SourceCorpus.corpus.get()
        let tests = try SourceCorpus.files.flatMap { try $0.tests }
        groups = Dictionary(tests.map { ($0.test.id, $0.group.id) }) { first, _ in first }
    }

    @Test func `ids are unique`() {
        #expect(Set(corpus.vectors.map(\.id)).count == corpus.vectors.count)
    }

    @Test func `the same question has the same answer`() {
        for vectors in Dictionary(grouping: corpus.vectors, by: \.questions).values {
            #expect(Set(vectors.map(\.expectation)).count == 1, "\(vectors.map(\.id))")
        }
    }

    /// A question may stand again where it's the twin that a group holds its refusals against, so that a group can be
    /// read by itself; every other repetition is listed.
    @Test func `a question is asked once`() {
        let repeated = Dictionary(grouping: corpus.vectors, by: \.questions).values.flatMap { vectors in
            let others = vectors.filter { !isTwinOfItsGroup($0) }.map(\.id)
            return others.count > 1 ? Array(others) : []
        }
        #expect(Set(repeated) == Set(Self.repetitions.flatMap(\.ids)))
    }

    private func isTwinOfItsGroup(_ vector: Vector) -> Bool {
        guard case .accept = vector.expectation, let group = groups[vector.id] else { return false }
        return corpus.vectors.contains { $0.twin == vector.id && groups[$0.id] == group }
    }

    private static let oneQuestion =
        "each is one of its group's kinds; what else the groups' policies check, neither needs"

    private static let repetitions: [(ids: [String], why: String)] = [
        (["claims/iss/number", "claims/types/iss-number"], oneQuestion),
        (["claims/iss/null", "claims/types/iss-null"], oneQuestion),
        (["claims/aud/number", "claims/types/aud-number"], oneQuestion),
        (["claims/aud/null", "claims/types/aud-null"], oneQuestion),
        (["rfc7515/a1", "rfc7519/3-1"], "RFC 7519 takes its example from RFC 7515"),
        (["rfc7515/a5", "rfc7519/6-1"], "RFC 7519 takes its example from RFC 7515"),
    ]

    @Test func `twins exist and are accepted`() {
        for vector in corpus.vectors {
            guard let name = vector.twin else { continue }
            guard let twin = corpus[name] else {
                Issue.record("the twin of \(vector.id), \(name), isn't in the corpus")
                continue
            }
            guard case .accept = twin.expectation else {
                Issue.record("the twin of \(vector.id), \(name), isn't one to accept")
                continue
            }
            #expect(twin.questions != vector.questions, "\(vector.id) differs from its twin in nothing")
        }
    }

    @Test func `retired i ds stay retired`() throws {
        let url = URL(filePath: SourceCorpus.directory).appending(path: "retired.json")
        let list = try JSONDecoder().decode(RetiredList.self, from: Data(contentsOf: url))
        #expect(list.schema == "jwt-assay/retired/1")
        #expect(list.retired.map(\.id) == Set(list.retired.map(\.id)).sorted())
        for entry in list.retired {
            #expect(corpus[entry.id] == nil, "\(entry.id) is in use again")
            #expect(!entry.reason.isEmpty, "\(entry.id)")
            if let replacement = entry.replacement { #expect(corpus[replacement] != nil, "\(replacement)") }
        }
    }

    private struct RetiredList: Decodable {
        struct Entry: Decodable {
            let id: String
            let reason: String
            let replacement: String?
        }

        let schema: String
        let retired: [Entry]
    }
}
