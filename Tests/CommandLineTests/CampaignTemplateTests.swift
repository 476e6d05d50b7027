import FoundationEssentials
import Testing

private let hasParallel = FileManager.default.isExecutableFile(atPath: "/usr/bin/parallel")
private let isSetUp = FileManager.default.isExecutableFile(atPath: CommandLine.checkPython)

/// The templates for engines do what they say, as far as that shows without the engine; `scripts/cluster-check` has the engines.
@Suite(.timeLimit(.minutes(5))) struct CampaignTemplateTests {
    /// Where the results lie; what lies beside vectors would be read as vectors.
    private let corpus: SmallCorpus
    private let own: SmallCorpus
    private let environment: [String: String?]

    /// Lays the program out so that `PATH` finds it.
    init() throws {
        (corpus, own) = (try SmallCorpus(), try SmallCorpus())
        try FileManager.default.createDirectory(atPath: corpus.path + "/bin", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: corpus.path + "/bin/jwt-assay",
            withDestinationPath: CommandLine.program("jwt-assay")
        )
        environment = [
            "PATH": "\(corpus.path)/bin:/usr/bin:/bin", "JWT_ASSAY_VECTORS": own.path, "JOBS": "2", "MACHINES": nil,
            "SLURM_RESTART_COUNT": nil,
        ]
    }

    private var results: String { corpus.path + "/the results" }
    private var adapter: String { CommandLine.adapter("accepts-everything") }

    private func merged() async throws -> Ended {
        let names = try FileManager.default.contentsOfDirectory(atPath: results).filter { $0.hasSuffix(".json") }
        return try await CommandLine.assay(["merge"] + names.map { "\(results)/\($0)" })
    }

    /// Stands in for ssh: leaves out the options and the machine, and runs the command here.
    ///
    /// It names a shell as sshd does: without one, GNU parallel runs nothing and says that all went well.
    private static let ssh = """
        #!/bin/sh
        echo "$@" >> "$(dirname "$0")/asked"
        while case $1 in -*) true ;; *) false ;; esac; do shift; done
        shift
        [ "$1" != -- ] || shift
        SHELL=/bin/sh exec sh -c "$*"

        """

    @Test(.enabled(if: hasParallel, "apt-get install parallel"), arguments: [nil, "1/node1,1/node2"])
    func `GNU parallel runs every shard, here or over ssh, and the finished ones once`(_ machines: String?) async throws
    {
        let ssh = try corpus.write("bin/ssh", Self.ssh)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: ssh)
        func run() async throws -> Ended {
            try await CommandLine.script(
                "scripts/templates/parallel.sh",
                ["3", results, "run", adapter, "reference"],
                in: corpus.path,
                environment: environment.merging(["MACHINES": machines]) { $1 }
            )
        }
        // The adapter deviates, and `merge` ends the script.
        let first = try await run()
        #expect(first.code == 1, "\(first.talk)\(corpus.read("the results/parallel.log"))")
        #expect(corpus.read("the results/merged.run").contains("\"complete\":true"))
        #expect(corpus.read("bin/asked").contains("node2") == (machines != nil))
        let before = corpus.read("the results/2.json")
        try FileManager.default.removeItem(atPath: "\(results)/1.json")
        let second = try await run()
        #expect(second.code == 1, "\(second.talk)")
        #expect(corpus.read("the results/2.json") == before)
        #expect(!corpus.read("the results/1.json").isEmpty)
    }

    @Test func `a task of a Slurm array runs its shard`() async throws {
        for task in ["1", "2"] {
            let ended = try await CommandLine.script(
                "scripts/templates/slurm.sh",
                ["2", results, "run", adapter],
                in: corpus.path,
                environment: environment.merging(["SLURM_ARRAY_TASK_ID": task, "SLURM_ARRAY_JOB_ID": "7"]) { $1 }
            )
            #expect(ended.code == 0, "\(ended.talk)")
        }
        #expect(try await merged().code == 1)
    }

    /// Stands in for a program that was killed, and for Slurm's command.
    @Test(arguments: [(nil, "7_1\n"), ("2", "7_1\n"), ("3", "")])
    func `a killed worker asks Slurm for another try, three times`(_ restarts: String?, _ asked: String) async throws {
        try FileManager.default.removeItem(atPath: corpus.path + "/bin/jwt-assay")
        for (name, text) in [("jwt-assay", "exit 137"), ("scontrol", "echo \"$2\" >> '\(corpus.path)/asked'")] {
            let file = try corpus.write("bin/\(name)", "#!/bin/sh\n\(text)\n")
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
        }
        let ended = try await CommandLine.script(
            "scripts/templates/slurm.sh",
            ["2", results, "run", "reference"],
            in: corpus.path,
            environment: environment.merging(
                ["SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_JOB_ID": "7", "SLURM_RESTART_COUNT": restarts]
            ) { $1 }
        )
        #expect(ended.code == 137)
        #expect(corpus.read("asked") == asked)
    }

    @Test(.enabled(if: isSetUp, "scripts/setup makes the environment of the validator"))
    func `the Kubernetes manifest follows the API, and its command runs each shard`() async throws {
        let checked = try await CommandLine.check(
            "check-kubernetes.py",
            [CommandLine.root + "scripts/templates/kubernetes.yaml"]
        )
        #expect(checked.code == 0, "\(checked.talk)")
        struct Job: Decodable {
            let shards: Int
            let command: [String]
        }
        let job = try JSONDecoder().decode(Job.self, from: Data(checked.output.utf8))
        #expect(job.command.prefix(2) == ["/bin/sh", "-c"])
        try FileManager.default.createDirectory(atPath: results, withIntermediateDirectories: true)
        // The adapter isn't built here.
        let line = try #require(job.command.last).replacing(" fleet:python-pyjwt", with: "")
        for index in 0..<job.shards {
            let variables = "export RESULTS='\(results)' SHARDS=\(job.shards) JOB_COMPLETION_INDEX=\(index) "
            let ended = try await CommandLine.shell(
                "\(variables) JWT_ASSAY_VECTORS='\(own.path)' PATH='\(corpus.path)/bin':$PATH; \(line)"
            )
            #expect(ended.code == 0, "\(ended.talk)")
        }
        #expect(try await merged().code == 1)
    }
}
