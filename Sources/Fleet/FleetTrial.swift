import FoundationEssentials
import JWTConformance

/// A member of the fleet taken through all steps by the program itself, with what each said in a folder.
package struct FleetTrial: Sendable {
    /// What became of a step.
    package struct Step: Hashable, Sendable {
        package let name: String
        /// Why it failed; `nil`: it didn't.
        package let failure: String?
    }

    private let member: FleetMember
    private let folder: String
    private let program: String
    private let vectors: [String]

    /// Prepares a trial.
    ///
    /// - Parameters:
    ///   - member: the member.
    ///   - folder: where the results go; it's made.
    ///   - vectors: the folder of the vectors, if it was named.
    ///   - program: this program.
    package init(_ member: FleetMember, folder: String, vectors: String?, program: String = "/proc/self/exe") {
        (self.member, self.folder) = (member, folder)
        self.program = (try? FileManager.default.destinationOfSymbolicLink(atPath: program)) ?? program
        self.vectors = vectors.map { ["--vectors", $0] } ?? []
    }

    /// Installs and builds, then checks, runs, signs and draws the baseline; later steps need the first.
    ///
    /// The adapters' own folder stays as it was: it may belong to somebody else.
    ///
    /// - Parameter progress: called with each step's name before it begins.
    /// - Returns: the steps that were taken.
    package func run(_ progress: @Sendable (String) -> Void) async -> [Step] {
        let id = member.id
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let baseline = "\(folder)/baseline.json"
        // The words of an earlier baseline are kept in the new one.
        copy(member.ownBaseline, to: "baseline.json")
        let build = FleetWorkshop().log(of: member)
        try? FileManager.default.removeItem(atPath: build)
        var steps = [await step("install", ["fleet", "install", id], because: build, progress)]
        if steps[0].failure == nil {
            func ask(_ verb: String) -> [String] {
                [
                    "fleet", verb, id, "--write-baseline", baseline, "--quiet", "--format", "json", "--output",
                    "\(folder)/\(verb).json",
                ]
            }
            // A member that doesn't sign has nothing selected, which is no failure.
            let rest: [(String, [String], [Int32])] = [
                ("doctor", ["doctor", "fleet:\(id)"], [1]), ("run", ask("run"), [1]), ("sign", ask("sign"), [1, 4]),
            ]
            for (name, arguments, good) in rest where !Task.isCancelled {
                steps.append(await step(name, arguments + vectors, accepting: good, progress))
            }
        }
        copyEvidence()
        return steps
    }

    private func step(
        _ name: String,
        _ arguments: [String],
        accepting good: [Int32] = [],
        because log: String? = nil,
        _ progress: @Sendable (String) -> Void
    ) async -> Step {
        progress(name)
        let output = "\(folder)/\(name).txt"
        try? FileManager.default.removeItem(atPath: output)
        let failure = await LoggedCommand(command: [program] + arguments, log: output).run(accepting: good)
        let cause = log.flatMap { FleetWorkshop().lastLine(of: $0) }
        return Step(name: name, failure: failure.map { "FAILED (\(cause ?? $0), see \(member.id)/\(name).txt)" })
    }

    /// What the build was given, what it said, and which versions the registry's client settled on.
    private func copyEvidence() {
        let environment =
            "\(EnvironmentsLocation.directory(adapters: AdaptersLocation.directory()))/\(member.id)"
        copy("\(member.folder)/adapter.json", to: "adapter.json")
        copy("\(FleetWorkshop().logs)/\(member.id).log", to: "build.log")
        copy("\(FleetWorkshop().logs)/apt-get.log", to: "apt-get.log")
        let names: Set = [
            "release.json", "package-lock.json", "Cargo.lock", "go.mod", "go.sum", "composer.lock", "pom.xml",
            "jars.txt",
        ]
        for part in ["", "/package", "/module"] {
            let files = (try? FileManager.default.contentsOfDirectory(atPath: environment + part)) ?? []
            for file in files where names.contains(file) || file.hasSuffix(".log") {
                copy("\(environment)\(part)/\(file)", to: file)
            }
        }
    }

    private func copy(_ path: String, to name: String) {
        guard let content = FileManager.default.contents(atPath: path) else { return }
        try? content.write(to: URL(filePath: "\(folder)/\(name)"))
    }
}
