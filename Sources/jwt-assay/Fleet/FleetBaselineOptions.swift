import ArgumentParser
import CommandLineKit
import Fleet
import JWTConformance

/// What becomes of the adapters' own baselines.
struct FleetBaselineOptions: ParsableArguments {
    @ArgumentParser.Flag(help: "Leave the adapters' own baselines aside and show every deviation.")
    var withoutBaselines = false

    @ArgumentParser.Flag(help: "Write each adapter's baseline.json anew; the reasons that are there are kept.")
    var writeBaselines = false

    /// The baselines that members are held to.
    func paths(of members: [FleetMember]) -> [String] {
        withoutBaselines || writeBaselines ? [] : members.compactMap(\.baseline)
    }

    /// Writes the members' baselines, where that's asked for.
    ///
    /// - Parameters:
    ///   - runs: the parts of the run: the reference's, then those of the members in their order.
    ///   - members: the members.
    ///   - write: writes one to a path, and says what it wrote.
    /// - Returns: how the program ends; `nil` where nothing was to be written.
    /// - Throws: what isn't about one of the members.
    func write<Run: GradedRun>(
        _ runs: [Run],
        of members: [FleetMember],
        by write: (Run, FleetMember, _ path: String) throws -> String
    ) throws -> ExitStatus? {
        guard writeBaselines else { return nil }
        var ending = ExitStatus.asExpected
        for (member, run) in zip(members, runs.dropFirst()) {
            do {
                Terminal.talk(try write(run, member, "\(member.folder)/baseline.json") + "\n")
            } catch let failure as Failure {
                // The others' are written all the same.
                Terminal.complain("error: \(failure.message)")
                ending = failure.status
            }
        }
        return ending
    }
}
