import ArgumentParser
import CommandLineKit
import JWTWorkloads
import Testing

@testable import BenchCommands

@Suite struct BenchOptionsTests {
    private static func plan(_ arguments: String...) throws -> BenchmarkPlan {
        try ChoiceOptions.parse(arguments).plan(implementations: [ReferenceImplementation()])
    }

    @Test func `without options everything is measured`() throws {
        let plan = try Self.plan()
        #expect(plan.algorithms == ReferenceImplementation().algorithms)
        #expect(plan.operations == [.sign, .verify])
        #expect(plan.workerCounts == Processors.workerCounts)
        #expect(plan.limit == .rounds(31))
        #expect(plan.variants == [.usual])
        #expect(plan.rsaBits == [2_048, 3_072, 4_096])
        #expect(plan.ringCount == nil)
        #expect(plan.processes == 10)
        #expect(plan.modes == [.dispatch])
    }

    @Test func `options choose`() throws {
        let plan = try Self.plan("--algorithms", "ES256,HS256", "--operation", "verify", "--workers", "1,3", "--quick")
        #expect(plan.algorithms == ["ES256", "HS256"])
        #expect(plan.operations == [.verify])
        #expect(plan.workerCounts == [1, 3])
        #expect(plan.limit == .rounds(7))
        #expect(try Self.plan("--variants", "usual,large+cold").variants.map(\.name) == ["usual", "large+cold"])
        #expect(try Self.plan("--variants", "all").variants == Variant.all)
        #expect(try Self.plan("--rsa", "4096").rsaBits == [4_096])
        #expect(try Self.plan("--quick").processes == 1)
        #expect(try Self.plan("--quick", "--processes", "3").processes == 3)
        #expect(try Self.plan("--mode", "both", "--ring", "64").modes == [.dispatch, .tasks])
        #expect(try Self.plan("--duration", "1.5").limit == .seconds(1.5))
        #expect(try Self.plan("--quick", "--rounds", "9").limit == .rounds(9))
    }

    @Test(
        arguments: [
            ["run", "--algorithms", "HS25"], ["run", "--algorithms", ""], ["run", "--workers", "0"],
            ["run", "--workers", "1,,2"], ["run", "--operation", "decrypt"], ["run", "--rounds", "0"],
            ["run", "--duration", "0"], ["run", "--duration", "1", "--rounds", "3"], ["run", "--format", "xml"],
            ["run", "--variants", "largest"], ["run", "--variants", "usual,"], ["run", "--rsa", "1024"],
            ["latency", "--loads", "0"], ["latency", "--workers", "0"], ["latency", "--algorithms", "none"],
            ["latency", "--seconds", "0"], ["session", "--sessions", "1"],
            ["compare", "/nonexistent/a", "/nonexistent/b"],
            ["check", "/nonexistent/a", "--limit", "ES256=1"], ["report", "/nonexistent/a"],
            ["run", "--resume", "/nonexistent/a"], ["run", "--price", "-1"],
            ["run", "--ring", "1"], ["run", "--processes", "0"], ["duet", "/nonexistent/a", "/nonexistent/b"],
            ["power", "/nonexistent/a"], ["run", "--mode", "threads"], ["rum"], ["--quick"],
            ["run", "--output", "/nonexistent/report", "--quick"],
        ]
    )
    func `wrong arguments are a usage error before anything is measured`(arguments: [String]) async {
        let error = await #expect(throws: (any Error).self) {
            var command = try JWTBench.parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        }
        #expect(error.map { Program.status(of: $0, in: JWTBench.self) } == ExitStatus.usage.rawValue)
    }

    @Test func `every mode explains itself by example`() {
        for command in JWTBench.configuration.subcommands where command.configuration.shouldDisplay {
            let help = JWTBench.helpMessage(for: command, columns: 120)
            let name = command._commandName
            #expect(name == "list" || help.contains("  jwt-bench \(name)"), "\(name)")
        }
    }
}
