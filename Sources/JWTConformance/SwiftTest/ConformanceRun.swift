import FoundationEssentials

/// One run of the corpus against an implementation in this process: what a Swift library's own tests check.
///
/// ```swift
/// let run = try await ConformanceRun(of: MyVerifier(), baseline: "known-deviations.json", minimum: 400)
/// #expect(run.isAsExpected, "\(run)")
/// ```
///
/// A run is as expected if every verdict is right or listed in the baseline, if the baseline lists nothing else, and if
/// nothing is missing: see ``shortfalls``. Two environment variables change what it does:
///
/// - `JWT_ASSAY_WRITE_BASELINE=1` writes the baseline instead of checking it, and keeps the reasons that the file already
///   gives.
/// - `JWT_ASSAY_REPORT=FOLDER` asks one question at a time and keeps the ID of the current vector in `FOLDER/asking.txt`. A
///   library that crashes takes the test process with it, and this file then says at which vector. The module `JWTReports`
///   writes its reports to the same folder.
public struct ConformanceRun: Sendable {
    /// The whole run: enough to write any report from.
    public let document: RunDocument
    /// What keeps the run as a whole from being as expected, a sentence each.
    ///
    /// Fewer vectors were asked than the minimum, an algorithm or operation is declared of which nothing was asked, the
    /// implementation couldn't be run to the end, or the baseline is for another one.
    public let shortfalls: [String]

    let cases: [String: Case]

    /// Runs the corpus against an implementation.
    ///
    /// - Parameters:
    ///   - verifier: the implementation. It's finished at the end.
    ///   - corpus: the vectors; absent: ``Corpus/standard(at:)``.
    ///   - baseline: the path of the file with known deviations, in the format of `jwt-assay run --baseline`. A relative
    ///     path starts at the folder of `file`. Absent: nothing is known, and skips are fine.
    ///   - minimum: how many vectors have to be asked, of verification and signing together; at least 1. A verifier that
    ///     declares too little is skipped almost everywhere, and would otherwise pass.
    ///   - profile: how expectations are read if the RFCs leave room.
    ///   - minter: makes tokens for a verifier whose clock can't be set: `ReferenceMinter` of `JWTAdapters`. Absent:
    ///     vectors about time are skipped for such a verifier.
    ///   - oracle: verifies the tokens of a ``Signer``: `ReferenceVerifier` of `JWTAdapters`. Absent: signing isn't asked.
    ///   - file: the source file of the call.
    /// - Throws: ``CorpusError`` or ``BaselineError`` if a file can't be used; an error of Foundation if one can't be
    ///   written.
    public init(
        of verifier: some Verifier,
        corpus: Corpus? = nil,
        baseline: String? = nil,
        minimum: Int = 1,
        profile: GradingProfile = .standard,
        minter: (any Minter)? = nil,
        oracle: (any Verifier)? = nil,
        file: String = #filePath
    ) async throws {
        try await self.init(
            of: verifier,
            corpus: corpus,
            baseline: baseline,
            minimum: minimum,
            profile: profile,
            minter: minter,
            oracle: oracle,
            file: file,
            environment: ProcessInfo.processInfo.environment
        )
    }

    /// Runs the corpus under an environment that's given.
    package init(
        of verifier: some Verifier,
        corpus: Corpus? = nil,
        baseline: String? = nil,
        minimum: Int = 1,
        profile: GradingProfile = .standard,
        minter: (any Minter)? = nil,
        oracle: (any Verifier)? = nil,
        file: String = #filePath,
        environment: [String: String]
    ) async throws {
        let corpus = try corpus ?? .standard()
        let known = try baseline.map { path in
            try KnownDeviations(path, beside: file, isWriting: environment["JWT_ASSAY_WRITE_BASELINE"] == "1")
        }
        let folder = environment["JWT_ASSAY_REPORT"]
        let asking = try Asking(verifier, corpus: corpus, asksSigners: oracle != nil, folder: folder)
        let document = await asking.document(profile: profile, minter: minter, oracle: oracle)
        let written = try known?.written(document, corpus)
        self.init(
            document,
            asking: asking,
            baseline: written ?? known?.baseline,
            minimum: minimum
        )
    }

    private init(_ document: RunDocument, asking: Asking, baseline: Baseline?, minimum: Int) {
        let document = document.judged(by: baseline.map { [$0] } ?? [], corpus: asking.vectors.map(\.id))
        self.document = document
        let cases = Case.all(of: document, asking.vectors)
        self.cases = Dictionary(cases.map { ($0.id, $0) }) { first, _ in first }
        shortfalls = Shortfalls(document, of: asking.vectors, baseline: baseline, minimum: minimum).sentences
    }
}
