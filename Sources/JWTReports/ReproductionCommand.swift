package import JWTConformance

/// The command lines that show a case again, with the user's options for the corpus and the profile.
package struct ReproductionCommand: Hashable, Sendable {
    private var options: String
    private let profile: String
    /// The name of the folder of vectors.
    private let folder: String?
    private var spellings: [String: String]

    /// Remembers the options of this call.
    ///
    /// - Parameters:
    ///   - verifiers: how the user wrote each verifier, by its label. For the user's terminal alone: see ``forDocuments``.
    ///   - vectors: the folder that was named with `--vectors`, if any.
    ///   - profile: the profile of the run.
    package init(
        verifiers: [String: String] = [:],
        vectors: String? = nil,
        profile: GradingProfile = .standard
    ) {
        spellings = verifiers
        self.profile = profile == .standard ? "" : " --profile \(profile.rawValue)"
        options = vectors.map { " --vectors \($0.shellQuoted)" } ?? ""
        folder = vectors.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    }

    /// The same with verifiers and folders as documents call them: a command that the user wrote may hold a secret.
    package var forDocuments: ReproductionCommand {
        var command = self
        command.spellings = [:]
        command.options = folder.map { " --vectors \($0.shellQuoted)" } ?? ""
        return command
    }

    private func quoted(_ verifier: String) -> String { (spellings[verifier] ?? verifier).shellQuoted }

    func explain(_ id: String, verifier: String) -> String {
        // A verifier of a Swift package's own tests isn't one that the program could ask.
        let verifier = verifier == NamedVerifier.swiftTest ? "" : " \(quoted(verifier))"
        return "jwt-assay explain \(id.shellQuoted)\(verifier)\(profile)\(options)"
    }

    /// How to see the first deviation of a run explained.
    func explainFirst(of runs: [ImplementationRun]) -> String? {
        for run in runs {
            guard let id = run.deviations.lazy.compactMap(\.id).first else { continue }
            return explain(id, verifier: run.label)
        }
        return nil
    }

    /// The same for a code span of Markdown; nothing if it contains a backtick.
    func explainFirstInCodeSpan(of runs: [ImplementationRun]) -> String? {
        forDocuments.explainFirst(of: runs).flatMap { $0.unicodeScalars.contains("`") ? nil : $0 }
    }

    /// How to ask about a vector again; what a signer must do doesn't turn on the profile, and `sign` has no option for it.
    func again(_ id: String, _ kind: VectorKind, verifier: String) -> String {
        if verifier == NamedVerifier.swiftTest { return verifier }
        let (command, profile) = kind == .sign ? ("sign", "") : ("run", profile)
        return "jwt-assay \(command) \(quoted(verifier)) --select \(id.shellQuoted)\(profile)\(options)"
    }

    /// Without the options that a matrix of all against all doesn't have.
    static func interop(_ verifiers: [String]) -> String {
        (["jwt-assay interop"] + verifiers.map(\.shellQuoted)).joined(separator: " ")
    }
}
