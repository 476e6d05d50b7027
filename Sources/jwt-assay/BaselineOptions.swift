import ArgumentParser
import CommandLineKit
import JWTConformance

/// What is known of an implementation already: the options of every command that holds answers against a baseline.
struct BaselineOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The known deviations of an implementation; everything else, and every entry that doesn't hold, is an "
                + "error. May be repeated.",
            valueName: "file"
        )
    )
    var baseline: [String] = []

    @Option(
        help: ArgumentHelp(
            "Write what the one implementation does that isn't as expected as a baseline; the reasons that the file "
                + "already gives are kept, and what it says of the other half: `run` and `sign` share a file.",
            valueName: "file"
        )
    )
    var writeBaseline: String?

    /// Checks that the file to write is for one implementation.
    func check(_ verifiers: Int) throws {
        guard writeBaseline == nil || verifiers == 1 else {
            throw Failure(.usage, "--write-baseline is for one verifier at a time")
        }
    }

    /// Reads the baselines.
    ///
    /// - Parameter own: paths of baselines beside those that the command line names.
    /// - Returns: what they hold, with the files.
    /// - Throws: where a file isn't a baseline.
    func read(beside own: [String]) throws -> [NamedBaseline] { try (baseline + own).map(NamedBaseline.init) }
}

extension [NamedBaseline] {
    /// Baselines that are for none of the implementations: a misspelt name must not make a baseline go unnoticed.
    func unused(by runs: [ImplementationRun]) -> [String] {
        guard runs.allSatisfy({ $0.implementation != nil }) else { return [] }
        let names = Set(runs.compactMap(\.implementation?.name))
        return compactMap { named in
            guard let name = named.baseline.implementation, !names.contains(name) else { return nil }
            return "\(named.path) is for \(name), which isn't in this run; there are \(names.sorted())"
        }
    }
}
