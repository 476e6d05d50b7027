import FoundationEssentials
import JWTAdapters
import JWTConformance
import Testing

@testable import Doctor

/// What the doctor finds in programs that have one thing wrong.
@Suite(.serialized, .timeLimit(.minutes(4)))
struct DoctorTests {
    private static let corpus = Result { try Corpus(directory: CorpusLocation.sourceDirectory) }

    private func examine(
        _ command: [String],
        startUpSeconds: Double = 60,
        timeLimit: Double = 600
    ) async throws -> Examination {
        await Doctor(
            command: command,
            corpus: try Self.corpus.get(),
            replySchema: try JSONSchema.adapterReply(in: CorpusLocation.sourceDirectory + "/schema"),
            limits: .init(startUpSeconds: startUpSeconds, graceSeconds: 0.2),
            patience: .seconds(4),
            timeLimit: timeLimit
        ).examine()
    }

    /// A healthy adapter with one illness.
    private func patient(_ illness: String) -> [String] {
        program("DoctorTests/Programs/patient.py", illness)
    }

    private func program(_ path: String, _ ways: String...) -> [String] {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let system = "/usr/bin/python3"
        // A shim in PATH costs more than the test.
        let python = FileManager.default.isExecutableFile(atPath: system) ? system : "python3"
        return [python, tests.appending(path: path).path] + ways
    }

    @Test func `healthy adapters get no finding`() async throws {
        let examination = try await examine(patient("none"))
        #expect(examination.state == .complete)
        // How fast it is, is this machine's affair.
        let findings = examination.checks.filter { !["hello", "speed", "end"].contains($0.id) }.flatMap(\.findings)
        #expect(findings == [])
        #expect(examination.checks.filter { $0.state == .skipped } == [])
        #expect(examination.isHealthy)
        let speed = try #require(examination.speed)
        #expect(speed.medianSeconds > 0 && speed.vectors > 10 && speed.estimatedRunSeconds > speed.startUpSeconds)
    }

    /// What is wrong, and what is said of it: the check and its words.
    private static let illnesses: [(String, [String])] = [
        ("overclaims", ["algorithms: HS512 is declared, but answered unsupported"]),
        ("overclaims-policy", ["declared: policy:issuer: it accepts a token that must be rejected"]),
        ("misspelt", ["profile: capabilities.keys has unknown values: JWK"]),
        ("two-clocks", ["profile: the system's clock"]),
        ("strict", ["strangers: Unknown members in hello", "strangers: Unknown members in verify"]),
        ("operation", ["strangers: It doesn't answer unsupported to an unknown operation"]),
        ("order", ["order: sent at once"]),
        ("prints", ["answer: doesn't answer a plain question", "replies: isn't JSON"]),
        ("buffers", ["answer: doesn't answer a plain question"]),
        ("nul", ["odd-tokens: It doesn't reply to a token with U+0000"]),
        (
            "accepts-everything",
            ["odd-tokens: It accepts an empty token", "algorithms: it accepts a token with another payload"]
        ),
        ("blind", ["algorithms: algorithm:HS256: it accepts a token that must be rejected"]),
        ("payload", ["replies: payload: must match"]),
        ("signs-badly", ["sign: It doesn't sign with HS256 as requested"]),
        ("boasts", ["bench: It reports 1000.0 s"]),
        ("linger", ["end: It keeps running"]),
        ("goodbye", ["end: broke the protocol"]),
        ("status", ["end: it exited with status 1"]),
    ]

    @Test(arguments: illnesses)
    func `what must be fixed`(_ illness: String, _ signs: [String]) async throws {
        let examination = try await examine(patient(illness))
        #expect(!examination.isHealthy)
        let whats = examination.checks.map { "\($0.id): \($0.findings.map(\.what))" }
        for sign in signs {
            let colon = try #require(sign.firstRange(of: ": "))
            let found = examination.checks.first { $0.id == sign[..<colon.lowerBound] }
            #expect(found?.state == .mustFix)
            let fixes = found?.findings.filter { $0.severity == .mustFix } ?? []
            #expect(fixes.contains { $0.what.contains(sign[colon.upperBound...]) }, "\(sign) in \(whats)")
        }
    }

    @Test(arguments: [
        ("terse", "profile", "no homepage"), ("misspelt", "profile", "serialisations"),
        ("ignores-policy", "policy", "issuer, issuers"), ("unclean", "algorithms", "in error instead of reject"),
        ("reason", "reasons", "BadSignature"), ("times-anything", "bench", "times a token that isn't valid"),
        ("noisy", "stderr", "lines to standard error"), ("slow", "speed", "A question takes"),
    ])
    func `what is advised`(_ illness: String, _ check: String, _ words: String) async throws {
        let examination = try await examine(patient(illness))
        #expect(examination.isHealthy == (illness != "misspelt"))
        let findings = examination.checks.first { $0.id == check }?.findings ?? []
        #expect(findings.contains { $0.severity == .advice && $0.what.contains(words) }, "\(examination.checks)")
        #expect(findings.allSatisfy { !$0.change.isEmpty })
    }

    @Test(arguments: [
        ("mute", "gave no answer within", "flush"), ("shy", "no licence", "Read a line"),
        ("babble", "broke the protocol", "Write only replies to standard output"),
        ("protocol-2", "speaks adapter protocol 2", "protocol: must be 1"),
        ("nameless", "lacks protocol or implementation", "must have the member implementation"),
        ("hello-unsupported", "lacks protocol or implementation", "\"implementation\" with name"),
    ])
    func `a program that doesn't answer hello is reported`(_ way: String, _ what: String, _ change: String) async throws
    {
        let examination = try await examine(
            program("JWTAdaptersTests/Programs/program.py", way),
            startUpSeconds: way == "mute" ? 0.5 : 60
        )
        #expect(examination.state == .unavailable)
        #expect(!examination.isHealthy)
        let finding = try #require(examination.checks.first?.findings.first)
        #expect(finding.what.contains(what), "\(finding)")
        #expect(finding.change.contains(change), "\(finding)")
    }

    @Test(arguments: [["delay=5"], ["delay=5", "from=6"], ["delay=5", "by=main"]])
    func `a program that stops answering again and again isn't asked for long`(_ ways: [String]) async throws {
        let offender = program("JWTAdaptersTests/Programs/offender.py") + ["kind=hang", "at=*", "real=1"] + ways
        let start = ContinuousClock.now
        let examination = try await examine(offender)
        #expect(!examination.isHealthy)
        #expect(examination.findings(.mustFix).contains { $0.came?.contains("gave no answer within") == true })
        // One that stops at the second plain question isn't asked a third.
        let rest = examination.checks.first { $0.id == "rest" }
        #expect(rest?.state == .skipped, "\(examination.checks)")
        #expect(ContinuousClock.now - start < .seconds(90))
    }

    @Test func `a program that takes too long is told so`() async throws {
        let examination = try await examine(patient("slow"), timeLimit: 2)
        #expect(!examination.isHealthy)
        #expect(examination.findings(.mustFix).contains { $0.change.contains("--time-limit") }, "\(examination.checks)")
    }

    @Test func `a program that doesn't exist is reported`() async throws {
        let examination = try await examine(["/nowhere/adapter"])
        #expect(examination.state == .unavailable)
        #expect(examination.checks.first?.findings.first?.what.contains("can't be started") == true)
    }
}
