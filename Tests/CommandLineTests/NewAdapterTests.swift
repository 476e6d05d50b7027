import Fleet
import FoundationEssentials
import JWTAdapters
import JWTConformance
import Testing

/// What `jwt-assay new-adapter` writes works as it is, as far as an adapter can that calls no library yet; and with a
/// library's calls in the open places it's healthy.
@Suite(.serialized, .timeLimit(.minutes(40)))
struct NewAdapterTests {
    /// What fills the skeleton of a language.
    struct Filling: Sendable, CustomTestStringConvertible {
        let language: String
        /// An adapter of the roster.
        let adapter: String
        /// Puts its source in the place of the open one; it's run in the skeleton's folder, with the folder of the adapter
        /// as ADAPTER and that of this package as ROOT.
        let fill: String
        /// Whether building takes more than some seconds.
        var isSlow = false

        var testDescription: String { "\(language) by \(adapter)" }
    }

    private static let fillings = [
        Filling(
            language: "c",
            adapter: "c-libjwt@bookworm",
            fill: "cp $ADAPTER/adapter.c . && sed -i 's/adapter.c$/& libjwt/' build"
        ),
        Filling(language: "erlang", adapter: "erlang-jose", fill: "cp $ADAPTER/adapter.erl ."),
        Filling(language: "go", adapter: "go-golang-jwt@bookworm", fill: "cp $ADAPTER/adapter.go ."),
        Filling(
            language: "java",
            adapter: "java-google-http-client",
            fill: """
                cp $ADAPTER/Adapter.java . && jars=/usr/share/java/gson.jar && for jar in google-http-client \
                google-http-client-gson guava opencensus-api opencensus-contrib-http-util commons-codec commons-logging \
                httpclient httpcore; do jars=$jars:/usr/share/java/$jar.jar; done && sed -i "s|/usr/share/java/gson.jar|$jars|" build
                """
        ),
        Filling(
            language: "javascript",
            adapter: "javascript-jose@bookworm",
            fill:
                "cp $ADAPTER/adapter.js . && sed -i 's|NODE_PATH=\"$common\"|NODE_PATH=\"$common:/usr/share/nodejs\"|' run"
        ),
        Filling(language: "lua", adapter: "lua-prosody", fill: "false"),
        Filling(language: "perl", adapter: "perl-crypt-jwt", fill: "cp $ADAPTER/adapter.pl ."),
        Filling(
            language: "python",
            adapter: "python-pyjwt",
            fill: """
                cp $ADAPTER/adapter.py . && cp -L --preserve=timestamps $ADAPTER/requirements.txt . && \
                ln -s $ROOT/.environments/python-pyjwt .environment
                """
        ),
        Filling(language: "ruby", adapter: "ruby-jwt", fill: "cp $ADAPTER/adapter.rb ."),
        Filling(
            language: "rust",
            adapter: "rust-jsonwebtoken@bookworm",
            fill: "cp $ADAPTER/adapter.rs $ADAPTER/Cargo.toml .",
            isSlow: true
        ),
        Filling(
            language: "swift",
            adapter: "swift-jwt-kit",
            fill: """
                cp $ADAPTER/JWTKitAdapter.swift $ADAPTER/Package.swift . && rm MyAdapter.swift && \
                sed -i 's|"../common/swift/AdapterProtocol"|"AdapterProtocol"|' Package.swift
                """,
            isSlow: true
        ),
    ]

    private static let present = AdapterSkeleton.languages()
    private static let isPatient = !(ProcessInfo.processInfo.environment["JWT_ASSAY_SLOW_TESTS"] ?? "").isEmpty

    private let folder = FileManager.default.temporaryDirectory.appending(path: "new-adapter-\(UUID())").path

    @Test func `every language has a skeleton`() {
        let expected: Set = ["c", "go", "java", "javascript", "perl", "python", "ruby", "rust", "swift"]
        #expect(expected.subtracting(Self.present) == [])
        #expect(Set(Self.present).subtracting(Self.fillings.map(\.language)) == [], "a language that isn't tested here")
    }

