import FoundationEssentials
import JWTAdapters
package import JWTConformance

/// A verifier as a command line names it: `reference`, `fleet:NAME`, `gateway:FILE` or `exec:COMMAND`.
package struct VerifierArgument: Hashable, Sendable {
    private enum Kind: Hashable {
        case reference
        case program([String])
        case gateway(String)
    }

    /// What `--help` says of it.
    package static let help =
        "'reference', 'fleet:NAME' (an adapter of the suite), 'gateway:FILE' (an HTTP gateway, described by a file), "
        + "or 'exec:COMMAND' (a program that speaks the adapter protocol)."

    /// The argument as written: only for the user's own terminal, since it may hold a secret.
    package let text: String
    /// What the user wants documents to call it.
    package var name: String?
    private let kind: Kind

    /// Reads the argument.
    ///
    /// - Parameter text: `reference`, `fleet:` and the name of a ``FleetMember``, `gateway:` and the path of a
    ///   `jwt-assay/gateway/1`, or `exec:` and a command with quotes as in a shell, or the path of an executable.
    /// - Throws: what's wrong with it.
    package init(_ text: String) throws(VerifierArgumentError) {
        self.text = text
        if text == "reference" {
            kind = .reference
            return
        }
        if text.hasPrefix("fleet:") {
            do throws(FleetError) {
                let name = String(text.dropFirst("fleet:".count))
                kind = .program(try FleetMember(id: name, in: AdaptersLocation.directory()).runCommand)
            } catch {
                throw VerifierArgumentError("\(error)")
            }
            return
        }
        if text.hasPrefix("gateway:") {
            let file = String(text.dropFirst("gateway:".count))
            guard !file.isEmpty else {
                throw VerifierArgumentError("'gateway:' needs a file; jwt-assay routes --output DIR writes a draft")
            }
            PrivateWords.remember(["", file])
            kind = .gateway(file)
            return
        }
        guard text.hasPrefix("exec:") else {
            let expected = "expected 'reference', 'fleet:NAME', 'gateway:FILE' or 'exec:COMMAND'"
            throw VerifierArgumentError(
                "unknown verifier '\(text.bounded(to: 256))'; \(expected), such as 'exec:./adapter --fast'"
                    + (Self.meant(by: text).map { "; did you mean '\($0.bounded(to: 256))'?" } ?? "")
            )
        }
        let command = String(text.dropFirst("exec:".count))
        // A path with a space in it needs no quotes.
        if FileManager.default.isExecutableFile(atPath: command) {
            kind = .program([command])
            return
        }
        guard let words = ShellWords.split(command) else {
            throw VerifierArgumentError("a quote isn't closed in \(text.bounded(to: 256))")
        }
        guard words.first?.isEmpty == false else {
            throw VerifierArgumentError("'exec:' needs a command, such as 'exec:./adapter --fast'")
        }
        PrivateWords.remember(words)
        kind = .program(words)
    }

    /// The verifier that was probably meant by a text that names none.
    private static func meant(by text: String) -> String? {
        let members = (try? FileManager.default.contentsOfDirectory(atPath: AdaptersLocation.directory())) ?? []
        if members.contains(text) { return "fleet:\(text)" }
        if FileManager.default.fileExists(atPath: text) { return "exec:\(text)" }
        if let colon = text.firstIndex(of: ":"),
            let kind = ["fleet", "gateway", "exec"].nearest(to: String(text[..<colon]))
        {
            return kind + String(text[colon...])
        }
        return (["reference"] + members).nearest(to: text).map { $0 == "reference" ? $0 : "fleet:\($0)" }
    }

    /// Whether a word of a command line is meant to be one of these, and not something else.
    package static func isVerifier(_ text: String) -> Bool {
        text == "reference" || ["fleet:", "gateway:", "exec:"].contains { text.hasPrefix($0) }
    }

    /// Names a member of the fleet.
    package init(_ member: FleetMember) {
        text = "fleet:\(member.id)"
        kind = .program(member.runCommand)
    }

    /// Which release of the library a member of the fleet has, as far as its build says.
    package var release: LibraryRelease? {
        guard text.hasPrefix("fleet:") else { return nil }
        let member = try? FleetMember(id: String(text.dropFirst("fleet:".count)), in: AdaptersLocation.directory())
        return member.flatMap { LibraryRelease(of: $0) }
    }

    /// The command and its arguments; `nil` for the reference.
    package var command: [String]? { command(vectors: nil) }

    private func command(vectors: String?) -> [String]? {
        switch kind {
        case .reference: nil
        case .program(let words): words
        case .gateway(let file):
            ["\(AdaptersLocation.directory())/http-gateway/run", file, "--vectors", CorpusLocation.directory(vectors)]
        }
    }

    /// The verifier with its name in the run; a program isn't started yet.
    ///
    /// - Parameter vectors: the folder of the corpus that was named, whose keys a gateway's description names.
    /// - Returns: the verifier, called by its ``label``.
    package func named(vectors: String? = nil) -> NamedVerifier {
        guard let command = command(vectors: vectors) else {
            return NamedVerifier(label: label, verifier: ReferenceVerifier())
        }
        return NamedVerifier(label: label, verifier: StdioVerifier(command: command))
    }
}

extension VerifierArgument {
    /// What documents call the verifier: the argument without folders, and of a command the names of its files alone.
    ///
    /// A digest takes the place of the other words, which may be secrets: the same command has the same label. ``name`` takes
    /// its place.
    package var label: String {
        if let name { return name }
        switch kind {
        case .reference: return text
        case .gateway(let file): return "gateway:\(Self.name(file))".bounded(to: 128)
        case .program where text.hasPrefix("fleet:"): return text.bounded(to: 128)
        case .program(let words): return Self.label(of: words)
        }
    }

    /// What documents call a program.
    ///
    /// - Parameter command: the program and its arguments.
    /// - Returns: such as `exec:adapter`, or `exec:python3 adapter.py [5f3a9c]`.
    package static func label(of command: [String]) -> String {
        let files = command.dropFirst().filter { FileManager.default.fileExists(atPath: $0) }
        let shown = (command.prefix(1) + files.prefix(1)).map(name)
        let digest = command.joined(separator: "\0").utf8.reduce(0x811C_9DC5 as UInt32) {
            ($0 ^ UInt32($1)) &* 0x0100_0193
        }
        let hidden = shown == command ? "" : " [\(String(digest & 0xFF_FFFF, radix: 16))]"
        return "exec:\(shown.joined(separator: " "))".bounded(to: 112) + hidden
    }

    /// A line for a shell that shows what the program says to a greeting; `nil` if there is no program.
    package var greeting: String? {
        guard let command else { return nil }
        let hello = #"{"id":0,"op":"hello","protocol":1}"#
        return "echo '\(hello)' | " + command.map(\.shellQuoted).joined(separator: " ")
    }

    private static func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// An argument that names no verifier.
package struct VerifierArgumentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What's wrong and what to write.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
