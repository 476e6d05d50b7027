import ArgumentParser
import FoundationEssentials
import JWTAdapters
import JWTConformance

/// A verifier as the command line names it: `reference`, or `exec:COMMAND`.
struct VerifierArgument: Hashable, Sendable {
    private enum Kind: Hashable {
        case reference
        case program([String])
    }

    /// The argument as it was written.
    let text: String
    private let kind: Kind

    /// Reads the argument.
    ///
    /// - Throws: what's wrong with it, in words.
    init(_ text: String) throws {
        self.text = text
        if text == "reference" {
            kind = .reference
            return
        }
        guard text.hasPrefix("exec:") else {
            throw ValidationError("a verifier is 'reference' or 'exec:COMMAND', such as 'exec:./my-adapter --fast'")
        }
        let command = String(text.dropFirst("exec:".count))
        // A path with a space in it needs no quotes.
        if FileManager.default.isExecutableFile(atPath: command) {
            kind = .program([command])
            return
        }
        guard let words = ShellWords.split(command) else {
            throw ValidationError("a quote isn't closed in \(text)")
        }
        guard words.first?.isEmpty == false else {
            throw ValidationError("'exec:' needs a command, such as 'exec:./my-adapter --fast'")
        }
        kind = .program(words)
    }

    /// The verifier with its name in the run; a program isn't started yet.
    var candidate: Candidate {
        switch kind {
        case .reference: Candidate(label: text, verifier: ReferenceVerifier())
        case .program(let command): Candidate(label: text, verifier: StdioVerifier(command: command))
        }
    }

    /// What `--help` says of it.
    static let help: ArgumentHelp = "'reference', or 'exec:COMMAND': a program that speaks the adapter protocol."
}

extension [VerifierArgument] {
    /// - Throws: where a verifier is named twice, so that the results couldn't be told apart.
    func checkDistinct() throws {
        var seen: Set<String> = []
        for argument in self where !seen.insert(argument.text).inserted {
            throw ValidationError("\(argument.text) is named twice; --repeat asks everything several times")
        }
    }
}
