import ArgumentParser
import CommandLineKit
import JWTConformance

/// What is known of an implementation already: the options of every command that holds answers against a baseline.
struct BaselineOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "An implementation's file of known deviations. New deviations, and listed ones that are now fixed, are "
                + "errors. May be repeated.",
            valueName: "file"
        )
    )
    var baseline: [String] = []

    @Option(
        help: ArgumentHelp(
            "Write the deviations of one implementation to a baseline. Existing reasons are kept, and so "
                + "is the file's other half: `run` and `sign` share it.",
            valueName: "file"
        )
    )
    var writeBaseline: String?

    /// Checks that the file to write is for one implementation.
    func check(_ verifiers: Int) throws {
        guard writeBaseline == nil || verifiers == 1 else {
            throw Failure(.usage, "--write-baseline takes exactly one verifier")
        }
    }

    /// Reads the baselines.
    ///
    /// - Parameter own: paths of baselines besides those on the command line, by the label of the verifier.
    /// - Returns: their contents, with the files.
    /// - Throws: an error if a file isn't a baseline.
    func read(beside own: [String: String]) throws -> [NamedBaseline] {
        try baseline.map { try NamedBaseline(path: $0) }
            + own.sorted { $0.key < $1.key }.map { try NamedBaseline(path: $0.value, label: $0.key) }
    }
}

extension [NamedBaseline] {
    /// Baselines that are for none of the implementations: a misspelt name must not make a baseline go unnoticed.
    func unused(by runs: [ImplementationRun]) -> [String] {
        guard runs.allSatisfy({ $0.implementation != nil }) else { return [] }
        let names = Set(runs.compactMap(\.implementation?.name))
        return compactMap { named in
            guard let name = named.baseline.implementation, !names.contains(name) else { return nil }
            return
                "\(named.path) is a baseline for \(name), but this run has only \(names.sorted()); leave it out or name that verifier"
        }
    }
}
