import FoundationEssentials

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
    /// - Parameter progress: called with each step's name before it begins.
    /// - Returns: the steps that were taken.
    package func run(_ progress: @Sendable (String) -> Void) async -> [Step] {
        let (id, own) = (member.id, member.ownBaseline)
        let earlier = FileManager.default.contents(atPath: own)
        var steps = [await step("install", ["fleet", "install", id], progress)]
        if steps[0].failure == nil {
            let run = [
                "fleet", "run", id, "--write-baselines", "--quiet", "--format", "json", "--output",
                "\(folder)/run.json",
            ]
            let sign = [
                "fleet", "sign", id, "--write-baselines", "--quiet", "--format", "json", "--output",
                "\(folder)/sign.json",
            ]
            // A member that doesn't sign has nothing selected, which is no failure.
            let rest: [(String, [String], [Int32])] = [
                ("doctor", ["doctor", "fleet:\(id)"], [1]), ("run", run, [1]), ("sign", sign, [1, 4]),
            ]
            for (name, arguments, good) in rest where !Task.isCancelled {
                steps.append(await step(name, arguments + vectors, accepting: good, progress))
            }
        }
        copy(own, to: "baseline.json")
        copy("\(member.folder)/adapter.json", to: "adapter.json")
        copy("\(FleetWorkshop().logs)/\(id).log", to: "build.log")
        copy(
            "\(EnvironmentsLocation.directory(adapters: AdaptersLocation.directory()))/\(id)/release.json",
            to: "release.json"
        )
        // The adapters' folder stays as it was: what was drawn is in the folder to hand back.
        if let earlier {
            try? earlier.write(to: URL(filePath: own))
        } else {
            try? FileManager.default.removeItem(atPath: own)
        }
        return steps
    }

    private func step(
        _ name: String,
        _ arguments: [String],
        accepting good: [Int32] = [],
        _ progress: @Sendable (String) -> Void
    ) async -> Step {
        progress(name)
        let log = "\(folder)/\(name).txt"
        try? FileManager.default.removeItem(atPath: log)
        let failure = await LoggedCommand(command: [program] + arguments, log: log).run(accepting: good)
        return Step(name: name, failure: failure.map { "FAILED (\($0), see \(name).txt)" })
    }

    private func copy(_ path: String, to name: String) {
        guard let content = FileManager.default.contents(atPath: path) else { return }
        try? content.write(to: URL(filePath: "\(folder)/\(name)"))
    }
}
