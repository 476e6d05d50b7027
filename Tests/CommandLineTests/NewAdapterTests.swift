import FoundationEssentials
import JWTAdapters
import JWTConformance
import JWTVectors
import Testing

/// What `jwt-assay new-adapter` writes works as it is, as far as an adapter can that calls no library yet; and with a
/// library's calls in the open places it's healthy.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct NewAdapterTests {
    /// One of each language, and what fills it.
    struct Filling: Sendable, CustomTestStringConvertible {
        let language: String
        /// The roster's adapter whose source is put in the place of the open one.
        let adapter: String
        let source: String
        /// What its build has to know beside.
        var build: [(String, String)] = []

        var testDescription: String { "\(language) by \(adapter)" }
    }

    private static let languages = AdapterSkeleton.languages()
    private static let fillings = [
        Filling(language: "python", adapter: "python-pyjwt", source: "adapter.py"),
        Filling(language: "javascript", adapter: "javascript-jose", source: "adapter.js"),
        Filling(language: "go", adapter: "go-golang-jwt", source: "adapter.go"),
        Filling(language: "rust", adapter: "rust-jsonwebtoken", source: "adapter.rs"),
        Filling(language: "java", adapter: "java-nimbus", source: "Adapter.java"),
        Filling(language: "ruby", adapter: "ruby-jwt", source: "adapter.rb"),
        Filling(language: "perl", adapter: "perl-crypt-jwt", source: "adapter.pl"),
        Filling(language: "c", adapter: "c-libjwt", source: "adapter.c", build: [("adapter.c", "adapter.c libjwt")]),
    ]

    private let folder = FileManager.default.temporaryDirectory.appending(path: "new-adapter-\(UUID())").path

    @Test func everyLanguageIsThere() {
        let expected = ["c", "go", "java", "javascript", "perl", "python", "ruby", "rust", "swift"]
        #expect(Self.languages == expected)
    }

    @Test func theNextCommandsAreSaidAndNothingIsOverwritten() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let language = try #require(Self.languages.first)
        let arguments = ["new-adapter", language.uppercased(), "--output", folder, "--name", "Jot 2"]
        let first = try await CommandLine.assay(arguments)
        #expect(first.code == 0, "\(first.talk)")
        for command in ["doctor -- \(folder)/run", "smoke exec:\(folder)/run", "run exec:\(folder)/run reference"] {
            #expect(first.output.contains("jwt-assay \(command)\n"), "\(first.output)")
        }
        let second = try await CommandLine.assay(arguments)
        #expect(second.code == 64)
        #expect(second.talk.contains("nothing is overwritten"))
        for wrong in [["cobol"], [], [language, "--name", "a\"b"], [language, "--output", "/proc/none"]] {
            let ended = try await CommandLine.assay(["new-adapter"] + wrong)
            #expect(ended.code == 64, "\(wrong): \(ended.talk)")
        }
    }

    /// Unwritten, it has manners already: all that's wrong is that no token is accepted.
    @Test(arguments: languages)
    func theSkeletonHasManners(_ language: String) async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await write(language, name: "Jot 2")
        try await buildIfNeeded()
        let examination = try await examine()
        #expect(examination.state == .complete)
        #expect(examination.implementation?.name == "Jot 2")
        let unwritten: Set = ["algorithms", "declared", "bench", "hello", "speed", "end"]
        let findings = examination.checks.filter { !unwritten.contains($0.id) }.flatMap(\.findings)
        #expect(findings.isEmpty, "\(findings)")
        let algorithms = examination.checks.first { $0.id == "algorithms" }
        #expect(algorithms?.state == .mustFix)
        #expect(algorithms?.findings.first?.came?.contains("not written yet") == true, "\(examination.checks)")
    }

    /// With the calls of a library of the roster it's healthy.
    @Test(arguments: fillings.filter { languages.contains($0.language) })
    func theSkeletonIsHealthyOnceItIsFilled(_ filling: Filling) async throws {
        let adapter = "\(AdaptersLocation.directory())/\(filling.adapter)"
        try Test.cancelUnless(isInstalled(filling.adapter), "\(filling.adapter) isn't installed here")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await write(filling.language, name: nil)
        try FileManager.default.removeItem(atPath: "\(folder)/\(filling.source)")
        try FileManager.default.copyItem(atPath: "\(adapter)/\(filling.source)", toPath: "\(folder)/\(filling.source)")
        for (text, replacement) in filling.build { try replace(text, by: replacement, in: "\(folder)/build") }
        try await buildIfNeeded()
        let examination = try await examine()
        #expect(examination.findings(.mustFix) == [])
        #expect(examination.isHealthy)
    }
}
