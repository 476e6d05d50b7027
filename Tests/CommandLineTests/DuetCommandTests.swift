import Foundation
import JWTWorkloads
import Testing

/// `jwt-bench duet`, and runs of several processes, with the program itself.
@Suite(.timeLimit(.minutes(5))) struct DuetCommandTests {
    private let corpus: SmallCorpus
    private let program = CommandLine.program("jwt-bench")

    init() throws {
        corpus = try SmallCorpus()
    }

    private func duet(_ arguments: String...) async throws -> Ended {
        try await CommandLine.bench(
            ["duet", program, program, "--algorithms", "HS256", "--operation", "verify"] + arguments
        )
    }

    @Test func `twice the work is found, and the pairs are kept`() async throws {
        let file = "\(corpus.path)/duet.json"
        let ended = try await duet("--pairs", "8", "--added-work", "100", "--resume", file)
        #expect(ended.code == 1, "\(ended.output)\(ended.talk)")
        #expect(ended.output.contains("slower"))
        let document = try DuetDocument(json: Array(try Data(contentsOf: URL(filePath: file))))
        #expect(document.rows.map(\.pairs.count) == [8])
        #expect(document.isComplete)
        // What is there isn't measured again, and every form shows it.
        let before = try Data(contentsOf: URL(filePath: file))
        #expect(try await duet("--pairs", "8", "--added-work", "100", "--resume", file).code == 1)
        #expect(try Data(contentsOf: URL(filePath: file)) == before)
        for format in ["human", "markdown", "csv", "html", "json"] {
            let report = try await CommandLine.bench(["report", file, "--format", format])
            #expect(report.code == 0, "\(report.talk)")
            #expect(report.output.contains("HS256"))
        }
        let power = try await CommandLine.bench(["power", file, "--minutes", "0.01", "--trials", "10"])
        #expect(power.code == 0, "\(power.talk)")
        #expect(power.output.contains("100.0 %"))
        // Another pair of programs has pairs of its own.
        let other = try await CommandLine.bench(["duet", "/bin/true", program, "--resume", file])
        #expect(other.code == 64)
    }

    @Test(arguments: [
        ("/bin/true", 3, "ended without an answer"), ("/nonexistent/jwt-bench", 64, "isn't a program"),
        ("exec:/bin/true", 64, "one of each"), ("fleet:nobody", 64, "nobody"), ("exec:'", 64, "quote"),
    ])
    func `a side that isn't a jwt-bench ends with its reason`(_ side: String, _ code: Int, _ words: String) async throws
    {
        let ended = try await CommandLine.bench(
            ["duet", program, side, "--algorithms", "HS256", "--operation", "verify", "--pairs", "1"]
        )
        #expect(ended.code == code, "\(ended.talk)")
        #expect((ended.output + ended.talk).contains(words), "\(ended.output)\(ended.talk)")
    }

    @Test(arguments: [
        ["--minutes", "0"], ["--pairs", "0"], ["--added-work", "much"], ["--band", "-1"], ["--relevance", "0"],
        ["--algorithms", "none"], ["--resume", "/nonexistent/duet.json", "--pairs", "1"],
    ])
    func `wrong arguments are a usage error`(_ arguments: [String]) async throws {
        let ended = try await CommandLine.bench(["duet", program, program] + arguments)
        #expect(ended.code == 64, "\(ended.talk)")
    }

    @Test func `a run of several processes is one document, which compares with itself`() async throws {
        let file = "\(corpus.path)/run.json"
        func run(_ processes: String, _ algorithms: String = "HS256") async throws -> BenchmarkDocument {
            let ended = try await CommandLine.bench([
                "run", "--algorithms", algorithms, "--workers", "1,2", "--ring", "32", "--rounds", "8", "--processes",
                processes,
                "--resume", file, "--format", "csv",
            ])
            #expect(ended.code == 0, "\(ended.talk)")
            return try BenchmarkDocument(json: Array(try Data(contentsOf: URL(filePath: file))))
        }
        let first = try await run("2")
        #expect(first.isComplete)
        #expect(first.results.count == 4)
        #expect(first.results.allSatisfy { $0.figures?.processRounds == [4, 4] })
        #expect(first.results.allSatisfy { ($0.figures?.seconds ?? 0) > 0 })
        // Further processes join those that are there.
        let more = try await run("4")
        #expect(more.results.allSatisfy { $0.figures?.processRounds == [4, 4, 2, 2] })
        let compared = try await CommandLine.bench(["compare", file, file])
        #expect(compared.code == 0)
        #expect(!compared.output.contains("single process"))
    }
}
