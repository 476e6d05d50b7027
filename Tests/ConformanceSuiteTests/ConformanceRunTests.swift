import FoundationEssentials
import JWTAdapters
import JWTConformance
import JWTReports
import Synchronization
import Testing

/// What a Swift library's own tests get from the suite: coverage, a minimum, a baseline, signing and reports.
@Suite struct ConformanceRunTests {
    private static let corpus = Result { try Corpus.standard() }

    /// A part of the corpus, so that a test takes little time.
    private func corpus(_ prefixes: String...) throws -> Corpus {
        let whole = try Self.corpus.get()
        let vectors = whole.vectors.filter { vector in prefixes.contains { vector.id.hasPrefix($0) } }
        try #require(!vectors.isEmpty)
        return try Corpus(vectors: vectors, keys: whole.keys, requirements: whole.requirements)
    }

    @Test func `the reference is as expected, and every vector was asked`() async throws {
        let corpus = try Self.corpus.get()
        let signVectors = corpus.signVectors
        let total = corpus.vectors.count + signVectors.count
        let reference = ReferenceVerifier()
        let run = try await ConformanceRun(of: reference, corpus: corpus, minimum: total, oracle: reference)
        #expect(run.isAsExpected, "\(run)")
        #expect(run.asked == total)
        #expect(run.summary.hasPrefix("reference 1: asked \(total) of \(total) vectors"))
        for vector in signVectors { #expect(run[vector].isAsExpected, "\(run[vector])") }
    }

    @Test func `a verifier that declares no algorithm fails the run, though no answer is wrong`() async throws {
        let corpus = try corpus("signature/", "claims/")
        let run = try await ConformanceRun(of: Sample(algorithms: []), corpus: corpus, minimum: 100)
        for vector in corpus.vectors { #expect(run[vector].isAsExpected) }
        #expect(run.deviations == [])
        #expect(run.asked < 100)
        #expect(!run.isAsExpected)
        #expect(run.shortfalls == ["asked \(run.asked) of \(corpus.vectors.count) vectors, and the minimum is 100"])
    }

    @Test func `a run that asked nothing isn't as expected without a minimum either`() async throws {
        let run = try await ConformanceRun(of: Sample(algorithms: [], policy: []), corpus: try corpus("claims/times"))
        #expect(run.asked == 0)
        #expect(run.shortfalls.count == 1)
        #expect(run.summary.contains("skipped: needs "))
    }

    @Test func `an algorithm is a shortfall if it's declared and nothing was asked of it`() async throws {
        let run = try await ConformanceRun(
            of: Sample(algorithms: ["HS256", "hs512"]),
            corpus: try corpus("claims/times")
        )
        #expect(run.shortfalls == ["the algorithm hs512 is declared, and no vector was asked of it"])
        #expect(run.deviations == [])
        #expect(!run.isAsExpected)
    }

    @Test func `a verifier that can't say who it is fails the run`() async throws {
        let run = try await ConformanceRun(of: Absent(), corpus: try corpus("claims/times"))
        #expect(!run.isAsExpected)
        #expect(run.shortfalls.contains { $0.contains("isn't there") }, "\(run)")
        let vector = try #require(try corpus("claims/times").vectors.first)
        #expect(!run[vector].isAsExpected)
    }

    /// A vector that the sample answers wrongly, and one that it answers rightly.
    private static let wrong = "claims/times/nbf-fraction"
    private static let right = "claims/times/nbf-far"

    private func sample(wrongAbout ids: String...) throws -> Sample {
        let corpus = try Self.corpus.get()
        return Sample(accepted: Set(try ids.map { try #require(corpus[$0]).question.token }))
    }

    @Test(arguments: [
        ("lists what's wrong", [(wrong, Verdict.bypass)], []),
        ("lists nothing", [], [Deviation.Kind.unexpected]),
        ("lists another verdict", [(wrong, .unclean)], [.changed]),
        ("lists what is right", [(wrong, .bypass), (right, .overStrict)], [.mended]),
        ("lists what isn't in the corpus", [(wrong, .bypass), ("claims/absent", .bypass)], [.stale]),
    ])
    func `a baseline holds both ways`(
        _ name: String,
        _ entries: [(pattern: String, verdict: Verdict)],
        _ kinds: [Deviation.Kind]
    ) async throws {
        let listed = entries.map { entry in
            Baseline.Entry(pattern: VectorPattern(entry.pattern), verdict: entry.verdict, reason: "because")
        }
        let baseline = Baseline(implementation: "sample", entries: listed)
        let folder = try Folder()
        let path = folder.path + "/known.json"
        try JSONEncoder().encode(baseline).write(to: URL(filePath: path))
        let corpus = try corpus("claims/times/nbf")
        let run = try await ConformanceRun(of: try sample(wrongAbout: Self.wrong), corpus: corpus, baseline: path)
        #expect(run.deviations.map(\.kind) == kinds, "\(name): \(run)")
        #expect(run.isAsExpected == kinds.isEmpty)
        #expect(run.shortfalls == [])
        #expect(run[Self.wrong]?.known == (kinds.contains(.unexpected) || kinds.contains(.changed) ? nil : "because"))
        #expect(run[Self.wrong]?.isAsExpected == (kinds != [.unexpected] && kinds != [.changed]))
        #expect(run[Self.right]?.isAsExpected == (kinds != [.mended]))
    }

    @Test func `a skip that the baseline doesn't list is a deviation`() async throws {
        let folder = try Folder()
        let path = folder.path + "/known.json"
        try JSONEncoder().encode(Baseline(implementation: "sample")).write(to: URL(filePath: path))
        let run = try await ConformanceRun(of: Sample(), corpus: try corpus("claims/iss"), baseline: path)
        #expect(Set(run.deviations.map(\.kind)) == [.unlistedSkip])
    }

    @Test func `a baseline for another implementation fails the run`() async throws {
        let folder = try Folder()
        let path = folder.path + "/known.json"
        try JSONEncoder().encode(Baseline(implementation: "another")).write(to: URL(filePath: path))
        let run = try await ConformanceRun(of: Sample(), corpus: try corpus("claims/times"), baseline: path)
        #expect(run.shortfalls == ["the baseline is for another, and this is sample"])
    }

    @Test func `a missing baseline says how to write it, and then holds`() async throws {
        let folder = try Folder()
        let corpus = try corpus("claims/times")
        // Beside the source file that the caller names.
        func run(_ sample: Sample, _ environment: [String: String] = [:]) async throws -> ConformanceRun {
            try await ConformanceRun(
                of: sample,
                corpus: corpus,
                baseline: "known.json",
                file: folder.path + "/ConformanceTests.swift",
                environment: environment
            )
        }
        let lax = try sample(wrongAbout: Self.wrong, Self.right)
        let error = await #expect(throws: BaselineError.self) { try await run(lax) }
        #expect(error?.reason.contains("JWT_ASSAY_WRITE_BASELINE=1 swift test") == true)
        let writing = try await run(lax, ["JWT_ASSAY_WRITE_BASELINE": "1"])
        #expect(writing.isAsExpected, "\(writing)")
        let baseline = try Baseline(json: try folder.content("known.json"))
        #expect(baseline.implementation == "sample")
        #expect(baseline.entries.contains { $0.verdict.isBypass })
        let checked = try await run(lax)
        #expect(checked.isAsExpected, "\(checked)")
        let mended = try await run(Sample())
        #expect(Set(mended.deviations.map(\.kind)) == [.mended])
    }

    @Test func `a file that isn't a baseline is named`() async throws {
        let folder = try Folder()
        try Data("{}".utf8).write(to: URL(filePath: folder.path + "/known.json"))
        let corpus = try corpus("claims/times")
        let error = await #expect(throws: BaselineError.self) {
            try await ConformanceRun(of: Sample(), corpus: corpus, baseline: folder.path + "/known.json")
        }
        #expect(error?.reason.hasPrefix("\(folder.path)/known.json isn't a baseline") == true)
    }

    @Test func `a verifier that declares sign is asked for tokens, or fails the run`() async throws {
        let reference = ReferenceVerifier()
        let unasked = try await ConformanceRun(of: reference, corpus: try corpus("rfc/", "signature/"))
        #expect(unasked.shortfalls == ["the operation sign is declared, and no oracle was given to verify the tokens"])
        let whole = try Self.corpus.get()
        let mute = Sample(operations: ["verify", "sign"])
        let run = try await ConformanceRun(of: mute, corpus: whole, oracle: reference)
        #expect(
            run.shortfalls == [
                "no sign vector was asked; conform the verifier to Signer and declare the operation sign"
            ]
        )
    }

    @Test func `what a signer does wrong is a deviation, and goes into the baseline`() async throws {
        let folder = try Folder()
        let careless = CarelessSigner()
        func run(_ environment: [String: String]) async throws -> ConformanceRun {
            try await ConformanceRun(
                of: careless,
                corpus: try Self.corpus.get(),
                baseline: folder.path + "/known.json",
                oracle: ReferenceVerifier(),
                environment: environment
            )
        }
        try JSONEncoder().encode(Baseline()).write(to: URL(filePath: folder.path + "/known.json"))
        let found = try await run([:])
        #expect(found.deviations.contains { $0.verdict == .unsafe })
        #expect(careless.finished.withLock { $0 } == 1)
        let written = try await run(["JWT_ASSAY_WRITE_BASELINE": "1"])
        #expect(written.isAsExpected, "\(written)")
        let baseline = try Baseline(json: try folder.content("known.json"))
        #expect(baseline.sign?.contains { $0.verdict == .unsafe } == true)
    }

    @Test func `the reports are written if they're asked for`() async throws {
        let folder = try Folder()
        let reference = ReferenceVerifier()
        let run = try await ConformanceRun(of: reference, corpus: try Self.corpus.get(), oracle: reference)
        try run.writeReports(to: folder.path + "/reports")
        let document = try RunDocument(json: try folder.content("reports/run.json"))
        #expect(document.implementations.count == 1)
        #expect(document.implementations.first?.summary == run.document.implementations.first?.summary)
        #expect(document.suite.corpus == run.document.suite.corpus)
        #expect(!document.suite.corpus.isEmpty && !document.attacks.isEmpty && !document.rules.isEmpty)
        let junit = String(decoding: try folder.content("reports/junit.xml"), as: UTF8.self)
        #expect(junit.split(separator: "<testcase ").count == document.vectors.count + 1)
        #expect(junit.contains("sign/header/alg"))
        #expect(try folder.content("reports/report.html").starts(with: Array("<!doctype html>".utf8)))
    }

    @Test func `the vector that is being asked stands in a file until the run is over`() async throws {
        let folder = try Folder()
        let file = folder.path + "/asking.txt"
        let corpus = try corpus("claims/times/")
        let witness = Witness(file: file)
        _ = try await ConformanceRun(of: witness, corpus: corpus, environment: ["JWT_ASSAY_REPORT": folder.path])
        let seen = witness.seen.withLock { $0 }
        let ids = Dictionary(corpus.vectors.map { ($0.question, $0.id + "\n") }) { first, _ in first }
        #expect(seen.count >= corpus.vectors.count)
        for (question, text) in seen { #expect(ids[question] == text) }
        #expect(!FileManager.default.fileExists(atPath: file))
    }
}

/// A folder that is gone after the test.
private final class Folder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path() + "jwt-assay-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func content(_ name: String) throws -> [UInt8] {
        Array(try #require(FileManager.default.contents(atPath: "\(path)/\(name)"), "no \(name)"))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// The reference as another library that can do less, and that may not look at `nbf`.
private struct Sample: Verifier {
    var algorithms = ["HS256"]
    var policy = ["algorithms", "now", "leeway"]
    var operations = ["verify"]
    /// Tokens whose `nbf` isn't looked at.
    var accepted: Set<Question.Token> = []

    var profile: ImplementationProfile {
        ImplementationProfile(
            name: "sample",
            version: "1",
            language: "Swift",
            capabilities: Capabilities(
                operations: operations,
                algorithms: algorithms,
                keys: ["jwk", "jwks"],
                policy: policy
            )
        )
    }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        var question = question
        if accepted.contains(question.token) { question.policy.now = nil }
        return try await ReferenceVerifier().answer(question)
    }
}

/// A verifier that isn't there.
private struct Absent: Verifier {
    var profile: ImplementationProfile {
        get throws(VerifierFault) { throw .unavailable("it isn't there", standardError: "") }
    }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        throw .unavailable("it isn't there", standardError: "")
    }
}

/// The reference as a signer that signs under `none` too, and counts how often it's finished.
private final class CarelessSigner: Signer {
    let finished = Mutex(0)

    var profile: ImplementationProfile {
        get async throws(VerifierFault) {
            var profile = ReferenceVerifier().profile
            profile.capabilities?.algorithms = ["HS256"]
            return profile
        }
    }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        try await ReferenceVerifier().answer(question)
    }

    func sign(_ request: SignRequest) async throws(VerifierFault) -> SignAnswer {
        guard request.algorithm == "none" else { return try await ReferenceVerifier().sign(request) }
        return .token("eyJhbGciOiJub25lIn0.\(request.payload.base64url).")
    }

    func finish() async { finished.withLock { $0 += 1 } }
}

/// The reference, which looks at a file whenever it's asked.
private final class Witness: Verifier {
    let seen = Mutex<[(Question, String)]>([])
    private let file: String

    init(file: String) { self.file = file }

    var profile: ImplementationProfile { ReferenceVerifier().profile }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        let text = FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) } ?? ""
        seen.withLock { $0.append((question, text)) }
        return try await ReferenceVerifier().answer(question)
    }
}