    @Test func `it prints the next commands and overwrites nothing`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let arguments = ["new-adapter", "Python", "--output", folder, "--name", "Jot 2"]
        let first = try await CommandLine.assay(arguments)
        #expect(first.code == 0, "\(first.talk)")
        for command in ["doctor -- \(folder)/run", "smoke exec:\(folder)/run", "run exec:\(folder)/run reference"] {
            #expect(first.output.contains("jwt-assay \(command)\n"), "\(first.output)")
        }
        let second = try await CommandLine.assay(arguments)
        #expect(second.code == 64)
        #expect(second.talk.contains("nothing is overwritten"))
        for wrong in [["cobol"], [], ["python", "--name", "a\"b"], ["python", "--output", "/proc/none"]] {
            let ended = try await CommandLine.assay(["new-adapter"] + wrong)
            #expect(ended.code == 64, "\(wrong): \(ended.talk)")
        }
    }

    /// Unwritten, it has manners already: all that's wrong is that no token is accepted.
    @Test(arguments: fillings.filter { present.contains($0.language) })
    func `the unfilled skeleton follows the protocol`(_ filling: Filling) async throws {
        try await skipUnlessInstalled(filling)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await write(filling.language)
        try await build()
        let examination = try await examine()
        #expect(examination.state == .complete)
        #expect(examination.implementation?.name == "Jot 2")
        // How fast it is, is this machine's affair.
        let unwritten: Set = ["algorithms", "declared", "hello", "speed", "end"]
        let findings = examination.checks.filter { !unwritten.contains($0.id) }.flatMap(\.findings)
        #expect(findings == [])
        let algorithms = examination.checks.first { $0.id == "algorithms" }
        #expect(algorithms?.state == .mustFix)
        #expect(algorithms?.findings.first?.came?.contains("not written yet") == true, "\(examination.checks)")
    }

    /// With the calls of a library of the roster it's healthy.
    @Test(arguments: fillings.filter { present.contains($0.language) && $0.fill != "false" })
    func `the filled skeleton passes doctor`(_ filling: Filling) async throws {
        try await skipUnlessInstalled(filling)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await write(filling.language)
        let adapter = "\(AdaptersLocation.directory())/\(filling.adapter)"
        try await shell("export ADAPTER='\(adapter)' ROOT='\(CommandLine.root)' && \(filling.fill)")
        try await build()
        let examination = try await examine()
        #expect(examination.findings(.mustFix) == [])
        #expect(examination.isHealthy)
    }

    /// What was prepared for a question of a sequence is kept for those that differ in their token alone, and for no
    /// others: the last hundred are there.
    @Test(arguments: fillings.filter { present.contains($0.language) })
    func `the prepared verifier is kept for a sequence`(_ filling: Filling) async throws {
        try await skipUnlessInstalled(filling)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let edit = try #require(NumberingVerifiers.edits[filling.language])
        try await write(filling.language)
        try Data(edit.script.utf8).write(to: URL(filePath: "\(folder)/edit.sed"))
        try await shell("sed -i -f edit.sed \(edit.file)")
        try await build()

        func question(_ token: String, _ sequence: String?, _ adjust: (inout Question) -> Void = { _ in }) -> Question {
            let key = JSONValue.object(["kty": .string("oct"), "k": .string("AAAA")])
            var question = Question(
                content: .claims,
                token: .text(token),
                key: .jwk(key, pem: nil),
                policy: VerificationPolicy(["HS256"]),
                sequence: sequence
            )
            adjust(&question)
            return question
        }
        let another = JSONValue.object(["kty": .string("oct"), "k": .string("AAAB")])
        var asked = [
            (question("a", "s1"), 1), (question("b", "s1"), 1),
            (question("b", "s1") { $0.policy = VerificationPolicy(["HS512"]) }, 2), (question("c", "s1"), 1),
            (question("a", nil), 3), (question("a", nil), 4), (question("a", "s2"), 5),
            (question("a", "s1") { $0.content = .bytes }, 6),
            (question("a", "s1") { $0.key = .jwk(another, pem: nil) }, 7), (question("d", "s1"), 1),
        ]
        asked += (0..<100).map { (question("a", "t\($0)"), 8 + $0) }
        asked += [(question("a", "t0"), 8), (question("a", "s1"), 108)]

        var lines = Data()
        for (place, (question, _)) in asked.enumerated() {
            var request = AdapterRequest(verifying: question)
            request.id = place
            lines += try request.line()
        }
        try lines.write(to: URL(filePath: "\(folder)/questions"))
        let ended = try await CommandLine.shell("cd '\(folder)' && ./run < questions")
        let numbers = try ended.output.split(separator: "\n").map { line in
            let reply = try JSONDecoder().decode([String: JSONValue].self, from: Data(line.utf8))
            guard case .string(let payload) = reply["payload"] else { return "\(line)" }
            return Octets(base64url: payload).map { String(decoding: $0.bytes, as: UTF8.self) } ?? payload
        }
        #expect(numbers == asked.map { "\($0.1)" }, "\(ended.talk)")
    }

    /// Ends the test where the machine has not what the language and the library need.
    private func skipUnlessInstalled(_ filling: Filling) async throws {
        if filling.isSlow, !Self.isPatient { try Test.cancel("it takes minutes; set JWT_ASSAY_SLOW_TESTS=1") }
        let member = try FleetMember(id: filling.adapter, in: AdaptersLocation.directory())
        let installed = await DebianPackages(log: "/dev/null").versions(of: member.packages)
        let missing = member.packages.filter { installed?[$0] == nil }
        if !missing.isEmpty { try Test.cancel("not installed: \(missing.joined(separator: ", "))") }
        let environment = "\(CommandLine.root).environments/\(filling.adapter)"
        if filling.language == "python", !FileManager.default.fileExists(atPath: environment) {
            try Test.cancel("there is no environment of \(filling.adapter)")
        }
    }

    private func write(_ language: String) async throws {
        let ended = try await CommandLine.assay(["new-adapter", language, "--output", folder, "--name", "Jot 2"])
        #expect(ended.code == 0, "\(ended.talk)")
    }

    private func build() async throws {
        try await shell("if [ -x build ]; then CRATES=/usr/share/cargo/registry LIBRARY_VERSION=0 ./build; fi")
    }

    private func shell(_ line: String) async throws {
        let ended = try await CommandLine.shell("cd '\(folder)' && \(line)")
        try #require(ended.code == 0, "\(line): \(ended.output)\(ended.talk)")
    }

    private func examine() async throws -> Examination {
        let ended = try await CommandLine.assay([
            "doctor", "--format", "json", "--vectors", CorpusLocation.sourceDirectory, "--start-up", "60", "--",
            "\(folder)/run",
        ])
        return try JSONDecoder().decode(Examination.self, from: Data(ended.output.utf8))
    }
}
