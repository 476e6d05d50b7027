import JWTConformance
import JWTReports
import Testing

@Suite struct RunComparisonTests {
    /// A verifier that answers as it's told, by the last part of the id.
    private struct Told: Verifier {
        var name = "Told"
        var version: String
        var answers: [String: Answer]
        var profile: ImplementationProfile { ImplementationProfile(name: name, version: version, language: "Swift") }

        func answer(_ question: Question) async throws(VerifierFault) -> Answer {
            let last = String(decoding: question.token.bytes, as: UTF8.self).split(separator: ".").last.map(String.init)
            return answers[last ?? ""] ?? .reject(reason: nil, detail: nil)
        }
    }

    private func run(
        _ verifiers: [Told],
        _ vectors: [Vector],
        corpus: String = "one",
        profile: GradingProfile = .standard
    ) async -> RunDocument {
        var options = Runner.Options()
        options.profile = profile
        return await Runner(options: options).run(
            vectors,
            verifiers: verifiers.map { NamedVerifier(label: "\($0.name) \($0.version)", verifier: $0) },
            description: RunDescription(version: "1", corpus: corpus)
        )
    }

    private static let accept = Answer.accept(payload: Octets(utf8: "p"))
    private let vectors: [Vector] = [.sample("a/1"), .sample("a/2"), .sample("a/3"), .sample("a/4"), .sample("a/5")]
    private let old = Told(
        version: "1",
        answers: ["2": accept, "3": .error(detail: "x"), "4": .unsupported(feature: "key:jwk-without-pem")]
    )
    private let new = Told(version: "2", answers: ["1": accept, "3": accept, "4": accept])

    @Test func `changes are told apart`() async throws {
        let comparison = try RunComparison(await run([old], vectors), await run([new], vectors))
        let pair = try #require(comparison.pairs.first)
        #expect((pair.old, pair.new) == ("Told 1", "Told 2"))
        #expect(pair.failing.map(\.vector.id) == ["a/1", "a/4"])
        #expect(pair.passing.map(\.vector.id) == ["a/2"])
        #expect(pair.worse.map(\.vector.id) == ["a/3"])
        #expect(pair.same == 1)
        #expect(comparison.isRegression)
        let report = ComparisonReport(comparison)
        #expect(report.text.contains("Newly failing (2)"))
        #expect(report.text.hasSuffix("regression: 3 vectors, gravest: unclassified bypass\n"))
        #expect(report.markdown.contains("## JWT conformance: regression: 3 vectors, gravest: unclassified bypass"))
        #expect(report.markdown.contains("| a/3 | a &lt;sample&gt; | RFC 7515, section 5.2 | UNCLEAN | BYPASS |"))
    }

    @Test func `an improvement isn't a regression`() async throws {
        let comparison = try RunComparison(await run([old], [.sample("a/2")]), await run([new], [.sample("a/2")]))
        #expect(!comparison.isRegression)
        #expect(ComparisonReport(comparison).text.hasSuffix("no regression\n"))
    }

    /// Whoever didn't change takes no room.
    @Test func `a run against itself has no change`() async throws {
        let many = (0..<35).map { Told(name: "Told\($0)", version: "1", answers: old.answers) }
        let document = await run(many, vectors)
        let report = ComparisonReport(try RunComparison(document, document))
        #expect(
            report.text == """
                Unchanged on 5 vectors: Told0 1, Told1 1, Told2 1, Told3 1 and 31 more
                no regression

                """
        )
        #expect(report.markdown.contains("Unchanged on 5 vectors"))
        #expect(!report.markdown.contains("###"))
    }

    /// GitHub refuses a longer comment.
    @Test func `the Markdown fits a comment whatever changed`() async throws {
        let vectors = (0..<400).map { Vector.sample("family/topic/group/a-long-name-of-a-vector-\($0)/\($0 % 5 + 1)") }
        func fleet(_ told: Told) -> [Told] {
            (0..<35).map {
                Told(name: "An implementation with a long name \($0)", version: told.version, answers: told.answers)
            }
        }
        let comparison = try RunComparison(await run(fleet(old), vectors), await run(fleet(new), vectors))
        let markdown = ComparisonReport(comparison).markdown
        #expect(markdown.unicodeScalars.count < 65_536, "\(markdown.unicodeScalars.count)")
        #expect(markdown.contains("Newly failing (160)"))
        #expect(markdown.contains("Newly passing: 80"))
    }

    @Test func `a run that broke off shows no regression and says so`() async throws {
        let absent = await Runner().run(
            vectors,
            verifiers: [NamedVerifier(label: "absent", verifier: ScriptedVerifier(name: "absent"))],
            description: RunDescription(version: "1", corpus: "one")
        )
        let comparison = try RunComparison(await run([old], vectors), absent)
        #expect(!comparison.isRegression)
        #expect(!comparison.isNewerComplete)
        let text = ComparisonReport(comparison).text
        #expect(text.contains("the runs have no vector in common for absent"))
        #expect(text.hasSuffix("no regression so far, but the newer run is incomplete\n"))
    }

    @Test func `different vectors are reported first`() async throws {
        let reworded = Vector.sample("a/5", ref: "RFC7519#4")
        let other = Vector(
            id: "a/2",
            summary: "another question",
            question: Question(
                content: .claims,
                token: .text("x.y.2"),
                key: .none,
                policy: VerificationPolicy(["HS256"])
            ),
            expectation: .reject
        )
        let comparison = try RunComparison(
            await run([old], Array(vectors.dropFirst())),
            await run([new], [vectors[0], other, vectors[2], vectors[3], reworded, .sample("a/6")], corpus: "two")
        )
        #expect(!comparison.isSameCorpus)
        #expect(comparison.added.map(\.id) == ["a/1", "a/6"])
        #expect(comparison.reworded.map(\.id) == ["a/2"])
        #expect(comparison.pairs.first?.newlyAsked.map(\.vector.id) == ["a/1"])
        let text = ComparisonReport(comparison).text
        #expect(
            text.hasPrefix("note: the runs used different vectors (one, two): 2 new vectors, 0 retired ones, 1 with")
        )
        #expect(ComparisonReport(comparison).markdown.contains("New vectors (2)"))
    }

    @Test func `implementations are found by name where their labels differ`() async throws {
        let other = Told(name: "Other", version: "1", answers: [:])
        let gone = Told(name: "Gone", version: "1", answers: [:])
        let comparison = try RunComparison(await run([old, gone], vectors), await run([other, new], vectors))
        #expect(comparison.pairs.map(\.new) == ["Told 2"])
        #expect(comparison.removed == ["Gone 1"])
        #expect(comparison.newcomers == ["Other 1"])
    }

    @Test func `runs that cannot be compared are refused`() async throws {
        let strict = await run([new], vectors, profile: .strict)
        await #expect(throws: RunComparison.Failure.profiles(old: .standard, new: .strict)) {
            try RunComparison(await run([old], vectors), strict)
        }
        await #expect(throws: RunComparison.Failure.noVectorInCommon) {
            try RunComparison(await run([old], [vectors[0]]), await run([new], [vectors[1]]))
        }
        let others = [Told(name: "A", version: "1", answers: [:]), Told(name: "B", version: "1", answers: [:])]
        await #expect(throws: RunComparison.Failure.nothingInCommon) {
            try RunComparison(await run([old, new], vectors), await run(others, vectors))
        }
    }
}
