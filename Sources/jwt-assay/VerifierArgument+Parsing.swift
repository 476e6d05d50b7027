import ArgumentParser
import CommandLineKit
import Fleet
import JWTConformance

/// What documents call the verifiers.
struct LabelOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What reports call a verifier in place of its command: the first label is for the first 'exec:' or 'gateway:' "
                + "verifier, and so on. May be repeated.",
            valueName: "text"
        )
    )
    var label: [String] = []

    func validate() throws {
        for text in label where text.isEmpty || text != text.bounded(to: 128) || text.contains("/") {
            throw ValidationError("--label takes printable text of at most 128 characters, without '/'")
        }
        guard Set(label).count == label.count else { throw ValidationError("--label takes a text only once") }
    }

    /// The verifiers with their labels.
    ///
    /// - Throws: an error if there are more labels than verifiers to take them, or one is taken.
    func applied(to verifiers: [VerifierArgument]) throws -> [VerifierArgument] {
        var (verifiers, labels) = (verifiers, label[...])
        for position in verifiers.indices where verifiers[position].takesName && !labels.isEmpty {
            verifiers[position].name = labels.removeFirst()
        }
        guard labels.isEmpty else {
            throw Failure(
                .usage,
                "--label is given \(label.count) times, but there are fewer 'exec:' and 'gateway:' verifiers"
            )
        }
        let names = verifiers.map(\.label)
        guard Set(names).count == names.count else {
            throw Failure(.usage, "two verifiers have the same label; give each a --label of its own")
        }
        return verifiers
    }
}

extension VerifierArgument {
    fileprivate var takesName: Bool { text.hasPrefix("exec:") || text.hasPrefix("gateway:") }
}

extension [VerifierArgument] {
    /// Checks that no verifier is named twice: the results couldn't be distinguished.
    func checkDistinct() throws {
        var seen: Set<String> = []
        for argument in self where !seen.insert(argument.text).inserted {
            throw ValidationError(
                "\(argument.text.bounded(to: 256)) is named twice; --repeat asks everything several times"
            )
        }
    }
}
